#include "testing/private_redis.h"

#include <fcntl.h>
#include <hiredis/hiredis.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace turnout::testing {
namespace {

constexpr int kPatienceMs = 20'000;
constexpr int kPollMs = 5;

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

// In the child: only what may be called between fork and exec.
[[noreturn]] void become_redis(const char* configuration_file, const char* log) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);  // a test may have blocked SIGTERM
  const int file = ::open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(file, STDOUT_FILENO);
  ::dup2(file, STDERR_FILENO);
  ::execlp("redis-server", "redis-server", configuration_file, nullptr);
  ::_exit(127);
}

// PONG and nothing else: while it loads its data Redis answers with an error.
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
  std::signal(SIGPIPE, SIG_IGN);  // as services do: to write to a server that was killed is an error
  folder_.write("users.acl", "");
  start();
}

PrivateRedis::~PrivateRedis() {
  kill_and_reap();
}

void PrivateRedis::stop() {
  send(SIGTERM);
  send(SIGCONT);  // a paused server could not obey
  if (!ends_within_ms(kPatienceMs)) fail("did not stop");
}

void PrivateRedis::kill_hard() {
  send(SIGKILL);
  if (!ends_within_ms(kPatienceMs)) fail("cannot be killed");
  cut_off_torn_end();
}

void PrivateRedis::cut_off_torn_end() {
  const std::string manifest = directory() / "appendonlydir/appendonly.aof.manifest";
  if (std::system(("yes y | redis-check-aof --fix " + manifest + " >/dev/null").c_str()) != 0) {
    fail("has left a file that cannot be mended");
  }
}

void PrivateRedis::start_again() {
  start();
}

void PrivateRedis::pause() {
  send(SIGSTOP);
  // The signal takes effect in its own time; the child is reported as stopped once it is.
  siginfo_t info{};
  ::waitid(P_PID, static_cast<id_t>(pid_), &info, WSTOPPED | WEXITED | WNOWAIT);
  if (info.si_code != CLD_STOPPED) fail("cannot be paused");
}

void PrivateRedis::resume() {
  send(SIGCONT);
}

void PrivateRedis::send(int signal) {
  if (pid_ <= 0) fail("is not running");
  ::kill(pid_, signal);
}

void PrivateRedis::start() {
  if (pid_ > 0) fail("is running already");
  const std::string file = folder_.write("redis.conf", configuration(port(), directory()));
  const std::string log = directory() / "redis.log";
  pid_ = ::fork();
  if (pid_ == 0) become_redis(file.c_str(), log.c_str());
  if (pid_ < 0) throw std::runtime_error("cannot fork");
  // glibc 2.36 declares pidfd_open without C linkage.
  pid_fd_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
  wait_until_it_answers();
}

void PrivateRedis::wait_until_it_answers() {
  const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::milliseconds(kPatienceMs);
  while (!answers_ping(port())) {
    if (ends_within_ms(kPollMs)) fail("ended at its start");
    if (std::chrono::steady_clock::now() > give_up_at) fail("does not answer");
  }
}

bool PrivateRedis::ends_within_ms(int milliseconds) {
  pollfd ended{pid_fd_, POLLIN, 0};
  if (::poll(&ended, 1, milliseconds) != 1) return false;
  ::waitpid(pid_, nullptr, 0);
  ::close(pid_fd_);
  pid_ = -1;
  pid_fd_ = -1;
  return true;
}

void PrivateRedis::kill_and_reap() {
  if (pid_ > 0 && ::kill(pid_, SIGKILL) == 0) ends_within_ms(kPatienceMs);
}

void PrivateRedis::fail(const std::string& what) {
  kill_and_reap();
  std::ifstream file(directory() / "redis.log");
  const std::string log((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::string end = log.size() > 2'000 ? log.substr(log.size() - 2'000) : log;
  throw std::runtime_error("redis-server on port " + std::to_string(port()) + " " + what +
                           "; its log ends:\n" + end);
}

}  // namespace turnout::testing
