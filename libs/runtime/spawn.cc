#include "runtime/spawn.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <utility>

namespace turnout::runtime {

void spawn(boost::asio::io_context& io, Awaitable<void> work) {
  boost::asio::co_spawn(io, std::move(work), [](std::exception_ptr bug) {
    if (bug) std::rethrow_exception(bug);
  });
}

}  // namespace turnout::runtime
