#include "testing/private_redis.h"

#include <hiredis/hiredis.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace turnout::testing {
namespace {

constexpr std::chrono::seconds kPatience{20};
constexpr std::chrono::milliseconds kPollInterval{5};

std::string configuration(std::uint16_t port, const std::filesystem::path& directory) {
  return "port " + std::to_string(port) + "\nbind 127.0.0.1\ndir " + directory.string() + "\naclfile " +
         (directory / "users.acl").string() + R"(
daemonize no
save ""
appendonly yes
appendfsync always
no-appendfsync-on-rewrite no
aof-load-truncated no
maxmemory-policy noeviction
)";
}

// True for PONG. Redis answers with an error while it loads its data.
bool answers_ping(std::uint16_t port) {
  const timeval patience{1, 0};
  const std::unique_ptr<redisContext, void (*)(redisContext*)> context(
      redisConnectWithTimeout("127.0.0.1", port, patience), redisFree);
  if (context == nullptr || context->err != 0 || redisSetTimeout(context.get(), patience) != REDIS_OK)
    return false;
  const std::unique_ptr<void, void (*)(void*)> reply(redisCommand(context.get(), "PING"), freeReplyObject);
  const auto* const pong = static_cast<const redisReply*>(reply.get());
  return pong != nullptr && pong->type == REDIS_REPLY_STATUS &&
         std::string_view(pong->str, pong->len) == "PONG";
}

}  // namespace

PrivateRedis::PrivateRedis() {
  std::signal(SIGPIPE, SIG_IGN);  // as services do: a write to a killed server returns an error
  folder_.write("users.acl", "");
  start();
}

PrivateRedis::~PrivateRedis() {
  kill_and_reap();
}

void PrivateRedis::stop() {
  send(SIGTERM);
  send(SIGCONT);  // a paused server cannot handle SIGTERM
  if (!process_->ends_within(kPatience)) fail("did not stop");
  process_.reset();
}

void PrivateRedis::kill_hard() {
  send(SIGKILL);
  if (!process_->ends_within(kPatience)) fail("did not end after SIGKILL");
  process_.reset();
  cut_off_torn_end();
}

void PrivateRedis::cut_off_torn_end() {
  const std::string manifest = directory() / "appendonlydir/appendonly.aof.manifest";
  if (std::system(("yes y | redis-check-aof --fix " + manifest + " >/dev/null").c_str()) != 0) {
    fail("left a log that redis-check-aof cannot repair");
  }
}

void PrivateRedis::start_again() {
  start();
}

void PrivateRedis::pause() {
  send(SIGSTOP);
  // Wait until the kernel reports the child as stopped.
  siginfo_t info{};
  ::waitid(P_PID, static_cast<id_t>(process_->pid()), &info, WSTOPPED | WEXITED | WNOWAIT);
  if (info.si_code != CLD_STOPPED) fail("did not pause");
}

void PrivateRedis::resume() {
  send(SIGCONT);
}

void PrivateRedis::send(int signal) {
  if (!process_) fail("is not running");
  process_->signal(signal);
}

void PrivateRedis::start() {
  if (process_) fail("is already running");
  const std::string file = folder_.write("redis.conf", configuration(port(), directory()));
  process_ = std::make_unique<replay::ChildProcess>("redis", std::vector<std::string>{"redis-server", file},
                                                    directory() / "redis.log");
  wait_until_it_answers();
}

void PrivateRedis::wait_until_it_answers() {
  const auto give_up_at = std::chrono::steady_clock::now() + kPatience;
  while (!answers_ping(port())) {
    if (process_->ends_within(kPollInterval)) fail("ended during its start");
    if (std::chrono::steady_clock::now() > give_up_at) fail("does not answer");
  }
}

void PrivateRedis::kill_and_reap() {
  if (!process_) return;
  process_->signal(SIGKILL);
  process_.reset();
}

void PrivateRedis::fail(const std::string& what) {
  kill_and_reap();
  std::ifstream file(directory() / "redis.log");
  const std::string log((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::string end = log.size() > 2'000 ? log.substr(log.size() - 2'000) : log;
  throw std::runtime_error("redis-server on port " + std::to_string(port()) + " " + what +
                           "; end of its log:\n" + end);
}

}  // namespace turnout::testing
