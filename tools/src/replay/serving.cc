#include "replay/serving.h"

#include <fmt/format.h>

#include <iostream>

#include "client/refusals.h"
#include "replay/errors.h"
#include "replay/fit.h"

namespace turnout::replay {
namespace {

constexpr std::chrono::seconds kFirstAnswerWithin{5};
constexpr std::chrono::seconds kOwnAnswerWithin{60};
constexpr std::chrono::milliseconds kLookEvery{200};
constexpr std::int64_t kBehindMs = 2;

client::AllSettings settings_of(client::Connection connection, std::chrono::milliseconds retry_for) {
  connection.retry_for = retry_for;
  auto all = client::all_settings(client::Services(connection));
  if (!all) throw NotPlayable("the services refused: " + client::sentence(all.error()));
  return *std::move(all);
}

}  // namespace

Serving::Serving(const Options& options, const trace::TraceMap& map,
                 const std::vector<trace::TraceCall>& calls)
    : connection_(options.connection) {
  try {
    begin(options, map, calls);
  } catch (...) {
    keep_logs();
    throw;
  }
}

void Serving::begin(const Options& options, const trace::TraceMap& map,
                    const std::vector<trace::TraceCall>& calls) {
  if (options.with_services) {
    const PrivateCity city{options.programs, options.redis, options.jurisdictions, map.jurisdictions,
                           options.policy};
    own_ = std::make_unique<PrivateServices>(city, options.speed, calls.front().received_at_ms);
    own_->take_addresses(connection_);
  }
  const client::AllSettings all = first_answer();
  settings_ = all.intake;
  if (const auto differs = client::disagreement(all)) throw NotPlayable(*differs);
  if (own_ && settings_.now_ms() >= calls.front().received_at_ms) {
    throw NotServing(
        fmt::format("the services took more than {} s to start", PrivateServices::kLead.count()));
  }
  if (const auto not_fit = misfit(settings_, options.speed, map.jurisdictions, calls)) {
    throw NotPlayable(*not_fit);
  }
}

client::AllSettings Serving::first_answer() {
  if (!own_) return settings_of(connection_, kFirstAnswerWithin);
  for (const auto give_up_at = std::chrono::steady_clock::now() + kOwnAnswerWithin;;) {
    require_going_on();
    try {
      return settings_of(connection_, kLookEvery);
    } catch (const client::Unanswered&) {
      if (std::chrono::steady_clock::now() > give_up_at) throw;
    }
  }
}

runtime::ServiceClock Serving::clock() const {
  const v1::ServiceClock& clock = settings_.clock();
  return runtime::ServiceClock({.sim_ms = clock.anchor_sim_ms(),
                                .wall_ms = clock.anchor_wall_ms() + kBehindMs,
                                .speed = clock.speed()});
}

void Serving::keep_logs() {
  if (own_) std::cerr << "The services' logs are kept in " << own_->keep_logs().string() << '\n';
}

void Serving::require_going_on() {
  if (stop_.received()) throw Stopped("stopped by a signal before the end");
  if (own_) own_->require_running();
}

}  // namespace turnout::replay
