// The data of a board, kept current: the open incidents by list and watch; the units and the unanswered escalations by a
// list every second.
//
// Thread-safe. Its threads end with it. While a service is unavailable, it tries again and sets `…_trouble`.
#pragma once

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
  std::vector<v1::RaisedEscalation> escalations = {};  // the oldest unanswered ones
  std::string incident_trouble = {};  // why the incidents may be old; empty = they are current
  std::string unit_trouble = {};
  std::string escalation_trouble = {};
};

// Replaces an incident by its newer state; removes it if it has ended.
void take(BoardState& state, const v1::IncidentSummary& incident);

// Maximum number of escalations on the board.
constexpr std::uint32_t kMostEscalations = 5;

// The current state, without a feed. A refusal is a value, see client::Services. If only the escalations cannot be read,
// the reason is in `escalation_trouble`.
domain::Outcome<BoardState> read_board(const client::Services& services);

class BoardFeed {
 public:
  // `services` must outlive the feed, which starts from `state`.
  BoardFeed(const client::Services& services, BoardState state);

  BoardState state() const;

 private:
  // Runs a step every second. The state gets the reason if it fails.
  template <class Step>
  void repeat(const std::stop_token& stop, std::string BoardState::*trouble, const Step& step);
  // Lists the incidents, then applies every change until the stream ends.
  domain::Outcome<void> follow_incidents(const std::stop_token& stop);
  domain::Outcome<void> renew_units();
  domain::Outcome<void> renew_escalations();

  const client::Services& services_;
  mutable std::mutex mutex_;
  BoardState state_;
  std::jthread incident_thread_;  // last, because the threads use the members above
  std::jthread unit_thread_;
  std::jthread escalation_thread_;
};

}  // namespace turnout::turnoutctl
