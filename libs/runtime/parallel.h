// Runs coroutines concurrently on one io_context, with a bound.
#pragma once

#include <cstddef>
#include <functional>

#include "runtime/awaitable.h"

namespace boost::asio {
class io_context;
}

namespace turnout::runtime {

// Runs work(0) … work(count − 1), at most `at_once` of them at a time, and returns when all have ended. If
// some throw, the others still run to their end, then the first exception is rethrown. `work` must live until
// all have ended.
Awaitable<void> in_parallel(boost::asio::io_context& io, std::size_t count, std::size_t at_once,
                            std::function<Awaitable<void>(std::size_t)> work);

}  // namespace turnout::runtime
