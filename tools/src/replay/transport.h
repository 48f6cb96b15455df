// How commands reach the services: many under way at once, answered in any order.
//
// A command whose outcome is unknown is sent again, the same request, for a bounded time; the services
// promise that this does nothing twice. Implemented by GrpcTransport; tests have their own.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/dispatch_service.pb.h"
#include "turnout/v1/intake_service.pb.h"
#include "turnout/v1/refusal.pb.h"

namespace turnout::replay {

// All of them are answered with the incident's current state.
using Command = std::variant<v1::ReportIncidentRequest, v1::AssignUnitRequest, v1::ReportMilestoneRequest,
                             v1::ReportDispositionRequest, v1::CloseIncidentRequest, v1::GetIncidentRequest>;

struct Answer {
  std::size_t ticket = 0;              // as it was sent
  std::optional<v1::Refusal> refusal;  // then the rest is empty
  v1::Incident incident;
  std::uint32_t order = 0;  // number of the order that AssignUnit made
  std::uint32_t tries = 1;
};

class Transport {
 public:
  virtual ~Transport() = default;

  // Sends a command, at the earliest when `delay` of real time has passed.
  virtual void send(std::size_t ticket, Command command, std::chrono::nanoseconds delay) = 0;

  // The next answer, or nothing when there is none within `patience`. Throws client::Unanswered when a
  // command was not answered for as long as it is repeated.
  virtual std::optional<Answer> next(std::chrono::nanoseconds patience) = 0;

  // Commands that have been sent and not answered.
  virtual std::size_t under_way() const = 0;
};

}  // namespace turnout::replay
