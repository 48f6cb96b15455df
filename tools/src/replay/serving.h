// The services that a replay plays through: those that serve already, or its own.
#pragma once

#include <memory>
#include <vector>

#include "client/services.h"
#include "client/settings.h"
#include "replay/options.h"
#include "replay/private_services.h"
#include "runtime/clock.h"
#include "trace/trace.h"
#include "trace/trace_map.h"
#include "turnout/v1/settings_service.pb.h"

namespace turnout::replay {

class Serving {
 public:
  // Starts the replay's own if that is asked for, and waits until they serve. Throws NotPlayable when the
  // services do not fit the trace, NotServing, client::Unanswered, Stopped, geo::DataError.
  Serving(const Options& options, const trace::TraceMap& map, const std::vector<trace::TraceCall>& calls);

  // Ways to call them, each try of a call bounded as the options say.
  const client::Connection& connection() const { return connection_; }
  const v1::Settings& settings() const { return settings_; }

  // Their clock, 2 ms of real time behind: a stage that is sent when this clock shows its time lies in no
  // service's future.
  runtime::ServiceClock clock() const;

  // Throws Stopped when a stop signal has come, NotServing when one of the replay's own has ended.
  void require_going_on() const;

  // Keeps data and logs of the replay's own and says where, once; nothing if it has none.
  void keep_logs();

 private:
  void begin(const Options& options, const trace::TraceMap& map, const std::vector<trace::TraceCall>& calls);
  client::AllSettings first_answer();

  std::unique_ptr<PrivateServices> own_;
  client::Connection connection_;
  v1::Settings settings_;
};

}  // namespace turnout::replay
