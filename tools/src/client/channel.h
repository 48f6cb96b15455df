// Building blocks of calls: channels, credentials, repetition, streams. Includes gRPC. For programs that build their own
// calls; others use services.h.
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

// A service's address and the time bounds of its calls.
struct Channel {
  std::string service;
  std::string address;
  std::chrono::milliseconds deadline;
  std::chrono::milliseconds retry_for;
  bool plain = false;  // without TLS
};

// Credentials of the connection's channels: plain, or TLS with certificates that are reloaded when their files change.
// Throws geo::DataError for invalid certificates.
std::shared_ptr<grpc::ChannelCredentials> credentials_of(const Connection& connection);

std::shared_ptr<grpc::Channel> open_channel(const std::string& address,
                                            const std::shared_ptr<grpc::ChannelCredentials>& credentials);

Reply reply_of(grpc::Status status, const grpc::ClientContext& context);

// The exception for a status without a refusal.
Unanswered unanswered(const Channel& channel, const grpc::Status& status);

// Waits for `time` or until a stop is requested.
void pause(std::chrono::milliseconds time, const std::stop_token& stop);

// Makes a call with repetitions. `call` makes it once.
template <class Response, class Call>
domain::Outcome<Response> answered(const Channel& channel, Call call) {
  Response response;
  const auto attempt = [&] {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + channel.deadline);
    response.Clear();
    const grpc::Status status = call(context, response);
    return reply_of(status, context);
  };
  const Reply reply = repeat(attempt, channel.retry_for, real_pacing());
  if (reply.status.ok()) return response;
  if (reply.refusal) return tl::make_unexpected(*reply.refusal);
  throw unanswered(channel, reply.status);
}

template <class Stub, class Request, class Response>
domain::Outcome<Response> unary(const Channel& channel, Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) {
  return answered<Response>(channel, [&](grpc::ClientContext& context, Response& response) {
    return (stub.*method)(&context, request, &response);
  });
}

// A client stream with one message.
template <class Stub, class Request, class Response>
domain::Outcome<Response> upload(
    const Channel& channel, Stub& stub,
    std::unique_ptr<grpc::ClientWriter<Request>> (Stub::*method)(grpc::ClientContext*, Response*),
    const Request& only) {
  return answered<Response>(channel, [&](grpc::ClientContext& context, Response& response) {
    const auto writer = (stub.*method)(&context, &response);
    writer->WriteLast(only, grpc::WriteOptions());
    return writer->Finish();
  });
}

// The result of one stream.
struct Listening {
  Reply reply;
  bool received_any = false;
  bool enough = false;  // on_message returned false
};

template <class Stub, class Request, class Response>
Listening listen(Stub& stub,
                 std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(grpc::ClientContext*,
                                                                               const Request&),
                 Request& request, const OnMessage<Response>& on_message, const std::stop_token& stop) {
  grpc::ClientContext context;
  const std::stop_callback cancel(stop, [&context] { context.TryCancel(); });
  const auto reader = (stub.*method)(&context, request);
  Listening listening;
  for (Response response; !listening.enough && reader->Read(&response); response.Clear()) {
    listening.received_any = true;
    request.set_cursor(response.cursor());
    listening.enough = !on_message(response);
  }
  if (listening.enough) context.TryCancel();
  listening.reply = reply_of(reader->Finish(), context);
  return listening;
}

bool may_resume(const Reply& reply);

// Reads a stream and resumes it from the last cursor when it breaks.
template <class Stub, class Request, class Response>
domain::Outcome<void> follow(
    const Channel& channel, Stub& stub,
    std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(grpc::ClientContext*, const Request&),
    Request request, const OnMessage<Response>& on_message, const std::stop_token& stop) {
  using Clock = std::chrono::steady_clock;
  // A stream without messages that was open longer than any attempt to connect counts as connected.
  const auto settled = std::max<std::chrono::milliseconds>(channel.retry_for, std::chrono::seconds(5));
  runtime::Backoff backoff(kShortestPause, kLongestPause);
  auto away_since = Clock::now();
  for (;;) {
    const auto began = Clock::now();
    const Listening listening = listen(stub, method, request, on_message, stop);
    if (listening.enough || stop.stop_requested()) return {};
    if (!may_resume(listening.reply)) {
      if (listening.reply.refusal) return tl::make_unexpected(*listening.reply.refusal);
      throw unanswered(channel, listening.reply.status);
    }
    const auto now = Clock::now();
    if (listening.received_any || now - began > settled) {
      away_since = now;
      backoff.reset();
    }
    if (now - away_since > channel.retry_for) {
      throw Interrupted(unanswered(channel, listening.reply.status).what());
    }
    pause(backoff.next(), stop);
  }
}

}  // namespace turnout::client
