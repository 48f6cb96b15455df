#include "real_service.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "client/health.h"
#include "client/services.h"

namespace turnout::bench {
namespace {

constexpr std::chrono::minutes kServingWithin{10};
constexpr std::chrono::milliseconds kAskEvery{10};
constexpr std::size_t kUserTimeField =
    11;  // of /proc/PID/stat, counted from the state, which follows the name

std::string loopback(std::uint16_t port) {
  return fmt::format("127.0.0.1:{}", port);
}

std::filesystem::path folder_of_this_program() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

std::vector<std::string> words(const std::filesystem::path& program, std::uint16_t rpc, std::uint16_t metrics,
                               std::uint16_t redis, const std::string& district) {
  return {program,
          "--district",
          district,
          "--listen",
          loopback(rpc),
          "--metrics-listen",
          loopback(metrics),
          "--redis",
          loopback(redis),
          "--stations",
          "deploy/city/stations.geojson",
          "--policy",
          "deploy/city/policy.yaml"};
}

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

RealService::RealService(const std::string& name, std::uint16_t redis_port, const std::string& district,
                         std::filesystem::path programs)
    : process_(
          name,
          words((programs.empty() ? folder_of_this_program() : std::move(programs)) / ("turnout-" + name),
                rpc_.number(), metrics_.number(), redis_port, district),
          folder_.path() / "log") {}

std::string RealService::address() const {
  return loopback(port());
}

Usage RealService::usage() const {
  const std::string process = fmt::format("/proc/{}/", process_.pid());
  const std::string stat = text_of(process + "stat");
  std::istringstream fields(stat.substr(stat.rfind(')') + 1));
  const std::vector<std::string> values(std::istream_iterator<std::string>(fields), {});
  const double ticks = std::stod(values.at(kUserTimeField)) + std::stod(values.at(kUserTimeField + 1));
  std::istringstream pages(text_of(process + "statm"));
  double all = 0;
  double resident = 0;
  pages >> all >> resident;
  return {.cpu = std::chrono::duration<double>(ticks / static_cast<double>(sysconf(_SC_CLK_TCK))),
          .resident_mb = resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6};
}

void RealService::wait_until_serving() const {
  const auto give_up_at = std::chrono::steady_clock::now() + kServingWithin;
  for (;;) {
    try {
      client::require_serving({}, process_.name(), address());
      return;
    } catch (const client::Unanswered& error) {
      if (process_.exit_code() || std::chrono::steady_clock::now() > give_up_at) {
        throw std::runtime_error(fmt::format("{}; its last words: {}", error.what(), process_.last_words()));
      }
    }
    std::this_thread::sleep_for(kAskEvery);
  }
}

}  // namespace turnout::bench
