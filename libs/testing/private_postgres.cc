#include "testing/private_postgres.h"

#include <pwd.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

namespace turnout::testing {
namespace {

const std::string kPrograms = "/usr/lib/postgresql/15/bin/";
constexpr std::chrono::seconds kPatience{60};
constexpr std::chrono::milliseconds kPollInterval{50};

// Debian's package makes this user.
constexpr const char* kUser = "postgres";

// The words as they are run: PostgreSQL refuses to be root.
std::vector<std::string> not_as_root(std::vector<std::string> words) {
  if (::getuid() != 0) return words;
  std::vector<std::string> lowered{"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups",
                                   "--pdeathsig=KILL"};
  lowered.insert(lowered.end(), words.begin(), words.end());
  return lowered;
}

}  // namespace

PrivatePostgres::PrivatePostgres() {
  std::signal(SIGPIPE, SIG_IGN);  // as services do: a write to a server that ended returns an error
  make_cluster();
  start();
}

PrivatePostgres::~PrivatePostgres() {
  if (process_) process_->signal(SIGINT);
  if (process_ && !process_->ends_within(kPatience)) process_->signal(SIGKILL);
}

std::string PrivatePostgres::uri() const {
  return "postgresql://" + std::string(kUser) + "@/postgres?host=" + folder_.path().string();
}

void PrivatePostgres::make_cluster() {
  if (const passwd* user = ::getuid() == 0 ? ::getpwnam(kUser) : nullptr; user != nullptr) {
    if (::chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0) fail("cannot own its directory");
  }
  run_to_end("initdb", {"--pgdata=" + (folder_.path() / "data").string(), "--auth=trust", "--no-sync",
                        "--encoding=UTF8", "--locale=C.UTF-8", "--username=" + std::string(kUser)});
}

void PrivatePostgres::stop() {
  process_->signal(SIGINT);
  if (!process_->ends_within(kPatience)) fail("did not stop");
  process_.reset();
}

void PrivatePostgres::start_again() {
  start();
}

void PrivatePostgres::start() {
  process_ = std::make_unique<replay::ChildProcess>(
      "postgres",
      not_as_root({kPrograms + "postgres", "-D", (folder_.path() / "data").string(), "-c",
                   "listen_addresses=", "-c", "unix_socket_directories=" + folder_.path().string(), "-c",
                   "shared_buffers=16MB"}),
      folder_.path() / "postgres.log");
  const auto give_up_at = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    const replay::ChildProcess asking("pg_isready",
                                      {kPrograms + "pg_isready", "-q", "-h", folder_.path().string()},
                                      folder_.path() / "ask.log");
    if (asking.ends_within(kPatience) && asking.exit_code() == 0) return;
    if (process_->ends_within(kPollInterval)) fail("ended during its start");
    if (std::chrono::steady_clock::now() > give_up_at) fail("does not answer");
  }
}

void PrivatePostgres::run_to_end(const std::string& program, const std::vector<std::string>& words) {
  std::vector<std::string> all{kPrograms + program};
  all.insert(all.end(), words.begin(), words.end());
  const replay::ChildProcess process(program, not_as_root(all), folder_.path() / "postgres.log");
  if (!process.ends_within(kPatience) || process.exit_code() != 0) fail(program + " failed");
}

void PrivatePostgres::fail(const std::string& what) {
  std::ifstream file(folder_.path() / "postgres.log");
  const std::string log((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::string end = log.size() > 2'000 ? log.substr(log.size() - 2'000) : log;
  throw std::runtime_error("PostgreSQL " + what + "; end of its log:\n" + end);
}

}  // namespace turnout::testing
