#include "client/settings.h"

#include <fmt/format.h>
#include <google/protobuf/util/message_differencer.h>

#include <cmath>

#include "domain/local_time_text.h"

namespace turnout::client {
namespace {

using google::protobuf::util::MessageDifferencer;

bool same_stations(const v1::Settings& a, const v1::Settings& b) {
  if (a.stations_size() != b.stations_size()) return false;
  for (int i = 0; i < a.stations_size(); ++i) {
    if (!MessageDifferencer::Equals(a.stations(i), b.stations(i))) return false;
  }
  return true;
}

// True if both clocks show the same time at every instant. Their anchors may differ.
bool same_clock(const v1::ServiceClock& a, const v1::ServiceClock& b) {
  const auto apart_sim_ms = static_cast<double>(a.anchor_sim_ms() - b.anchor_sim_ms());
  const auto apart_wall_ms = static_cast<double>(a.anchor_wall_ms() - b.anchor_wall_ms());
  return a.speed() == b.speed() && std::abs(apart_sim_ms - apart_wall_ms * a.speed()) < 1;
}

std::string clock_text(const v1::ServiceClock& clock) {
  const v1::TimeZone utc;
  return fmt::format("{} at {}, {:g} times as fast", domain::second_text(clock.anchor_sim_ms(), utc),
                     domain::second_text(clock.anchor_wall_ms(), utc), clock.speed());
}

std::optional<std::string> difference(const v1::Settings& a, const v1::Settings& b) {
  const auto differ = [&](const char* what, const std::string& of_a, const std::string& of_b) {
    return fmt::format("{} and {} differ in their {}: {} and {}", a.service(), b.service(), what, of_a, of_b);
  };
  if (a.district() != b.district()) return differ("district", a.district(), b.district());
  if (!same_clock(a.clock(), b.clock())) {
    return differ("clock", clock_text(a.clock()), clock_text(b.clock()));
  }
  if (!MessageDifferencer::Equals(a.policy(), b.policy())) {
    return differ("policy", "version " + a.policy().version(), "version " + b.policy().version());
  }
  if (!MessageDifferencer::Equals(a.roster(), b.roster())) {
    return differ("roster", fmt::format("{} duties", a.roster().duties_size()),
                  fmt::format("{} duties", b.roster().duties_size()));
  }
  if (!same_stations(a, b)) {
    return differ("stations", fmt::format("{} of them", a.stations_size()),
                  fmt::format("{} of them", b.stations_size()));
  }
  return std::nullopt;
}

}  // namespace

domain::Outcome<AllSettings> all_settings(const Services& services) {
  AllSettings all;
  for (const auto& [service, settings] :
       {std::pair{Service::kIntake, &all.intake}, std::pair{Service::kDispatch, &all.dispatch},
        std::pair{Service::kAccountability, &all.accountability}}) {
    const auto answer = services.settings(service);
    if (!answer) return tl::make_unexpected(answer.error());
    *settings = answer->settings();
  }
  return all;
}

std::optional<std::string> disagreement(const AllSettings& all) {
  if (auto found = difference(all.intake, all.dispatch)) return found;
  return difference(all.intake, all.accountability);
}

runtime::ServiceClock service_clock(const v1::Settings& settings) {
  const v1::ServiceClock& clock = settings.clock();
  return runtime::ServiceClock(
      {.sim_ms = clock.anchor_sim_ms(), .wall_ms = clock.anchor_wall_ms(), .speed = clock.speed()});
}

}  // namespace turnout::client
