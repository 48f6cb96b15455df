// Turnout's coroutine type. Includes only the coroutine part of Asio, so that verbs compile fast.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace turnout {

template <class T>
using Awaitable = boost::asio::awaitable<T>;

}  // namespace turnout
