// What a Redis server must be before a district is entrusted to it. Each check throws runtime::Unavailable,
// saying what is wrong; they run on every new connection, for a server may come back as another one.
#pragma once

#include "redis/connection.h"
#include "runtime/awaitable.h"

namespace turnout::event_store {

// A replica would show old states, and after a failover the old master acknowledges what is then lost.
Awaitable<void> require_master(redis::Send send);

// appendonly yes, appendfsync always: an acknowledged commit survives the power being cut. Only tells if the
// server does not show its settings to this user: then they are checked where it is started (deploy/redis).
Awaitable<void> require_durability(redis::Send send);

// Our version of the function library (commit.lua): loads it if it is not there and this user may. Other
// versions stay, for the services that call them.
Awaitable<void> require_library(redis::Send send);

// Whether a call failed because the library is not there: somebody flushed the functions.
bool is_library_missing(const redis::CommandError& error);

}  // namespace turnout::event_store
