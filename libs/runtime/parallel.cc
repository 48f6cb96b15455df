#include "runtime/parallel.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <memory>

#include "runtime/wakeup.h"

namespace turnout::runtime {
namespace {

// Shared with the workers, which continue if the coroutine that waits for them is cancelled.
struct Batch {
  Batch(boost::asio::io_context& io, std::size_t of, std::function<Awaitable<void>(std::size_t)> what)
      : count(of), work(std::move(what)), ended(io) {}

  std::size_t count;
  std::function<Awaitable<void>(std::size_t)> work;
  std::size_t next = 0;
  std::size_t workers = 0;
  std::exception_ptr error;
  Wakeup ended;
};

Awaitable<void> keep_working(std::shared_ptr<Batch> batch) {
  while (batch->next < batch->count) {
    const std::size_t index = batch->next++;
    try {
      co_await batch->work(index);
    } catch (...) {
      if (!batch->error) batch->error = std::current_exception();
    }
  }
  if (--batch->workers == 0) batch->ended.wake();
}

}  // namespace

Awaitable<void> in_parallel(boost::asio::io_context& io, std::size_t count, std::size_t at_once,
                            std::function<Awaitable<void>(std::size_t)> work) {
  if (count == 0) co_return;
  const auto batch = std::make_shared<Batch>(io, count, std::move(work));
  batch->workers = std::min(count, at_once);
  for (std::size_t i = std::min(count, at_once); i > 0; --i) {
    boost::asio::co_spawn(io, keep_working(batch), boost::asio::detached);
  }
  co_await batch->ended.wait();
  if (batch->error) std::rethrow_exception(batch->error);
}

}  // namespace turnout::runtime
