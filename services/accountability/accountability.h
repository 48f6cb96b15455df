// The accountability service (问责): the objects around its verbs.
#pragma once

#include <array>
#include <cstddef>
#include <memory>

#include "accountability/accountability_service.h"
#include "accountability/compliance_projection.h"
#include "accountability/deadline_audit.h"
#include "accountability/keep_deadlines.h"
#include "chassis/service_process.h"

namespace turnout::accountability {

class Accountability final : public chassis::Service {
 public:
  explicit Accountability(chassis::ServiceProcess& process)
      : process_(process),
        projection_(process.io, process.store, process.log, process.metrics),
        topic_(process.io, {process.store, process.view, process.log}, process.metrics, {}),
        api_(make_service(process, projection_, topic_)),
        keeper_(process.io, process.district),
        audit_(process.clock.now_ms(), process.metrics) {}

  rpc::ServedService served() override;
  Awaitable<void> measure() override;
  Awaitable<void> start() override;

 private:
  // Number of unanswered escalations, by the post told last and its level.
  using UnansweredEscalations =
      std::array<std::array<std::size_t, telemetry::kHighestLevel>, v1::DutyRole_ARRAYSIZE>;
  static void count_unanswered(const v1::Incident& incident, UnansweredEscalations& unanswered);

  chassis::ServiceProcess& process_;
  ComplianceProjection projection_;
  EscalationTopic topic_;
  std::unique_ptr<grpc::Service> api_;
  DeadlineKeeper keeper_;
  DeadlineAudit audit_;
};

}  // namespace turnout::accountability
