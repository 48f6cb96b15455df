// Whether a replay of the log gives the states that are stored.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "testing/given_when_then.h"

namespace turnout::testing {

// The states as a replay of the log builds them from nothing, event by event as read back from their bytes.
class Replay {
 public:
  // What is wrong with the event or with what the story holds after it, or nothing.
  std::string follow(const Story& story, const std::vector<v1::Event>& events);

 private:
  std::string take(const v1::Event& event);
  // The newest event of a state leaves it as it is stored.
  std::string compare(const Story& story, const v1::Event& event) const;

  std::map<std::string, v1::Incident> incidents_;
  std::map<std::string, v1::Unit> units_;
};

}  // namespace turnout::testing
