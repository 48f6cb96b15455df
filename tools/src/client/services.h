// Client of the services. Every call has a deadline and is repeated within bounds; refusals are decoded.
//
//   domain::Outcome<v1::AddNoteResponse> answer = services.call(request);
//
// A refusal is a value. No answer, or an error without a refusal, throws Unanswered: the outcome is unknown and the
// same request may be sent again. Thread-safe. Connects on the first call.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>

#include "client/connection.h"
#include "client/rpcs.h"
#include "domain/outcome.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/intake_service.pb.h"
#include "turnout/v1/records_service.pb.h"
#include "turnout/v1/settings_service.pb.h"

namespace turnout::client {

// what(): one sentence with the service and its address.
class Unanswered : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A stream that broke because its service was away for longer than the connection's retry_for: it may be resumed from its last
// cursor once the service is back.
class Interrupted : public Unanswered {
 public:
  using Unanswered::Unanswered;
};

enum class Service { kIntake, kDispatch, kAccountability, kRecords };

// Takes one message of a stream; false ends the stream.
template <class Message>
using OnMessage = std::function<bool(const Message&)>;

class Services {
 public:
  // Throws geo::DataError for invalid certificates.
  explicit Services(const Connection& connection);
  ~Services();

  domain::Outcome<v1::GetSettingsResponse> settings(Service of) const;

  // call(const v1::<name>Request&) for each row of rpcs.h.
#define TURNOUT_DECLARE_CALL(service, name) \
  domain::Outcome<v1::name##Response> call(const v1::name##Request& request) const;
  TURNOUT_UNARY_RPCS(TURNOUT_DECLARE_CALL)
  TURNOUT_UPLOAD_RPCS(TURNOUT_DECLARE_CALL)
#undef TURNOUT_DECLARE_CALL

  // watch(const v1::<name>Request&, on_message, stop) for each row of rpcs.h. Passes on every message until
  // `on_message` returns false or `stop` is requested. Resumes a broken stream from the last cursor, also after
  // WATCHER_TOO_SLOW; any other refusal ends it. Set a cursor in the request (ListIncidents returns one), otherwise a
  // break before the first message may lose events. Throws Interrupted if the service is away longer than the
  // connection's retry_for, Unanswered if it cannot serve the stream.
#define TURNOUT_DECLARE_WATCH(service, name)                                   \
  domain::Outcome<void> watch(const v1::name##Request& request,                \
                              const OnMessage<v1::name##Response>& on_message, \
                              const std::stop_token& stop = {}) const;
  TURNOUT_WATCH_RPCS(TURNOUT_DECLARE_WATCH)
#undef TURNOUT_DECLARE_WATCH

 private:
  struct Stubs;
  std::unique_ptr<Stubs> stubs_;
};

}  // namespace turnout::client
