// Starts a coroutine that nobody waits for.
#pragma once

#include "runtime/awaitable.h"

namespace boost::asio {
class io_context;
}

namespace turnout::runtime {

// Runs beside the caller, on the io_context's thread. An exception that leaves it is a bug: it leaves
// io_context::run too and ends the process, which would go on half blind otherwise, and nobody know.
void spawn(boost::asio::io_context& io, Awaitable<void> work);

}  // namespace turnout::runtime
