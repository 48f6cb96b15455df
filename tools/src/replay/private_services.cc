#include "replay/private_services.h"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <system_error>
#include <thread>

#include "replay/errors.h"
#include "replay/stations_file.h"

namespace turnout::replay {
namespace {

constexpr int kWrongData = 2;  // a service's exit code
constexpr char kDistrict[] = "replay";
constexpr std::chrono::seconds kRedisAnswersWithin{20};
constexpr std::chrono::seconds kScriptEndsWithin{10};
constexpr std::chrono::milliseconds kAskEvery{50};

std::string loopback(const testing::ReservedPort& port) {
  return fmt::format("127.0.0.1:{}", port.number());
}

std::vector<std::string> clock_flags(double speed, std::int64_t first_call_ms) {
  using std::chrono::milliseconds;
  const auto wall_ms =
      std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  const auto lead_ms = static_cast<double>(milliseconds(PrivateServices::kLead).count()) * speed;
  return {"--simulation",
          "--clock-speed",
          fmt::format("{}", speed),
          "--clock-anchor-wall-ms",
          std::to_string(wall_ms),
          "--clock-anchor-sim-ms",
          std::to_string(first_call_ms - std::llround(lead_ms))};
}

}  // namespace

PrivateServices::Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "turnout-replay-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), name);
  path = name;
}

PrivateServices::Folder::~Folder() {
  std::error_code ignored;
  if (!keep) std::filesystem::remove_all(path, ignored);
}

PrivateServices::PrivateServices(const PrivateCity& city, double speed, std::int64_t first_call_ms) {
  const std::filesystem::path stations = folder_.path / "stations.geojson";
  write_stations(city.jurisdictions, city.properties, stations);
  start_redis(std::filesystem::absolute(city.redis));
  std::vector<std::string> common = clock_flags(speed, first_call_ms);
  common.insert(common.end(), {"--stations", stations, "--policy", city.policy});
  for (const auto& [name, port, metrics_port] :
       {std::tuple{"intake", &intake_, &intake_metrics_},
        std::tuple{"dispatch", &dispatch_, &dispatch_metrics_},
        std::tuple{"accountability", &accountability_, &accountability_metrics_}}) {
    const std::string user = fmt::format("{}-{}", name, kDistrict);
    std::vector<std::string> words = {city.programs / (std::string("turnout-") + name),
                                      "--district",
                                      kDistrict,
                                      "--listen",
                                      loopback(*port),
                                      "--metrics-listen",
                                      loopback(*metrics_port),
                                      "--redis",
                                      loopback(redis_),
                                      "--redis-user",
                                      user,
                                      "--redis-password-file",
                                      password_of(user),
                                      "--fingerprint-key-file",
                                      folder_.path / "users" / (std::string(kDistrict) + ".fingerprint-key")};
    words.insert(words.end(), common.begin(), common.end());
    start(name, words);
  }
}

PrivateServices::~PrivateServices() {
  while (!processes_.empty()) processes_.pop_back();
}

void PrivateServices::take_addresses(client::Connection& connection) const {
  connection.intake = loopback(intake_);
  connection.dispatch = loopback(dispatch_);
  connection.accountability = loopback(accountability_);
  connection.tls = client::Connection().tls;
}

void PrivateServices::require_running() const {
  for (const auto& process : processes_) {
    const auto exit_code = process->exit_code();
    if (!exit_code) continue;
    const std::string how = fmt::format("{} ended: last_line=\"{}\"", process->name(), process->last_words());
    if (*exit_code == kWrongData) throw NotPlayable(how);
    throw NotServing(how);
  }
}

const std::filesystem::path& PrivateServices::keep_logs() {
  folder_.keep = true;
  return folder_.path;
}

void PrivateServices::start_redis(const std::filesystem::path& deployed) {
  const std::filesystem::path users = folder_.path / "users";
  const std::filesystem::path record = folder_.path / "redis";
  const std::string port = std::to_string(redis_.number());
  std::filesystem::create_directory(record);
  const std::string fault = run("users", {deployed / "users", users, kDistrict});
  if (!fault.empty()) throw NotServing(fault);
  start("redis", {"redis-server", deployed / "redis.conf", "--port", port, "--dir", record, "--aclfile",
                  users / "users.acl"});
  for (const auto give_up_at = std::chrono::steady_clock::now() + kRedisAnswersWithin;;
       std::this_thread::sleep_for(kAskEvery)) {
    const std::string not_yet = run("prepare", {deployed / "prepare", port, password_of("operator")});
    if (not_yet.empty()) return;
    require_running();
    if (std::chrono::steady_clock::now() > give_up_at) throw NotServing(not_yet);
  }
}

std::string PrivateServices::password_of(const std::string& user) const {
  return folder_.path / "users" / (user + ".password");
}

std::string PrivateServices::run(const std::string& name, const std::vector<std::string>& words) const {
  const ChildProcess process(name, words, log_of(name));
  if (!process.ends_within(kScriptEndsWithin)) return name + " did not end in time";
  return process.exit_code() == 0 ? ""
                                  : fmt::format("{} failed: last_line=\"{}\"", name, process.last_words());
}

std::filesystem::path PrivateServices::log_of(const std::string& name) const {
  return folder_.path / (name + ".log");
}

void PrivateServices::start(const std::string& name, const std::vector<std::string>& words) {
  processes_.push_back(std::make_unique<ChildProcess>(name, words, log_of(name)));
}

}  // namespace turnout::replay
