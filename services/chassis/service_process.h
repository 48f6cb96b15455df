// One service process from start to stop: what every service needs, built in order and taken down in reverse.
#pragma once

#include <boost/asio/io_context.hpp>

#include "chassis/certificate_watch.h"
#include "chassis/city.h"
#include "chassis/clock_watch.h"
#include "chassis/district.h"
#include "chassis/options.h"
#include "chassis/positions.h"
#include "chassis/rules_watch.h"
#include "chassis/store_watch.h"
#include "event_store/district_view.h"
#include "event_store/executor.h"
#include "event_store/log_follower.h"
#include "event_store/log_position.h"
#include "event_store/redis_event_store.h"
#include "rpc/bridge.h"
#include "rpc/server.h"
#include "runtime/clock.h"
#include "telemetry/exposer.h"
#include "telemetry/metrics.h"

namespace turnout::chassis {

// The parts, in the order in which they need each other. All but main's thread use them on the io_context's
// thread.
struct ServiceProcess {
  // Reads the data files and certificates (geo::DataError) and listens for scrapes; connects to nothing yet.
  ServiceProcess(const ServiceIdentity& identity, const Options& options);

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
  event_store::DistrictView view;
  event_store::Executor executor;
  event_store::LogPosition log;
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
  // Once a second: what the service's gauges show.
  virtual void measure() {}
};

using MakeService = std::unique_ptr<Service> (*)(ServiceProcess&);

// The whole life of the process: options → data → Redis → SERVING → SIGTERM or SIGINT → drain → exit. Returns
// the exit code: 0 after an orderly stop, 2 for wrong options, data or certificates (said in one sentence), 3
// if Redis could not be reached within 30 s, its clock and the host's did not agree by then, or an address is
// taken.
int run(const ServiceIdentity& identity, int argc, char** argv, MakeService make_service);

}  // namespace turnout::chassis
