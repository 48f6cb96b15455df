#include "redis/log_in.h"

#include "redis/args.h"
#include "redis/errors.h"

namespace turnout::redis {

Awaitable<void> log_in(std::shared_ptr<Link> link, ConnectionOptions options) {
  co_await link->connected(options.connect_timeout);
  if (options.password.empty()) co_return;
  try {
    co_await link->command(args("AUTH", options.user, options.password), options.command_timeout);
  } catch (const CommandError& error) {
    throw Unavailable("redis refuses the login of " + options.user + ": " + error.what());
  }
}

}  // namespace turnout::redis
