// The settings of the three services and their common clock.
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

// The first difference between the three services' city, policy, roster or clock, as a sentence; nothing if there is
// none.
std::optional<std::string> disagreement(const AllSettings& all);

// The services' clock, computed from this host's clock: now = anchor_sim + (wall − anchor_wall) × speed.
runtime::ServiceClock service_clock(const v1::Settings& settings);

}  // namespace turnout::client
