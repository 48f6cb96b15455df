// What a board shows, kept current: the open incidents by list and watch; the units and the escalations that nobody has
// answered by a list every second.
//
// Thread-safe. Its threads end with it. While a service is away it keeps trying and says so in `…_trouble`.
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
  std::vector<v1::RaisedEscalation> escalations = {};  // the oldest that nobody has answered
  std::string incident_trouble = {};  // why the incidents may be old; empty = they are current
  std::string unit_trouble = {};
  std::string escalation_trouble = {};
};

// Takes a newer state of an incident in; one that has ended goes out.
void take(BoardState& state, const v1::IncidentSummary& incident);

// At most so many escalations are shown.
constexpr std::uint32_t kMostEscalations = 5;

// The state at this moment, without a feed. A refusal is a value, see client::Services. A board without escalations is of
// use, too: what is wrong with them is in `escalation_trouble`.
domain::Outcome<BoardState> read_board(const client::Services& services);

class BoardFeed {
 public:
  // `services` must outlive it. Begins with `state`.
  BoardFeed(const client::Services& services, BoardState state);

  BoardState state() const;

 private:
  // Does a step every second. Why it did not succeed is put into the state.
  template <class Step>
  void repeat(const std::stop_token& stop, std::string BoardState::*trouble, const Step& step);
  // Lists the incidents, then takes in every change until the stream ends.
  domain::Outcome<void> follow_incidents(const std::stop_token& stop);
  domain::Outcome<void> renew_units();
  domain::Outcome<void> renew_escalations();

  const client::Services& services_;
  mutable std::mutex mutex_;
  BoardState state_;
  std::jthread incident_thread_;  // last, as the threads use the members above
  std::jthread unit_thread_;
  std::jthread escalation_thread_;
};

}  // namespace turnout::turnoutctl
