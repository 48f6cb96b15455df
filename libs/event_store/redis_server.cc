#include "event_store/redis_server.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "event_store/commit_library.h"
#include "runtime/errors.h"
#include "runtime/log.h"

namespace turnout::event_store {
namespace {

using redis::args;

constexpr std::array<std::pair<const char*, std::string_view>, 2> kDurability = {
    {{"appendonly", "yes"}, {"appendfsync", "always"}}};
constexpr std::int64_t kNoLibrary = -1;

Awaitable<std::int64_t> library_version(redis::Send send) {
  try {
    const redis::Reply version = co_await send(args("FCALL_RO", "version", 0));
    co_return version.as_integer();
  } catch (const redis::CommandError&) {
    co_return kNoLibrary;  // or one that cannot tell
  }
}

}  // namespace

Awaitable<void> require_master(redis::Send send) {
  const redis::Reply reply = co_await send(args("ROLE"));
  const std::string& role = reply.as_array().at(0).as_string();
  if (role != "master") throw runtime::Unavailable("redis is a " + role + ", not a master");
}

Awaitable<void> require_durability(redis::Send send) {
  try {
    for (const auto& [name, value] : kDurability) {
      const redis::Reply reply = co_await send(args("CONFIG", "GET", name));
      const std::string& is = reply.as_array_of(2)[1].as_string();
      if (is == value) continue;
      throw runtime::Unavailable(std::string("redis would lose what it acknowledged: ") + name + " is " + is +
                                 " and must be " + std::string(value));
    }
  } catch (const redis::CommandError& error) {
    log::warn("redis does not show its settings, so its durability is not checked",
              {{"reason", error.what()}});
  }
}

Awaitable<void> require_library(redis::Send send) {
  const std::int64_t found = co_await library_version(send);
  if (found == kCommitLibraryVersion) co_return;
  co_await send(args("FUNCTION", "LOAD", "REPLACE", std::string(kCommitLibrary)));
  const std::int64_t loaded = co_await library_version(send);
  if (loaded != kCommitLibraryVersion) {
    throw runtime::Unavailable("redis has version " + std::to_string(loaded) +
                               " of the function library turnout, not " +
                               std::to_string(kCommitLibraryVersion));
  }
  log::info("function library loaded into redis", {{"version", loaded}, {"replaced", found != kNoLibrary}});
}

bool is_library_missing(const redis::CommandError& error) {
  return std::string_view(error.what()).find("Function not found") != std::string_view::npos;
}

}  // namespace turnout::event_store
