// Loads a changed policy or roster while the service runs.
//
// A file that is not fit is refused with its sentence in the log, once, and the rules that hold go on; so is
// a policy that differs and bears the version of the one before, as records could not tell the two apart. A
// file whose time zone is not the other file's is refused, and looked at again when the other one changes.
// Incidents keep the limits that they were given.
//
// Not thread-safe: on the io_context's thread, like everything that reads the rules.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "chassis/rules.h"
#include "telemetry/metrics.h"

namespace turnout::chassis {

class RulesWatch {
 public:
  // `rules` are what the files said when the service started.
  RulesWatch(const RuleFiles& files, const City& city, Rules& rules, telemetry::Metrics& metrics);

  // Call it once a second. Reads a file only when its modification time or size has changed since the last call.
  void poll();

 private:
  // Shows whether a file has changed without reading it. Empty for a missing file.
  struct Trace {
    std::filesystem::file_time_type changed_at;
    std::uintmax_t bytes = 0;
    bool operator==(const Trace&) const = default;
  };
  struct Watched {
    telemetry::RulesFile which;
    std::filesystem::path path;
    std::optional<Trace> seen = {};
    bool has_other_zone = false;  // it was refused for that alone
  };

  static bool has_changed(Watched& file);
  template <class Load>
  auto read(Watched& file, Load load) -> std::optional<decltype(load())>;
  template <class Message>
  void settle(Watched& file, Message& held, Message fresh, const std::optional<std::string>& zone_fault);
  void refuse(const Watched& file, const std::string& reason);
  v1::Policy new_policy() const;

  const City& city_;
  Rules& rules_;
  telemetry::Metrics& metrics_;
  RuleFiles files_;
  Watched policy_;
  Watched roster_;
};

}  // namespace turnout::chassis
