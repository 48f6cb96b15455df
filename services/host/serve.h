// An RPC method: validate the form, call the verb, answer or refuse. Nothing else.
#pragma once

#include <utility>

#include "domain/validate.h"
#include "host/host.h"
#include "rpc/bridge.h"

namespace turnout::host {

// `verb` is called as verb(district, request, writer…) if the request's form is valid; it yields an Outcome.
template <class Verb, class Request, class... Writer>
std::invoke_result_t<Verb, District&, Request, Writer...> checked(Verb verb, District& district,
                                                                  Request request, Writer... writer) {
  if (auto form = domain::validate(request); !form) co_return tl::unexpected(std::move(form.error()));
  co_return co_await verb(district, std::move(request), std::move(writer)...);
}

template <class Request, class Response, class Verb>
grpc::ServerUnaryReactor* serve(Host& host, grpc::CallbackServerContext* context, const Request* request,
                                Response* response, Verb verb) {
  return rpc::unary(host.bridge, context, request, response,
                    [&district = host.district, verb](Request received) {
                      return checked(verb, district, std::move(received));
                    });
}

template <class Response, class Request, class Verb>
grpc::ServerWriteReactor<Response>* serve_stream(Host& host, grpc::CallbackServerContext* context,
                                                 const Request* request, Verb verb) {
  return rpc::stream<Response>(
      host.bridge, context, request,
      [&district = host.district, verb](Request received, rpc::StreamWriter<Response> writer) {
        return checked(verb, district, std::move(received), writer);
      });
}

// The verb validates each message itself.
template <class Request, class Response, class Verb>
grpc::ServerReadReactor<Request>* serve_upload(Host& host, grpc::CallbackServerContext* context,
                                               Response* response, Verb verb) {
  return rpc::upload<Request>(host.bridge, context, response,
                              [&district = host.district, verb](rpc::StreamReader<Request> reader) {
                                return verb(district, reader);
                              });
}

}  // namespace turnout::host
