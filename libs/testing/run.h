// Runs coroutines on an io_context from a test's main thread. A coroutine that does not finish in time throws, so
// that a hanging test shows where it hangs. For tests only, because it compiles all of co_spawn.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <functional>
#include <future>
#include <stdexcept>
#include <utility>

#include "runtime/awaitable.h"

namespace turnout::testing {

inline constexpr std::chrono::seconds kPatience{20};

// Runs the io_context until the condition holds.
inline void run_until(boost::asio::io_context& io, const std::function<bool()>& condition,
                      std::chrono::milliseconds bound = kPatience) {
  const auto give_up_at = std::chrono::steady_clock::now() + bound;
  while (!condition()) {
    if (io.stopped()) io.restart();
    if (io.run_one_until(give_up_at) > 0) continue;
    if (condition()) return;
    throw std::runtime_error(io.stopped() && std::chrono::steady_clock::now() < give_up_at
                                 ? "the io_context ran out of work before the condition held"
                                 : "the condition did not hold within the bound");
  }
}

// Starts a coroutine. It makes progress whenever the io_context runs.
template <class T>
std::future<T> start(boost::asio::io_context& io, Awaitable<T> work) {
  return boost::asio::co_spawn(io, std::move(work), boost::asio::use_future);
}

// Runs the io_context until a started coroutine has finished. Returns its result or throws its exception.
template <class T>
T run(boost::asio::io_context& io, std::future<T> result, std::chrono::milliseconds bound = kPatience) {
  run_until(
      io, [&result] { return result.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }, bound);
  return result.get();
}

// Runs a coroutine to its end.
template <class T>
T run(boost::asio::io_context& io, Awaitable<T> work, std::chrono::milliseconds bound = kPatience) {
  return run(io, start(io, std::move(work)), bound);
}

}  // namespace turnout::testing
