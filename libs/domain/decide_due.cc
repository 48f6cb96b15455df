#include "domain/decide.h"
#include "domain/draft.h"

namespace turnout::domain {

// A draft begins with what is due, whoever makes it.
std::vector<v1::Event> decide_due(const Aggregates& aggregates, const Context& context) {
  return Draft(aggregates, context, the_service_itself()).take();
}

}  // namespace turnout::domain
