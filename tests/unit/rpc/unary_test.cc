#include <gmock/gmock.h>

#include "rpc/status.h"
#include "rpc_fixture.h"
#include "runtime/errors.h"
#include "runtime/log.h"

namespace turnout::rpc {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

// The refusal in the trailers; REFUSAL_REASON_UNSPECIFIED if there is none.
v1::Refusal refusal_in(const grpc::ClientContext& context) {
  v1::Refusal refusal;
  const auto& trailers = context.GetServerTrailingMetadata();
  const auto found = trailers.find(kRefusalTrailer);
  if (found != trailers.end()) {
    EXPECT_TRUE(refusal.ParseFromArray(found->second.data(), static_cast<int>(found->second.size())));
  }
  return refusal;
}

TEST_F(RpcTest, AHandlersResponseReachesTheClient) {
  service_.get_incident = echo;
  start();
  v1::GetIncidentResponse response;
  EXPECT_TRUE(get("i-1", &response).ok());
  EXPECT_EQ(response.incident().id(), "i-1");
}

TEST_F(RpcTest, EachCallIsCountedUnderItsMethodAndCode) {
  service_.get_incident = echo;
  start();
  EXPECT_THAT(metrics_.text(), HasSubstr("turnout_rpc_requests_total{code=\"OK\",method=\"AddNote\"} 0\n"));
  get("i-1");
  get("i-2");
  server_->stop();
  EXPECT_THAT(metrics_.text(),
              HasSubstr("turnout_rpc_requests_total{code=\"OK\",method=\"GetIncident\"} 2\n"));
  EXPECT_THAT(metrics_.text(), HasSubstr("turnout_rpc_in_flight{method=\"GetIncident\"} 0\n"));
  EXPECT_THAT(metrics_.text(), HasSubstr("turnout_rpc_duration_seconds_count{method=\"GetIncident\"} 2\n"));
}

struct Mapped {
  v1::RefusalReason reason;
  grpc::StatusCode code;
};

class EveryRefusal : public RpcTest, public testing::WithParamInterface<Mapped> {};

TEST_P(EveryRefusal, ArrivesInTheTrailerBesideItsStatus) {
  service_.get_incident = [](v1::GetIncidentRequest) -> Awaitable<domain::Outcome<v1::GetIncidentResponse>> {
    co_return domain::refuse(GetParam().reason, "incident_id", "警情 i-1 is not known");
  };
  start();
  grpc::ClientContext context;
  set_deadline(context, seconds(10));
  v1::GetIncidentResponse response;
  const grpc::Status status = stub_->GetIncident(&context, {}, &response);
  EXPECT_EQ(status.error_code(), GetParam().code);
  EXPECT_EQ(status.error_message(), "警情 i-1 is not known");
  const v1::Refusal refusal = refusal_in(context);
  EXPECT_EQ(refusal.reason(), GetParam().reason);
  EXPECT_EQ(refusal.field(), "incident_id");
  EXPECT_EQ(refusal.message(), "警情 i-1 is not known");
}

constexpr std::array kMapping{
    Mapped{v1::REFUSAL_REASON_DEADLINE_MISSING, grpc::StatusCode::INVALID_ARGUMENT},
    Mapped{v1::REFUSAL_REASON_INVALID_FIELD, grpc::StatusCode::INVALID_ARGUMENT},
    Mapped{v1::REFUSAL_REASON_WRONG_DISTRICT, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_UNKNOWN_STATION, grpc::StatusCode::NOT_FOUND},
    Mapped{v1::REFUSAL_REASON_REQUEST_ID_REUSED, grpc::StatusCode::ALREADY_EXISTS},
    Mapped{v1::REFUSAL_REASON_UNKNOWN_INCIDENT, grpc::StatusCode::NOT_FOUND},
    Mapped{v1::REFUSAL_REASON_UNKNOWN_UNIT, grpc::StatusCode::NOT_FOUND},
    Mapped{v1::REFUSAL_REASON_UNKNOWN_ORDER, grpc::StatusCode::NOT_FOUND},
    Mapped{v1::REFUSAL_REASON_UNKNOWN_ESCALATION, grpc::StatusCode::NOT_FOUND},
    Mapped{v1::REFUSAL_REASON_UNKNOWN_TIME, grpc::StatusCode::NOT_FOUND},
    Mapped{v1::REFUSAL_REASON_INCIDENT_ENDED, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_INCIDENT_NOT_CLOSED, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_NOT_A_DUPLICATE, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_NOT_EARLIER, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_ORDER_ENDED, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_ORDER_UNDER_WAY, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_DECLINE_PENDING, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_NO_DECLINE_PENDING, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_UNIT_OUT_OF_SERVICE, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_UNIT_ALREADY_ASSIGNED, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_UNIT_BUSY, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_UNIT_NOT_SIGNED_ON, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_SIGNED_ON_ELSEWHERE, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_UNITS_STILL_ASSIGNED, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_HAS_DUPLICATES, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_DISPOSITION_MISSING, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_ALREADY_ACKNOWLEDGED, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_HANDOVER_PENDING, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_NO_HANDOVER_PENDING, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_NOT_RESPONSIBLE, grpc::StatusCode::PERMISSION_DENIED},
    Mapped{v1::REFUSAL_REASON_ALREADY_RESPONSIBLE, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_TIME_ALREADY_COUNTS, grpc::StatusCode::FAILED_PRECONDITION},
    Mapped{v1::REFUSAL_REASON_LIMIT_REACHED, grpc::StatusCode::RESOURCE_EXHAUSTED},
    Mapped{v1::REFUSAL_REASON_CURSOR_UNKNOWN, grpc::StatusCode::OUT_OF_RANGE},
    Mapped{v1::REFUSAL_REASON_WATCHER_TOO_SLOW, grpc::StatusCode::RESOURCE_EXHAUSTED},
};
INSTANTIATE_TEST_SUITE_P(Rpc, EveryRefusal, testing::ValuesIn(kMapping), [](const auto& test) {
  return v1::RefusalReason_Name(test.param.reason).substr(std::string_view("REFUSAL_REASON_").size());
});

TEST(RefusalMapping, HasARowForEveryReason) {
  EXPECT_EQ(kMapping.size() + 1, static_cast<std::size_t>(v1::RefusalReason_descriptor()->value_count()));
}

TEST_F(RpcTest, RefusesACallWithoutADeadline) {
  service_.get_incident = echo;
  start();
  grpc::ClientContext context;
  v1::GetIncidentResponse response;
  EXPECT_EQ(stub_->GetIncident(&context, {}, &response).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(refusal_in(context).reason(), v1::REFUSAL_REASON_DEADLINE_MISSING);
}

TEST_F(RpcTest, RefusesADeadlineOverTenSeconds) {
  service_.get_incident = echo;
  start();
  grpc::ClientContext context;
  set_deadline(context, seconds(12));
  v1::GetIncidentResponse response;
  EXPECT_EQ(stub_->GetIncident(&context, {}, &response).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(refusal_in(context).reason(), v1::REFUSAL_REASON_DEADLINE_MISSING);
}

TEST_F(RpcTest, RejectsARequestOver64KiBAndGoesOn) {
  service_.get_incident = echo;
  start();
  // Tag and length take four bytes.
  EXPECT_TRUE(get(std::string(kMaxRequestBytes - 4, 'x')).ok());
  EXPECT_EQ(get(std::string(kMaxRequestBytes - 3, 'x')).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_TRUE(get("i-1").ok());
}

TEST_F(RpcTest, NeverSendsAResponseOverOneMiBAndGoesOn) {
  service_.get_incident =
      [](v1::GetIncidentRequest request) -> Awaitable<domain::Outcome<v1::GetIncidentResponse>> {
    v1::GetIncidentResponse response;
    if (request.incident_id() == "large")
      response.mutable_incident()->set_type(std::string(kMaxResponseBytes, 'x'));
    co_return response;
  };
  start();
  EXPECT_EQ(get("large").error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_TRUE(get("small").ok());
}

template <class Exception>
Awaitable<domain::Outcome<v1::GetIncidentResponse>> fail(v1::GetIncidentRequest) {
  throw Exception("redis 127.0.0.1:7379 does not answer");
  co_return v1::GetIncidentResponse();
}

TEST_F(RpcTest, ABrokenWorldIsUnavailableWithTheAdviceToSendTheSameRequestAgain) {
  service_.get_incident = fail<runtime::Unavailable>;
  start();
  const grpc::Status status = get("i-1");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_THAT(status.error_message(), HasSubstr("redis 127.0.0.1:7379 does not answer"));
  EXPECT_THAT(status.error_message(), HasSubstr("send the same request again"));
}

TEST_F(RpcTest, AConflictIsAborted) {
  service_.get_incident = fail<runtime::Conflict>;
  start();
  EXPECT_EQ(get("i-1").error_code(), grpc::StatusCode::ABORTED);
}

TEST_F(RpcTest, AnyOtherExceptionIsInternalAndTellsTheClientNothingMore) {
  log::set_least_level(log::Level::kSilent);
  service_.get_incident = fail<std::runtime_error>;
  start();
  const grpc::Status status = get("i-1");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(status.error_message(), testing::Not(HasSubstr("redis")));
  service_.get_incident = echo;
  EXPECT_TRUE(get("i-1").ok());
  log::set_least_level(log::Level::kInfo);
}

TEST_F(RpcTest, TheClientsCancelCancelsTheHandler) {
  Endless endless(io_thread_.io());
  service_.get_incident =
      [&endless](v1::GetIncidentRequest) -> Awaitable<domain::Outcome<v1::GetIncidentResponse>> {
    co_await endless.wait();
    co_return v1::GetIncidentResponse();
  };
  start();
  grpc::ClientContext context;
  set_deadline(context, seconds(10));
  std::future<void> begun = endless.begun.get_future();
  std::future<void> cancelled = endless.cancelled.get_future();
  auto status = std::async(std::launch::async, [&] {
    v1::GetIncidentResponse response;
    return stub_->GetIncident(&context, {}, &response);
  });
  ASSERT_TRUE(ready(begun));
  context.TryCancel();
  EXPECT_TRUE(ready(cancelled));
  EXPECT_EQ(status.get().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(RpcTest, TheClientsDeadlineCancelsTheHandler) {
  Endless endless(io_thread_.io());
  service_.get_incident =
      [&endless](v1::GetIncidentRequest) -> Awaitable<domain::Outcome<v1::GetIncidentResponse>> {
    co_await endless.wait();
    co_return v1::GetIncidentResponse();
  };
  start();
  grpc::ClientContext context;
  set_deadline(context, milliseconds(300));
  v1::GetIncidentResponse response;
  EXPECT_EQ(stub_->GetIncident(&context, {}, &response).error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  std::future<void> cancelled = endless.cancelled.get_future();
  EXPECT_TRUE(ready(cancelled));
}

}  // namespace
}  // namespace turnout::rpc
