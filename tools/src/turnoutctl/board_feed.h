// The data of a board, kept current: the open incidents by list and watch; the units and the unanswered escalations by a
// list every second.
//
// Thread-safe. Its threads end with it. While a service is unavailable, it tries again and sets `…_trouble`. A stream without
// changes does not show that its service is there, so intake is asked once a second too.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "client/services.h"

namespace turnout::turnoutctl {

struct BoardState {
  std::map<std::string, v1::IncidentSummary> incidents = {};  // the open ones, by id
  std::vector<v1::Unit> units = {};
  std::vector<v1::RaisedEscalation> escalations = {};  // the oldest unanswered ones, see BoardScope
  std::string incident_trouble = {};  // why the incidents may be old; empty = they are current
  std::string unit_trouble = {};
  std::string escalation_trouble = {};
  std::string answer_trouble = {};   // why intake does not answer
  std::chrono::milliseconds age{0};  // since when the oldest part is not known to be current
};

// What a board is about.
struct BoardScope {
  std::string station_id = {};  // empty = all stations
  std::string person = {};      // only what concerns this person (mine.h); empty = everything
};

// Replaces an incident by its newer state; removes it if it has ended.
void take(BoardState& state, const v1::IncidentSummary& incident);

// Maximum number of escalations that a board shows, and that it reads to find those of one person.
constexpr std::uint32_t kMostEscalations = 5;
constexpr std::uint32_t kMostEscalationsRead = 500;

// The current state, without a feed. A refusal is a value, see client::Services. If only the escalations cannot be read,
// the reason is in `escalation_trouble`.
domain::Outcome<BoardState> read_board(const client::Services& services, const BoardScope& scope);

class BoardFeed {
 public:
  // `services` must outlive the feed, which starts from `state`.
  BoardFeed(const client::Services& services, BoardScope scope, BoardState state);

  BoardState state() const;

 private:
  using Steady = std::chrono::steady_clock;

  // A part of the state: where its trouble is told, and when it was last known to be current.
  struct Part {
    std::string BoardState::*trouble;
    Steady::time_point BoardFeed::*current_at;
  };
  // Runs a step every second. The state gets the reason if it fails.
  template <class Step>
  void repeat(const std::stop_token& stop, const Part& part, const Step& step);
  // Lists the incidents, then applies every change until the stream ends.
  domain::Outcome<void> follow_incidents(const std::stop_token& stop);
  domain::Outcome<void> renew_units();
  domain::Outcome<void> renew_escalations();
  // Shows that intake is there.
  domain::Outcome<void> ask_intake();

  const client::Services& services_;
  const BoardScope scope_;
  mutable std::mutex mutex_;
  BoardState state_;
  Steady::time_point incidents_at_ = Steady::now();  // meaningless while there is an incident_trouble
  Steady::time_point answer_at_ = Steady::now();
  Steady::time_point units_at_ = Steady::now();
  Steady::time_point escalations_at_ = Steady::now();
  std::jthread incident_thread_;  // last, because the threads use the members above
  std::jthread unit_thread_;
  std::jthread escalation_thread_;
  std::jthread answer_thread_;
};

}  // namespace turnout::turnoutctl
