// Which incidents this keeper leaves to other keepers for a moment, so that several keepers divide the work
// instead of each doing all of it.
//
// The parts are not assigned, and only efficiency depends on them. A keeper that finds a deadline fired by another
// keeper leaves that part of the incidents to others from then on. After it has fired a deadline there itself, it no
// longer waits. So the work is divided after a few deadlines in each part. When a keeper dies, the others take over;
// in each part one deadline is late by the grace time.
#pragma once

#include <bitset>
#include <functional>
#include <string>

namespace turnout::accountability {

class KeeperAffinity {
 public:
  // How long this keeper waits for the others, ms: several times the duration of a firing.
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
