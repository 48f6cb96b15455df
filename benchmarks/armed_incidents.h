// A district full of incidents of which each has one deadline ahead: reported through the rulebook and the
// commit function, many in flight, as the intake service would if it had a day for it.
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
