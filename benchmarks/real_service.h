// A real service of the same build as the benchmark: a separate process with free ports on loopback.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "replay/child_process.h"
#include "testing/reserved_port.h"
#include "testing/temporary_folder.h"

namespace turnout::bench {

// What a process has used so far, as the kernel counts it.
struct Usage {
  std::chrono::duration<double> cpu{};  // user and system
  double resident_mb = 0;               // memory now, MB of 10^6 bytes
};

class RealService {
 public:
  // Starts turnout-NAME of `programs` (empty = the folder of this program) for a district on this Redis, with the demonstration
  // city. Called from the root of the repository.
  RealService(const std::string& name, std::uint16_t redis_port, const std::string& district,
              std::filesystem::path programs = {});

  std::uint16_t port() const { return rpc_.number(); }
  std::string address() const;
  const replay::ChildProcess& process() const { return process_; }
  Usage usage() const;
  // Returns when it reports SERVING; throws std::runtime_error with its last words if it ends, or after ten minutes.
  void wait_until_serving() const;

 private:
  testing::ReservedPort rpc_;
  testing::ReservedPort metrics_;
  testing::TemporaryFolder folder_;
  replay::ChildProcess process_;
};

}  // namespace turnout::bench
