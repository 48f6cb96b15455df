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

// Throws redis::CommandError if this user may not call our version.
Awaitable<bool> has_library(redis::Send send) {
  try {
    co_await send(args("FCALL_RO", kVersionFunction, 0));
    co_return true;
  } catch (const redis::CommandError& error) {
    if (!is_library_missing(error)) throw;
    co_return false;
  }
}

// Why it was not loaded; empty if it was.
Awaitable<std::string> load_library(redis::Send send) {
  try {
    co_await send(args("FUNCTION", "LOAD", std::string(kCommitLibrary)));
    co_return "";
  } catch (const redis::CommandError& error) {
    co_return error.what();
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
    log::info("cannot read Redis settings; durability not verified", {{"reason", error.what()}});
  }
}

Awaitable<void> require_library(redis::Send send) {
  bool is_there = co_await has_library(send);
  if (is_there) co_return;
  const std::string why_not = co_await load_library(send);
  is_there = co_await has_library(send);  // also when another service has loaded it meanwhile
  if (!is_there) {
    throw runtime::Unavailable("redis has no version " + std::to_string(kCommitLibraryVersion) +
                               " of the function library turnout, and it cannot be loaded: " + why_not);
  }
  log::info("function library loaded into redis", {{"version", kCommitLibraryVersion}});
}

bool is_library_missing(const redis::CommandError& error) {
  return std::string_view(error.what()).find("Function not found") != std::string_view::npos;
}

}  // namespace turnout::event_store
