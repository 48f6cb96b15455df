#include "telemetry/process_metrics.h"

#include <prometheus/metric_family.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>

namespace turnout::telemetry {
namespace {

using prometheus::MetricType;

std::optional<double> cpu_seconds() {
  timespec used{};
  if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0) return std::nullopt;
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

// A field of /proc/self/stat by its number in proc(5), from 3 on. Field 2 is the program's name, which may
// contain blanks.
std::optional<double> stat_field(int number) {
  std::ifstream file("/proc/self/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream rest(line.substr(std::min(line.size(), line.rfind(')') + 1)));
  std::string field;
  for (int at = 3; at <= number; ++at) rest >> field;
  if (!rest) return std::nullopt;
  return std::stod(field);
}

std::optional<double> resident_bytes() {
  std::optional<double> pages = stat_field(24);
  if (pages) *pages *= static_cast<double>(sysconf(_SC_PAGESIZE));
  return pages;
}

// The kernel gives the start in ticks since the machine was booted.
std::optional<double> start_seconds() {
  const std::optional<double> ticks = stat_field(22);
  std::ifstream file("/proc/stat");
  for (std::string line; std::getline(file, line);) {
    if (ticks && line.starts_with("btime ")) {
      return std::stod(line.substr(6)) + *ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
    }
  }
  return std::nullopt;
}

std::optional<double> open_files() {
  std::error_code unreadable;
  const std::filesystem::directory_iterator files("/proc/self/fd", unreadable);
  if (unreadable) return std::nullopt;
  const std::ptrdiff_t open = std::distance(begin(files), end(files));
  return static_cast<double>(open - 1);  // one of them is this directory
}

std::optional<double> max_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::nullopt;
  return static_cast<double>(limit.rlim_cur);
}

struct Figure {
  const char* name;
  const char* help;
  MetricType type;
  std::optional<double> value;
};

prometheus::MetricFamily family_of(const Figure& figure) {
  prometheus::ClientMetric metric;
  (figure.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = *figure.value;
  return {.name = figure.name, .help = figure.help, .type = figure.type, .metric = {metric}};
}

}  // namespace

std::vector<prometheus::MetricFamily> ProcessMetrics::Collect() const {
  const Figure figures[] = {
      {"process_cpu_seconds_total", "User and system CPU time spent.", MetricType::Counter, cpu_seconds()},
      {"process_resident_memory_bytes", "Resident memory.", MetricType::Gauge, resident_bytes()},
      {"process_open_fds", "Open file descriptors.", MetricType::Gauge, open_files()},
      {"process_max_fds", "Most open file descriptors allowed.", MetricType::Gauge, max_files()},
      {"process_threads", "Threads of the process.", MetricType::Gauge, stat_field(20)},
      {"process_start_time_seconds", "When the process started, as Unix time.", MetricType::Gauge,
       start_seconds()},
  };
  std::vector<prometheus::MetricFamily> families;
  for (const Figure& figure : figures) {
    if (figure.value) families.push_back(family_of(figure));
  }
  return families;
}

}  // namespace turnout::telemetry
