// One service process from start to stop: the parts of every service, built in order and destroyed in reverse.
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
#include "event_store/record_repair.h"
#include "event_store/redis_event_store.h"
#include "rpc/bridge.h"
#include "rpc/server.h"
#include "runtime/clock.h"
#include "telemetry/exposer.h"
#include "telemetry/metrics.h"

namespace turnout::chassis {

// The parts, each after those that it needs. Except by main's thread, they are used on the io_context's thread only.
struct ServiceProcess {
  // Reads the data files and certificates (throws geo::DataError) and listens for scrapes. Does not connect yet.
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
  event_store::RecordRepair record_repair;
  event_store::DistrictView view;
  event_store::Executor executor;
  event_store::LogPosition log;
  event_store::LogFollower follower;
  StoreWatch store_watch;
  rpc::Bridge bridge;
  District district;
};

// The part of a process that differs between the services.
class Service {
 public:
  virtual ~Service() = default;
  virtual rpc::ServedService served() = 0;
  // Starts the service's own loops and listeners. Called on the io_context's thread when the view has the district's
  // current state, before it follows the log.
  virtual Awaitable<void> start() = 0;
  // Updates the service's gauges. Called once a second.
  virtual Awaitable<void> measure() { co_return; }
};

using MakeService = std::unique_ptr<Service> (*)(ServiceProcess&);

// Runs the process: options → data → Redis → SERVING → SIGTERM or SIGINT → drain → exit. Returns the exit code: 0
// after an orderly stop; 2 for wrong options, data or certificates (prints one sentence); 3 if Redis could not be
// reached within 30 s, its clock and the host's did not agree by then, or an address is in use; 4 if it no longer served
// (watchdog.h); 5 after an orderly stop because its memory was exhausted.
int run(const ServiceIdentity& identity, int argc, char** argv, MakeService make_service);

}  // namespace turnout::chassis
