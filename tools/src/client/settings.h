// What the services were started with, and the clock that they share.
#pragma once

#include <optional>
#include <string>

#include "client/services.h"
#include "runtime/clock.h"

namespace turnout::client {

struct AllSettings {
  v1::Settings intake;
  v1::Settings dispatch;
  v1::Settings accountability;
};

domain::Outcome<AllSettings> all_settings(const Services& services);

// The first thing in which the three do not mean the same city, policy and clock, as a sentence; nothing if
// they agree.
std::optional<std::string> disagreement(const AllSettings& all);

// The services' clock, as this host's clock gives it: now = anchor_sim + (wall − anchor_wall) × speed.
runtime::ServiceClock service_clock(const v1::Settings& settings);

}  // namespace turnout::client
