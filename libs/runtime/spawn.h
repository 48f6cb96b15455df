// Starts a coroutine that nobody waits for.
#pragma once

#include "runtime/awaitable.h"

namespace boost::asio {
class io_context;
}

namespace turnout::runtime {

// Runs concurrently with the caller, on the io_context's thread. An exception that leaves `work` is a bug: it
// leaves io_context::run and ends the process, which otherwise would run on without this work, unnoticed.
void spawn(boost::asio::io_context& io, Awaitable<void> work);

}  // namespace turnout::runtime
