// Loads a changed policy or roster while the service runs.
//
// An invalid file is refused. The reason is logged once, and the old rules stay in force. A changed policy with the
// old version is refused too, because records could not tell the two policies apart. Incidents keep the limits that
// they have.
//
// Not thread-safe: on the io_context's thread, like everything that reads the rules.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "chassis/rules.h"
#include "telemetry/metrics.h"

namespace turnout::chassis {

class RulesWatch {
 public:
  // `rules` were read from the files when the service started.
  RulesWatch(RuleFiles files, const City& city, Rules& rules, telemetry::Metrics& metrics);

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
  };

  static bool has_changed(Watched& file);
  template <class Message, class Load>
  void take_over(const Watched& file, Message& held, Load load);
  v1::Policy new_policy() const;

  const City& city_;
  Rules& rules_;
  telemetry::Metrics& metrics_;
  Watched policy_;
  Watched roster_;
};

}  // namespace turnout::chassis
