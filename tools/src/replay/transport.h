// Sends commands to the services: many at once, answered in any order.
//
// If the outcome of a command is unknown, the same request is sent again for a bounded time; the services
// guarantee that it is applied once. Implemented by GrpcTransport; tests have their own.
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
  std::size_t ticket = 0;              // of the command
  std::optional<v1::Refusal> refusal;  // if set, the rest is empty
  v1::Incident incident;
  std::uint32_t order = 0;  // number of the order that AssignUnit made
  std::uint32_t tries = 1;
};

class Transport {
 public:
  virtual ~Transport() = default;

  // Sends a command when `delay` of real time has passed.
  virtual void send(std::size_t ticket, Command command, std::chrono::nanoseconds delay) = 0;

  // The next answer, or nothing if none arrives within `patience`. Throws client::Unanswered when a command was
  // repeated for the bounded time without an answer.
  virtual std::optional<Answer> next(std::chrono::nanoseconds patience) = 0;

  // Number of commands that were sent and not answered.
  virtual std::size_t under_way() const = 0;
};

}  // namespace turnout::replay
