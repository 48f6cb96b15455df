#include "rpc/status.h"

#include <string>

#include "runtime/errors.h"
#include "runtime/log.h"

namespace turnout::rpc {
namespace {

grpc::Status internal_error(std::string_view method, std::string_view what) {
  log::error("handler failed", {{"method", method}, {"reason", what}});
  return {grpc::StatusCode::INTERNAL, "internal error; see the service's log"};
}

}  // namespace

grpc::StatusCode code_of(v1::RefusalReason reason) {
  switch (reason) {
    case v1::REFUSAL_REASON_DEADLINE_MISSING:
    case v1::REFUSAL_REASON_INVALID_FIELD:
      return grpc::StatusCode::INVALID_ARGUMENT;
    case v1::REFUSAL_REASON_UNKNOWN_STATION:
    case v1::REFUSAL_REASON_UNKNOWN_INCIDENT:
    case v1::REFUSAL_REASON_UNKNOWN_UNIT:
    case v1::REFUSAL_REASON_UNKNOWN_ORDER:
    case v1::REFUSAL_REASON_UNKNOWN_ESCALATION:
    case v1::REFUSAL_REASON_UNKNOWN_TIME:
      return grpc::StatusCode::NOT_FOUND;
    case v1::REFUSAL_REASON_REQUEST_ID_REUSED:
      return grpc::StatusCode::ALREADY_EXISTS;
    case v1::REFUSAL_REASON_WRONG_DISTRICT:
    case v1::REFUSAL_REASON_INCIDENT_ENDED:
    case v1::REFUSAL_REASON_INCIDENT_NOT_CLOSED:
    case v1::REFUSAL_REASON_NOT_A_DUPLICATE:
    case v1::REFUSAL_REASON_NOT_EARLIER:
    case v1::REFUSAL_REASON_ORDER_ENDED:
    case v1::REFUSAL_REASON_ORDER_UNDER_WAY:
    case v1::REFUSAL_REASON_DECLINE_PENDING:
    case v1::REFUSAL_REASON_NO_DECLINE_PENDING:
    case v1::REFUSAL_REASON_UNIT_OUT_OF_SERVICE:
    case v1::REFUSAL_REASON_UNIT_ALREADY_ASSIGNED:
    case v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT:
    case v1::REFUSAL_REASON_UNIT_BUSY:
    case v1::REFUSAL_REASON_UNIT_NOT_SIGNED_ON:
    case v1::REFUSAL_REASON_SIGNED_ON_ELSEWHERE:
    case v1::REFUSAL_REASON_UNITS_STILL_ASSIGNED:
    case v1::REFUSAL_REASON_HAS_DUPLICATES:
    case v1::REFUSAL_REASON_DISPOSITION_MISSING:
    case v1::REFUSAL_REASON_ALREADY_ACKNOWLEDGED:
    case v1::REFUSAL_REASON_HANDOVER_PENDING:
    case v1::REFUSAL_REASON_NO_HANDOVER_PENDING:
    case v1::REFUSAL_REASON_ALREADY_RESPONSIBLE:
    case v1::REFUSAL_REASON_TIME_ALREADY_COUNTS:
      return grpc::StatusCode::FAILED_PRECONDITION;
    case v1::REFUSAL_REASON_NOT_RESPONSIBLE:
      return grpc::StatusCode::PERMISSION_DENIED;
    case v1::REFUSAL_REASON_LIMIT_REACHED:
    case v1::REFUSAL_REASON_WATCHER_TOO_SLOW:
      return grpc::StatusCode::RESOURCE_EXHAUSTED;
    case v1::REFUSAL_REASON_CURSOR_UNKNOWN:
      return grpc::StatusCode::OUT_OF_RANGE;
    case v1::REFUSAL_REASON_UNSPECIFIED:
    case v1::RefusalReason_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::RefusalReason_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return grpc::StatusCode::INTERNAL;
}

grpc::Status status_of(const v1::Refusal& refusal) {
  return {code_of(refusal.reason()), refusal.message()};
}

grpc::Status status_of(const std::exception_ptr& error, std::string_view method) {
  try {
    std::rethrow_exception(error);
  } catch (const runtime::Unavailable& unavailable) {
    return {grpc::StatusCode::UNAVAILABLE,
            std::string(unavailable.what()) + "; the outcome is unknown: send the same request again"};
  } catch (const runtime::Conflict& conflict) {
    return {grpc::StatusCode::ABORTED, std::string(conflict.what()) + "; send the same request again"};
  } catch (const runtime::DataLoss& loss) {
    return {grpc::StatusCode::DATA_LOSS,
            std::string(loss.what()) + "; it is rebuilt from its events: try again"};
  } catch (const std::exception& other) {
    return internal_error(method, other.what());
  } catch (...) {
    return internal_error(method, "an exception of unknown type");
  }
}

}  // namespace turnout::rpc
