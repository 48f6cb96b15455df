// One service process from start to stop: what every service needs, built in order and taken down in reverse.
#pragma once

#include <boost/asio/io_context.hpp>

#include "event_store/district_view.h"
#include "event_store/executor.h"
#include "event_store/log_follower.h"
#include "event_store/redis_event_store.h"
#include "event_store/tail.h"
#include "host/certificate_watch.h"
#include "host/city.h"
#include "host/clock_watch.h"
#include "host/district.h"
#include "host/options.h"
#include "host/positions.h"
#include "host/rules_watch.h"
#include "host/store_watch.h"
#include "rpc/bridge.h"
#include "rpc/server.h"
#include "runtime/clock.h"
#include "telemetry/exposer.h"
#include "telemetry/metrics.h"

namespace turnout::host {

// The parts, in the order in which they need each other. All but main's thread use them on the io_context's
// thread.
struct Host {
  // Reads the data files and certificates (geo::DataError) and listens for scrapes; connects to nothing yet.
  Host(const ServiceIdentity& identity, const Options& options);

  const ServiceIdentity identity;
  const Options options;
  const City city;
  Rules rules;
  runtime::ServiceClock clock;
  boost::asio::io_context io{1};
  telemetry::Metrics metrics;
  telemetry::Exposer exposer;
  event_store::RedisEventStore store;
  Positions positions;
  ClockWatch clock_watch;
  RulesWatch rules_watch;
  CertificateWatch certificate_watch;
  event_store::Executor executor;
  event_store::DistrictView view;
  event_store::Tail tail;
  event_store::LogFollower follower;
  StoreWatch store_watch;
  rpc::Bridge bridge;
  District district;
};

// What makes a service different from the others.
class Service {
 public:
  virtual ~Service() = default;
  virtual rpc::ServedService served() = 0;
  // On the io_context's thread, once the view has the district's current state and before it follows the log:
  // starts the service's own loops and listeners.
  virtual Awaitable<void> start() = 0;
  // True if it needs every event since the district began, not just the current state.
  virtual bool needs_whole_log() const { return false; }
  // Once a second: what the service's gauges show.
  virtual void measure() {}
};

using MakeService = std::unique_ptr<Service> (*)(Host&);

// The whole life of the process: options → data → Redis → SERVING → SIGTERM or SIGINT → drain → exit. Returns
// the exit code: 0 after an orderly stop, 2 for wrong options, data or certificates (said in one sentence), 3
// if Redis could not be reached within 30 s, its clock and the host's did not agree by then, or an address is
// taken.
int run(const ServiceIdentity& identity, int argc, char** argv, MakeService make_service);

}  // namespace turnout::host
