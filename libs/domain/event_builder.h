// Builds the events of one decision: numbers them per aggregate and stamps them with actor and request id. What is due comes first.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/decision.h"

namespace turnout::domain {

class EventBuilder {
 public:
  // Begins with what is due at the context's now, in the service's name.
  EventBuilder(const Aggregates& aggregates, const Context& context);

  // What is due of this state of an incident, in the service's name: of a second one that the decision changes, before its other
  // events; or of what `after` gives.
  void add_due(const v1::Incident& incident, const Context& context);
  // The incident as it is after the events so far. `before`: as the builder was given it.
  v1::Incident after(const v1::Incident& before) const;
  // The next event of the incident alone, in the service's name: nobody has asked for it.
  v1::Event& add_unasked(const std::string& incident_id);
  // The next event of the incident alone. The caller fills its body in.
  v1::Event& add(const std::string& incident_id);
  // The next event of the incident and the unit.
  v1::Event& add(const std::string& incident_id, const v1::Unit& unit);
  // The next event of a unit alone, known before or not.
  v1::Event& add_for_unit(const std::string& unit_id, const v1::Unit& unit);

  // All of them, without fields that this version does not know: a field that came with a request and that no rule
  // has looked at is not stored.
  std::vector<v1::Event> take();

 private:
  v1::Event& next(const RequestMeta& meta);

  std::vector<v1::Event> events_;
  std::int64_t now_ms_;
  const RequestMeta& meta_;  // the context's
  std::map<std::string, std::uint64_t> incident_versions_;
  std::map<std::string, std::uint64_t> unit_versions_;
};

}  // namespace turnout::domain
