// The services of a replay: running ones, or private ones.
#pragma once

#include <memory>
#include <vector>

#include "client/services.h"
#include "client/settings.h"
#include "replay/options.h"
#include "replay/private_services.h"
#include "replay/stop_signal.h"
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

  // Throws Stopped after SIGINT or SIGTERM, NotServing after the end of a private service.
  void require_going_on();

  // Keeps data and logs of the replay's own and says where, once; nothing if it has none.
  void keep_logs();

 private:
  void begin(const Options& options, const trace::TraceMap& map, const std::vector<trace::TraceCall>& calls);
  client::AllSettings first_answer();

  StopSignal stop_;
  std::unique_ptr<PrivateServices> own_;
  client::Connection connection_;
  v1::Settings settings_;
};

}  // namespace turnout::replay
