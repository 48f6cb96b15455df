// A private Redis and the three services for one replay: in a temporary folder, on free loopback ports, with a clock that
// begins at the start of the trace. Each service has the Redis rights of a deployed one.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "client/connection.h"
#include "geo/stations.h"
#include "replay/child_process.h"
#include "testing/reserved_port.h"

namespace turnout::replay {

struct PrivateCity {
  std::filesystem::path programs;       // folder with turnout-intake and the others
  std::filesystem::path redis;          // redis.conf, users and prepare, as they are deployed
  std::filesystem::path jurisdictions;  // GeoJSON
  geo::StationProperties properties;    // meaning of its properties
  std::filesystem::path policy;
};

class PrivateServices {
 public:
  // Real time for the services to start before their clock reaches the first call.
  static constexpr std::chrono::seconds kLead{10};

  // Starts them; the services may not answer yet. Throws geo::DataError, std::system_error, NotServing.
  PrivateServices(const PrivateCity& city, double speed, std::int64_t first_call_ms);
  // Stops the services, then Redis. Removes the folder unless keep_logs() was called.
  ~PrivateServices();
  PrivateServices(const PrivateServices&) = delete;
  PrivateServices& operator=(const PrivateServices&) = delete;

  // Sets the services' addresses in `connection`, without TLS.
  void take_addresses(client::Connection& connection) const;

  // If a process has ended, throws with its name and its last log line: NotPlayable if it refused its data, else
  // NotServing.
  void require_running() const;

  // Keeps the folder with data and logs after the end. Returns its path.
  const std::filesystem::path& keep_logs();

 private:
  struct Folder {
    Folder();
    ~Folder();
    std::filesystem::path path;
    bool keep = false;
  };

  void start_redis(const std::filesystem::path& deployed);  // returns when services may use it
  std::string password_of(const std::string& user) const;   // a file
  // Runs a program to its end. Returns why it failed, or an empty text.
  std::string run(const std::string& name, const std::vector<std::string>& words) const;
  void start(const std::string& name, const std::vector<std::string>& words);
  std::filesystem::path log_of(const std::string& name) const;

  Folder folder_;
  testing::ReservedPort redis_, intake_, dispatch_, accountability_;
  testing::ReservedPort intake_metrics_, dispatch_metrics_, accountability_metrics_;
  std::vector<std::unique_ptr<ChildProcess>> processes_;  // in the order of their start
};

}  // namespace turnout::replay
