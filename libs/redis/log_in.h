// Logs in on a new link to Redis.
#pragma once

#include <memory>

#include "redis/connection.h"
#include "redis/link.h"
#include "runtime/awaitable.h"

namespace turnout::redis {

// Waits until the link is connected and, if the options hold a password, authenticates as their user. Throws
// Unavailable if that fails or takes too long.
Awaitable<void> log_in(std::shared_ptr<Link> link, ConnectionOptions options);

}  // namespace turnout::redis
