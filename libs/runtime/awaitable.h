// The one coroutine type of Turnout. Includes nothing of Asio but the coroutine itself, so that verbs compile
// fast.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace turnout {

template <class T>
using Awaitable = boost::asio::awaitable<T>;

}  // namespace turnout
