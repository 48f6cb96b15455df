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
  // Starts private services if the options say so, and waits until the services serve. Throws NotPlayable when they
  // do not fit the trace; also NotServing, client::Unanswered, Stopped, geo::DataError.
  Serving(const Options& options, const trace::TraceMap& map, const std::vector<trace::TraceCall>& calls);

  // Addresses of the services, and the time-outs of the options.
  const client::Connection& connection() const { return connection_; }
  const v1::Settings& settings() const { return settings_; }

  // The services' clock, 2 ms of real time behind. A stage that is sent when this clock shows its time is in no
  // service's future.
  runtime::ServiceClock clock() const;

  // Throws Stopped after SIGINT or SIGTERM, NotServing after the end of a private service.
  void require_going_on();

  // Keeps data and logs of private services and prints the folder, once. Does nothing for other services.
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
