// A client of an intake service that has just started, on a separate connection.
#pragma once

#include <grpcpp/create_channel.h>

#include <chrono>
#include <cstdint>
#include <memory>

#include "turnout/v1/intake_service.grpc.pb.h"

namespace turnout::bench {

using IntakeStub = v1::IntakeService::Stub;

inline constexpr std::chrono::seconds kDeadline{10};

// A connection that is shared with nobody.
std::shared_ptr<grpc::Channel> new_channel(std::uint16_t port);

// Waits up to 20 s until the server on this port takes a report; that one's flight number is 0xffff. Throws
// std::runtime_error with its last words if it does not.
std::unique_ptr<IntakeStub> connect(std::uint16_t port);

}  // namespace turnout::bench
