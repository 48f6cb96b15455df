// A private Redis and the three services for one replay: in a temporary folder, on free loopback ports, with the clock at
// the begin of the trace. Each service has the Redis rights of a deployed one.
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
  geo::StationProperties properties;    // what it means
  std::filesystem::path policy;
};

class PrivateServices {
 public:
  // Real time that the services have to start, before their clock shows the first call.
  static constexpr std::chrono::seconds kLead{10};

  // Starts them; the services may not answer yet. Throws geo::DataError, std::system_error, NotServing.
  PrivateServices(const PrivateCity& city, double speed, std::int64_t first_call_ms);
  // Stops them, the services first. Removes the folder unless keep_logs() was called.
  ~PrivateServices();
  PrivateServices(const PrivateServices&) = delete;
  PrivateServices& operator=(const PrivateServices&) = delete;

  // Puts where and how they answer into `connection`: over plain connections.
  void take_addresses(client::Connection& connection) const;

  // When one of them has ended, throws with its name and last words: NotPlayable if it found its data wrong,
  // else NotServing.
  void require_running() const;

  // The folder with data and logs will stay; its name.
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
  // Runs a program to its end: why it failed, or nothing.
  std::string run(const std::string& name, const std::vector<std::string>& words) const;
  void start(const std::string& name, const std::vector<std::string>& words);
  std::filesystem::path log_of(const std::string& name) const;

  Folder folder_;
  testing::ReservedPort redis_, intake_, dispatch_, accountability_;
  testing::ReservedPort intake_metrics_, dispatch_metrics_, accountability_metrics_;
  std::vector<std::unique_ptr<ChildProcess>> processes_;  // in the order of their start
};

}  // namespace turnout::replay
