#include "domain/decision.h"
#include "domain/event_builder.h"

namespace turnout::domain {

// A builder begins with what is due, whoever makes it.
std::vector<v1::Event> decide_due(const Aggregates& aggregates, const Context& context) {
  return EventBuilder(aggregates, context).take();
}

}  // namespace turnout::domain
