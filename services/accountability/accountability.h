// The accountability service (问责): what is built around its verbs.
#pragma once

#include <array>
#include <cstddef>

#include "accountability/accountability_service.h"
#include "accountability/case_book.h"
#include "accountability/deadline_audit.h"
#include "accountability/keep_deadlines.h"
#include "host/host.h"

namespace turnout::accountability {

class Accountability final : public host::Service {
 public:
  explicit Accountability(host::Host& host)
      : host_(host),
        api_(host, book_),
        keeper_(host.io, host.district),
        audit_(host.clock.now_ms(), host.metrics) {}

  rpc::ServedService served() override { return rpc::serve<v1::AccountabilityService>(api_); }
  bool needs_whole_log() const override { return true; }
  void measure() override;
  // Deadlines are kept from the first moment: the index of the store says which, while the book is still
  // being rebuilt.
  Awaitable<void> start() override;

 private:
  // How many, by the post told last and the rung that told it.
  using UnansweredEscalations =
      std::array<std::array<std::size_t, telemetry::kHighestRung>, v1::DutyRole_ARRAYSIZE>;
  UnansweredEscalations count_unanswered() const;

  host::Host& host_;
  CaseBook book_;
  AccountabilityService api_;
  DeadlineKeeper keeper_;
  DeadlineAudit audit_;
};

}  // namespace turnout::accountability
