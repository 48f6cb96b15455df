// The rows of a service's table. A service is a class with one row for each of its RPCs (intake_service.cc):
//
//   TURNOUT_COMMAND(AddNote)                        a command that needs only its states
//   TURNOUT_COMMAND_WITH(CancelIncident, units_on)  … and those that its states name (command.h)
//   TURNOUT_UNARY(GetIncident, get_incident)        a verb: (District&, const Request&) → Awaitable<Outcome<Response>>
//   TURNOUT_WATCH(WatchIncidents, watch)            a verb: (District&, Request, Writer) → Awaitable<Outcome<Done>>
//   TURNOUT_UPLOAD(ReportPositions, report)         a verb: (District&, Reader) → Awaitable<Outcome<Response>>
//
// Every row brings the request into its normal form (domain::normalise) and checks it (domain::validate) before its verb is called;
// an upload's verb checks each message itself.
// A verb may be a lambda that captures [this]. The class has a member `process_`, and its base has the methods of all rows as raw
// methods (rpc/raw_methods.h).
#pragma once

#include <grpcpp/support/server_callback.h>

#include <utility>

#include "chassis/command.h"
#include "chassis/service_process.h"
#include "domain/commands.h"
#include "domain/normalise.h"
#include "domain/queries.h"
#include "rpc/bridge.h"

namespace turnout::chassis {

template <class Verb, class Request>
std::invoke_result_t<Verb, District&, const Request&> checked(Verb verb, District& district,
                                                              Request request) {
  domain::normalise(request);
  if (auto form = domain::validate(request); !form) co_return tl::unexpected(std::move(form.error()));
  co_return co_await verb(district, request);
}

template <class Verb, class Request, class Writer>
std::invoke_result_t<Verb, District&, Request, Writer> checked_stream(Verb verb, District& district,
                                                                      Request request, Writer writer) {
  domain::normalise(request);
  if (auto form = domain::validate(request); !form) co_return tl::unexpected(std::move(form.error()));
  co_return co_await verb(district, std::move(request), writer);
}

template <class Request, class Response, class Verb>
grpc::ServerUnaryReactor* serve(ServiceProcess& process, grpc::CallbackServerContext* context,
                                const grpc::ByteBuffer* request, grpc::ByteBuffer* response, Verb verb) {
  return rpc::unary<Request, Response>(process.bridge, context, request, response,
                                       [&district = process.district, verb](Request received) {
                                         return checked(verb, district, std::move(received));
                                       });
}

template <class Request, class Verb>
grpc::ServerWriteReactor<grpc::ByteBuffer>* serve_watch(ServiceProcess& process,
                                                        grpc::CallbackServerContext* context,
                                                        const grpc::ByteBuffer* request, Verb verb) {
  return rpc::encoded_stream<Request>(
      process.bridge, context, request,
      [&district = process.district, verb](Request received, rpc::StreamWriter<rpc::EncodedMessage> writer) {
        return checked_stream(verb, district, std::move(received), writer);
      });
}

template <class Request, class Response, class Verb>
grpc::ServerReadReactor<grpc::ByteBuffer>* serve_upload(ServiceProcess& process,
                                                        grpc::CallbackServerContext* context,
                                                        grpc::ByteBuffer* response, Verb verb) {
  return rpc::upload<Request, Response>(
      process.bridge, context, response,
      [&district = process.district, verb](rpc::StreamReader<Request> reader) {
        return verb(district, reader);
      });
}

}  // namespace turnout::chassis

#define TURNOUT_UNARY(method, verb)                                                                        \
  grpc::ServerUnaryReactor* method(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,  \
                                   grpc::ByteBuffer* response) override {                                  \
    return chassis::serve<v1::method##Request, v1::method##Response>(process_, context, request, response, \
                                                                     verb);                                \
  }
#define TURNOUT_COMMAND(method) \
  TURNOUT_UNARY(method, (&chassis::run_command<v1::method##Response, v1::method##Request>))
#define TURNOUT_COMMAND_WITH(method, more) \
  TURNOUT_UNARY(method, (&chassis::run_command<v1::method##Response, v1::method##Request, &chassis::more>))
#define TURNOUT_WATCH(method, verb)                                                              \
  grpc::ServerWriteReactor<grpc::ByteBuffer>* method(grpc::CallbackServerContext* context,       \
                                                     const grpc::ByteBuffer* request) override { \
    return chassis::serve_watch<v1::method##Request>(process_, context, request, verb);          \
  }
#define TURNOUT_UPLOAD(method, verb)                                                                     \
  grpc::ServerReadReactor<grpc::ByteBuffer>* method(grpc::CallbackServerContext* context,                \
                                                    grpc::ByteBuffer* response) override {               \
    return chassis::serve_upload<v1::method##Request, v1::method##Response>(process_, context, response, \
                                                                            verb);                       \
  }
