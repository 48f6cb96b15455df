// The states that this process has committed and its view does not show yet: until the log has brought them back.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/aggregates.h"
#include "event_store/district_view.h"

namespace turnout::event_store {

class OwnCommits {
 public:
  static constexpr std::size_t kMaxStates = 4'096;  // of each kind; further ones are not kept

  void add(const domain::Change& change);
  // The log has brought these back: what is no newer is dropped.
  void take(const std::vector<Entry>& entries);

  // The newer of the two that this process knows; null if neither does.
  IncidentState newest(const std::string& id, IncidentState in_view) const;
  UnitState newest(const std::string& id, UnitState in_view) const;

 private:
  std::unordered_map<std::string, IncidentState> incidents_;
  std::unordered_map<std::string, UnitState> units_;
};

}  // namespace turnout::event_store
