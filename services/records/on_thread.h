// Runs blocking work on a thread pool, so that the io_context is not blocked.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <utility>

#include "runtime/awaitable.h"

namespace turnout::records {

template <class Result>
Awaitable<Result> call_once(std::function<Result()> work) {
  co_return work();
}

// The coroutine continues on its own executor, with the result or the exception of `work`.
template <class Result>
Awaitable<Result> on_thread(boost::asio::thread_pool& threads, std::function<Result()> work) {
  Awaitable<Result> called = call_once(std::move(work));
  co_return co_await boost::asio::co_spawn(threads, std::move(called), boost::asio::use_awaitable);
}

}  // namespace turnout::records
