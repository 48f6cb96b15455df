// Fills a district with incidents that have one future deadline each. They are decided by the domain rules and committed
// directly, many in flight.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "event_store/event_store.h"

namespace boost::asio {
class io_context;
}

namespace turnout::bench {

struct ArmedIncidents {
  std::size_t count = 0;
  std::function<std::string(std::size_t nth)> id;
  std::function<std::int64_t(std::size_t nth)> due_at_ms;  // of its turnout clock; less than a day ahead
};

// Commits them all; tells how many there are by now, now and then. Throws what the store throws.
Awaitable<void> arm(boost::asio::io_context& io, event_store::EventStore& store, ArmedIncidents incidents,
                    std::function<void(std::size_t armed)> progress);

}  // namespace turnout::bench
