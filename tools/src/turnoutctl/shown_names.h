// What is shown for the ids of stations, units and people: names as people say them.
#pragma once

#include <map>
#include <string>

#include "turnout/v1/settings_service.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::turnoutctl {

class ShownNames {
 public:
  ShownNames() = default;
  // Stations of the city and people of the roster.
  explicit ShownNames(const v1::Settings& settings);

  // Its call sign, from now on.
  void add(const v1::Unit& unit);

  // "城关派出所"; the id if it has no name.
  std::string station(const std::string& id) const;
  // "城关3"; the id if it has no call sign.
  std::string unit(const std::string& id) const;
  // "城关3 (CG3)": for a sentence that is said once.
  std::string unit_in_full(const std::string& id) const;
  // "王所长"; the id of somebody who is not on the roster.
  std::string name_of_person(const std::string& id) const;
  // "王所长 P2009"; the id of somebody who is not on the roster.
  std::string person(const std::string& id) const;

 private:
  std::map<std::string, std::string> stations_;
  std::map<std::string, std::string> units_;
  std::map<std::string, std::string> people_;
};

}  // namespace turnout::turnoutctl
