// Which incidents this keeper leaves to other keepers for a moment, so that several keepers share the work
// instead of all doing all of it.
//
// Nobody assigns the shares, and nothing depends on them but the work: a keeper that found an incident's
// deadline fired by somebody else leaves that part of the incidents to others from then on, and one that has
// fired a deadline there goes first again. So they have shared after a few deadlines in each part, and when
// one dies the others take over, in each part late by the grace once.
#pragma once

#include <bitset>
#include <functional>
#include <string>

namespace turnout::accountability {

class KeeperAffinity {
 public:
  // How long others have for a deadline that is left to them, ms: several times what a firing takes.
  static constexpr std::int64_t kGraceMs = 50;

  bool is_left_to_others(const std::string& incident_id) const { return left_[part_of(incident_id)]; }
  void has_fired(const std::string& incident_id) { left_.reset(part_of(incident_id)); }
  void was_slower(const std::string& incident_id) { left_.set(part_of(incident_id)); }

 private:
  static constexpr std::size_t kParts = 64;

  static std::size_t part_of(const std::string& incident_id) {
    return std::hash<std::string>()(incident_id) % kParts;
  }

  std::bitset<kParts> left_;
};

}  // namespace turnout::accountability
