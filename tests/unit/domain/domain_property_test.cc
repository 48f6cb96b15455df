// Whatever happens, the rules hold. TURNOUT_HISTORIES sets how many histories are tried (10,000 if it is not set),
// TURNOUT_PROPERTY_SEED the seed of the first (1): with the seed that a failure names and one history it
// happens again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "domain/apply.h"
#include "domain/orders.h"
#include "histories.h"
#include "replayed.h"
#include "rules.h"

// Where memory was allocated is not kept: that would take half the time under AddressSanitizer.
extern "C" const char*
__asan_default_options();  // NOLINT(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" const char*
__asan_default_options() {  // NOLINT(bugprone-reserved-identifier,readability-identifier-naming)
  return "malloc_context_size=0";
}

namespace turnout::testing {
namespace {

constexpr int kShortest = 4;
constexpr int kLongest = 16;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

// What broke in the history; empty = nothing. `replay` stands where the history does.
std::string broken_in(History history, Replay replay) {
  std::string broken;
  const std::int64_t steps = history.dice().between(kShortest, kLongest);
  for (int step = 0; broken.empty() && step < steps; ++step) {
    const Answer answer = history.step();
    broken = replay.follow(history.story(), answer.events);
    if (broken.empty() && !answer.events.empty()) broken = broken_rule(history.story());
    if (broken.empty() && step % 6 == 0) broken = history.send_again();
  }
  return broken.empty() ? broken_firing(history.story()) : broken;
}

TEST(Rulebook, HoldsInEveryHistory) {
  const std::uint64_t first = from_environment("TURNOUT_PROPERTY_SEED", 1);
  const std::uint64_t histories = from_environment("TURNOUT_HISTORIES", 10'000);
  const Story start = beginning();
  Replay replay;
  ASSERT_EQ(replay.follow(start, start.log()), "");
  for (std::uint64_t seed = first; seed < first + histories; ++seed) {
    const std::string broken = broken_in(History(seed, start), replay);
    ASSERT_EQ(broken, "") << "in the history with TURNOUT_PROPERTY_SEED=" << seed;
  }
}

// What is wrong with the incidents that a log gives which has lost this event; empty = nothing.
std::string broken_without(const std::vector<v1::Event>& log, std::size_t lost) {
  std::map<std::string, v1::Incident> incidents;
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (i == lost || log[i].incident_version() == 0) continue;
    domain::apply(log[i], incidents[log[i].incident_id()]);
  }
  for (const auto& [id, incident] : incidents) {
    if (incident.calls_total() > log.size()) return "more calls than events";
    if (incident.notes_total() > log.size()) return "more notes than events";
    std::uint32_t last = 0;
    for (const v1::Order& order : incident.orders()) {
      if (order.number() <= last) return "two orders have one number";
      if (domain::find_order(incident, order.number()) != &order) return "another order is found";
      last = order.number();
    }
    if (domain::find_order(incident, last + 1) != nullptr) return "an order is found that is none";
  }
  return "";
}

TEST(Rulebook, AppliesALogThatHasLostAnEvent) {
  const Story start = beginning();
  for (std::uint64_t seed = 1; seed <= 1'000; ++seed) {
    History history(seed, start);
    for (int step = 0; step < kLongest; ++step) history.step();
    const auto& log = history.story().log();
    const auto lost =
        static_cast<std::size_t>(history.dice().between(0, static_cast<std::int64_t>(log.size()) - 1));
    ASSERT_EQ(broken_without(log, lost), "") << "seed " << seed << " without event " << lost;
  }
}

}  // namespace
}  // namespace turnout::testing
