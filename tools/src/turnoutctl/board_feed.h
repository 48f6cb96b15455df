// What a board shows, kept up to date: the open incidents by list and watch, the units by a list every
// second.
//
// Thread-safe. Its two threads end with it. While a service is away it goes on trying and says so in
// `trouble`.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "client/services.h"

namespace turnout::turnoutctl {

struct BoardState {
  std::map<std::string, v1::Incident> incidents;  // the open ones, by id
  std::vector<v1::Unit> units;
  std::string incident_trouble;  // why the incidents may be old; empty = they are current
  std::string unit_trouble;
};

// Takes a newer state of an incident in; one that has ended goes out.
void take(BoardState& state, const v1::Incident& incident);

// The state at this moment, without a feed. A refusal is a value, see client::Services.
domain::Outcome<BoardState> read_board(const client::Services& services);

class BoardFeed {
 public:
  // `services` must outlive it. Begins with `state`.
  BoardFeed(const client::Services& services, BoardState state);

  BoardState state() const;

 private:
  void follow_incidents(const std::stop_token& stop);
  domain::Outcome<void> watch_from(const std::string& cursor, const std::stop_token& stop);
  void follow_units(const std::stop_token& stop);

  const client::Services& services_;
  mutable std::mutex mutex_;
  BoardState state_;
  std::jthread incident_thread_;  // last: they use what stands above
  std::jthread unit_thread_;
};

}  // namespace turnout::turnoutctl
