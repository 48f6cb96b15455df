// One synthetic incident from call to closing, through all parts that a real one uses: the three services, Redis, the
// deadline keeper and the watch stream. It runs in a district for probes, so that no statistics contain it.
#pragma once

#include <stdexcept>
#include <string>

#include "client/services.h"

namespace turnout::probe {

// A step failed. what(): one sentence that names the step.
class Failed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Probe {
 public:
  // Throws Failed unless all three services serve one district whose name begins with "probe" (its incidents
  // are not real) and the policy's assign limit is 1 to 5 s. Registers the probe's unit.
  explicit Probe(const client::Services& services);

  // Reports an incident, lets its assign deadline pass and checks on the watch stream that it fires once and within
  // a second. Then assigns, reports the milestones, closes, and reads the record back. Throws Failed.
  void run();

 private:
  void end_what_is_left();
  std::string report();
  void see_deadline_fire(const std::string& incident_id, const std::string& cursor);
  void turn_out(const std::string& incident_id);
  void read_back(const std::string& incident_id);

  const client::Services& services_;
  std::string station_id_;
};

}  // namespace turnout::probe
