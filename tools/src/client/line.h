// One service's channel, and what every call over it shares. Brings gRPC with it: for programs with calls of
// their own kind; others use services.h.
#pragma once

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "client/connection.h"
#include "client/retry.h"
#include "client/services.h"
#include "runtime/backoff.h"

namespace turnout::client {

// Where calls of one service go.
struct Line {
  std::string service;
  std::string address;
  std::chrono::milliseconds deadline;
  std::chrono::milliseconds retry_for;
};

// What the connection's channels are opened with: plain, or TLS with certificates that are read again when
// they change. Throws geo::DataError for certificates that are not fit.
std::shared_ptr<grpc::ChannelCredentials> credentials_of(const Connection& connection);

std::shared_ptr<grpc::Channel> open_channel(const std::string& address,
                                            const std::shared_ptr<grpc::ChannelCredentials>& credentials);

Reply reply_of(grpc::Status status, const grpc::ClientContext& context);

// What the caller gets for a status without a refusal.
Unanswered unanswered(const Line& line, const grpc::Status& status);

// Waits, but no longer than until a stop is requested.
void pause(std::chrono::milliseconds time, const std::stop_token& stop);

// One call, with its repetitions; `call` makes it once.
template <class Response, class Call>
domain::Outcome<Response> answered(const Line& line, Call call) {
  Response response;
  const auto attempt = [&] {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + line.deadline);
    response.Clear();
    const grpc::Status status = call(context, response);
    return reply_of(status, context);
  };
  const Reply reply = repeat(attempt, line.retry_for, real_pacing());
  if (reply.status.ok()) return response;
  if (reply.refusal) return tl::make_unexpected(*reply.refusal);
  throw unanswered(line, reply.status);
}

template <class Stub, class Request, class Response>
domain::Outcome<Response> unary(const Line& line, Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) {
  return answered<Response>(line, [&](grpc::ClientContext& context, Response& response) {
    return (stub.*method)(&context, request, &response);
  });
}

// A client's stream of one message.
template <class Stub, class Request, class Response>
domain::Outcome<Response> upload(
    const Line& line, Stub& stub,
    std::unique_ptr<grpc::ClientWriter<Request>> (Stub::*method)(grpc::ClientContext*, Response*),
    const Request& only) {
  return answered<Response>(line, [&](grpc::ClientContext& context, Response& response) {
    const auto writer = (stub.*method)(&context, &response);
    writer->WriteLast(only, grpc::WriteOptions());
    return writer->Finish();
  });
}

// One stream from its beginning to its end.
struct Listening {
  Reply reply;
  bool heard_any = false;
  bool enough = false;  // the listener wants no more
};

template <class Stub, class Request, class Response>
Listening listen(Stub& stub,
                 std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(grpc::ClientContext*,
                                                                               const Request&),
                 Request& request, const Heard<Response>& heard, const std::stop_token& stop) {
  grpc::ClientContext context;
  const std::stop_callback cancel(stop, [&context] { context.TryCancel(); });
  const auto reader = (stub.*method)(&context, request);
  Listening listening;
  for (Response response; !listening.enough && reader->Read(&response); response.Clear()) {
    listening.heard_any = true;
    request.set_cursor(response.cursor());
    listening.enough = !heard(response);
  }
  if (listening.enough) context.TryCancel();
  listening.reply = reply_of(reader->Finish(), context);
  return listening;
}

bool may_resume(const Reply& reply);

// A stream that is resumed from its last cursor whenever it breaks.
template <class Stub, class Request, class Response>
domain::Outcome<void> follow(
    const Line& line, Stub& stub,
    std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(grpc::ClientContext*, const Request&),
    Request request, const Heard<Response>& heard, const std::stop_token& stop) {
  using Clock = std::chrono::steady_clock;
  // A quiet stream that stood longer than any attempt to connect has worked.
  const auto settled = std::max<std::chrono::milliseconds>(line.retry_for, std::chrono::seconds(5));
  runtime::Backoff backoff(kShortestPause, kLongestPause);
  auto away_since = Clock::now();
  for (;;) {
    const auto began = Clock::now();
    const Listening listening = listen(stub, method, request, heard, stop);
    if (listening.enough || stop.stop_requested()) return {};
    if (!may_resume(listening.reply)) {
      if (listening.reply.refusal) return tl::make_unexpected(*listening.reply.refusal);
      throw unanswered(line, listening.reply.status);
    }
    const auto now = Clock::now();
    if (listening.heard_any || now - began > settled) {
      away_since = now;
      backoff.reset();
    }
    if (now - away_since > line.retry_for) throw unanswered(line, listening.reply.status);
    pause(backoff.next(), stop);
  }
}

}  // namespace turnout::client
