#include "chassis/service_process.h"

#include <unistd.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <csignal>
#include <exception>
#include <future>
#include <iostream>
#include <thread>

#include "chassis/settings_service.h"
#include "chassis/version.h"
#include "chassis/watchdog.h"
#include "geo/data_error.h"
#include "runtime/descriptors.h"
#include "runtime/errors.h"
#include "runtime/log.h"
#include "runtime/signals.h"
#include "runtime/spawn.h"
#include "runtime/supervisor.h"
#include "telemetry/background_loop.h"
#include "telemetry/event_loop_delay.h"

namespace turnout::chassis {
namespace {

constexpr std::chrono::seconds kLongestWaitForRedis{30};
// Deadlines that fell due while Redis could not be reached fire at most this long after Redis is back.
constexpr std::chrono::milliseconds kLongestPauseBetweenDials{100};
constexpr std::chrono::minutes kLongestCatchUp{10};
constexpr std::chrono::seconds kAskRedisAgainAfter{1};
constexpr std::chrono::milliseconds kLookForSignalEvery{50};
constexpr std::chrono::seconds kMeasureEvery{1};
constexpr int kMemoryExhaustedExitCode = 5;

// The io_context's one thread. Runs from construction until the io_context has no more work.
class IoThread {
 public:
  explicit IoThread(boost::asio::io_context& io) : guard_(io.get_executor()), thread_([&io] { io.run(); }) {}
  ~IoThread() {
    guard_.reset();
    thread_.join();
  }

 private:
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_;
  std::thread thread_;
};

// Stops the io_context, and so the background loops, after the last handler has ended.
class EndLoops {
 public:
  explicit EndLoops(ServiceProcess& process) : process_(process) {}
  ~EndLoops() {  // NOLINT(bugprone-exception-escape): out of memory, the process ends here anyway
    boost::asio::post(process_.io, [&process = process_] {
      process.store.close();
      process.positions.close();
      process.io.stop();
    });
  }

 private:
  ServiceProcess& process_;
};

redis::ConnectionOptions redis_at(const Options& options) {
  return {.host = options.redis.host,
          .port = options.redis.port,
          .user = options.redis_user,
          .password = options.redis_password,
          .longest_backoff = kLongestPauseBetweenDials};
}

// Without a key the fingerprints are not secret: the district's name is the key, so the content of a request can be guessed.
std::string secret_of(const Options& options) {
  if (!options.fingerprint_key.empty()) return options.fingerprint_key;
  log::warn("request fingerprints are not secret; give --fingerprint-key-file");
  return options.district;
}

// Terminals, with a stream of orders and one of positions each, and consoles. Assumed; README says how to measure it.
rpc::BridgeLimits rpc_limits() {
  constexpr rpc::StreamBound kTerminals{.in_all = 4'096, .per_connection = 1'024};
  constexpr rpc::StreamBound kConsoles{.in_all = 512, .per_connection = 256};
  rpc::BridgeLimits limits;
  limits.streams = {{"WatchOrders", kTerminals},
                    {"ReportPositions", kTerminals},
                    {"WatchIncidents", kConsoles},
                    {"WatchUnits", kConsoles},
                    {"WatchEscalations", kConsoles}};
  return limits;
}

RuleFiles rule_files(const Options& options) {
  return {.policy = options.policy_file, .roster = options.roster_file};
}

std::vector<std::string> ids_of(const std::vector<v1::Station>& stations) {
  std::vector<std::string> ids;
  for (const v1::Station& station : stations) ids.push_back(station.id());
  return ids;
}

// Updates gauges and log lag, and checks for changed rules and certificates. Runs once a second, also while the store cannot
// be reached.
Awaitable<void> measure_once(ServiceProcess& process, Service& service) {
  co_await service.measure();
  process.store.measure();
  process.metrics.set_commands_waiting(process.executor.commands_waiting());
  process.metrics.set_damaged_records(process.record_repair.waiting());
  process.store_watch.show_age();
  process.clock_watch.poll_host();
  process.rules_watch.poll();
  process.certificate_watch.poll();
  boost::asio::steady_timer timer(process.io, kMeasureEvery);
  co_await process.clock_watch.poll_redis();
  co_await process.store_watch.poll();
  co_await timer.async_wait(boost::asio::use_awaitable);
}

Awaitable<void> keep_measuring(ServiceProcess& process, Service& service) {
  return telemetry::run_loop(process.io, process.metrics, telemetry::Loop::kStateGauges,
                             [&process, &service] { return measure_once(process, service); });
}

// Throws runtime::Unavailable if Redis cannot be reached or is not as required (including its clock) for too long.
Awaitable<void> wait_for_redis(ServiceProcess& process) {
  const auto give_up_at = std::chrono::steady_clock::now() + kLongestWaitForRedis;
  boost::asio::steady_timer pause(process.io);
  for (;;) {
    try {
      co_await process.store.start();
      co_await process.clock_watch.set_clock(process.options.clock_tolerance);
      co_return;
    } catch (const runtime::Unavailable& error) {
      log::warn("waiting for Redis", {{"reason", error.what()}});
      if (std::chrono::steady_clock::now() >= give_up_at) throw;
    }
    pause.expires_after(kAskRedisAgainAfter);
    co_await pause.async_wait(boost::asio::use_awaitable);
  }
}

Awaitable<void> start(ServiceProcess& process, Service& service) {
  co_await wait_for_redis(process);
  process.log.belongs_to(co_await process.store.log_identity());
  process.log.advance_to(co_await process.view.load_current());
  co_await service.start();
  process.follower.listen(
      [&process](const std::vector<event_store::Entry>& entries) { process.executor.take(entries); });
  runtime::spawn(process.io, process.follower.run());
  if (!process.identity.reads_only) runtime::spawn(process.io, process.record_repair.run());
  co_await process.follower.catch_up(kLongestCatchUp);
  runtime::spawn(process.io, telemetry::watch_event_loop(process.io, process.metrics));
  runtime::spawn(process.io, keep_measuring(process, service));
}

rpc::ServerConfig server_config(ServiceProcess& process, std::function<void()> memory_exhausted) {
  const Options& options = process.options;
  return {.listen_address = options.listen.text(),
          .tls = process.certificate_watch.tls(),
          .connections = {.most = options.max_connections,
                          .most_per_address = options.max_connections_per_address},
          .memory = {.most = options.max_memory_mib << 20U},
          .memory_exhausted = std::move(memory_exhausted)};
}

// Returns the exit code.
int serve_until_stopped(ServiceProcess& process, Service& service) {
  SettingsService settings(process);
  IoThread io_thread(process.io);
  auto started = boost::asio::co_spawn(process.io, start(process, service), boost::asio::use_future);
  const EndLoops end_loops(process);
  while (started.wait_for(kLookForSignalEvery) != std::future_status::ready) {
    if (runtime::stop_signal_is_pending()) return 0;
  }
  started.get();
  std::atomic<int> exit_code = 0;
  const auto stop_for_memory = [&exit_code] {
    exit_code = kMemoryExhaustedExitCode;
    kill(getpid(), SIGTERM);
  };
  rpc::Server server(server_config(process, stop_for_memory), process.bridge,
                     {service.served(), rpc::serve<v1::SettingsService>(settings)});
  server.set_serving(true);
  const Watchdog watchdog(server, process.io, process.follower);
  runtime::tell_supervisor("READY=1");
  log::info("serving", {{"service", process.identity.name},
                        {"port", server.port()},
                        {"metrics_port", process.exposer.port()}});
  const int signal = runtime::wait_for_stop_signal();
  log::info("stopping", {{"signal", signal}});
  runtime::tell_supervisor("STOPPING=1");
  return exit_code;
}

}  // namespace

ServiceProcess::ServiceProcess(const ServiceIdentity& who, const Options& how)
    : identity(who),
      options(how),
      city(options.stations_file),
      rules(load_rules(rule_files(options), city)),
      clock(options.clock),
      metrics({.service = identity.name, .version = kVersion}),
      exposer(options.metrics_listen.text(), metrics),
      store(io, redis_at(options), options.district, metrics),
      positions(io, redis_at(options), options.district, metrics),
      clock_watch(clock, store, metrics),
      rules_watch(rule_files(options), city, rules, metrics),
      certificate_watch(options.tls, metrics),
      record_repair(io, store, clock, metrics),
      view(store),
      executor(io, store, view, clock, metrics),
      log(io),
      follower(io, store, view, log, metrics),
      store_watch(store, log, clock, metrics),
      bridge(io, metrics, rpc_limits()),
      district{options.district,
               secret_of(options),
               city,
               rules,
               clock,
               metrics,
               store,
               executor,
               view,
               log,
               follower,
               positions,
               positions.last()} {
  bridge.tell_age([this] { return follower.age(); });
  metrics.set_clock_speed(options.clock.speed);
  metrics.set_stations(ids_of(city.stations()));
}

int run(const ServiceIdentity& identity, int argc, char** argv, MakeService make_service) {
  runtime::block_stop_signals();
  runtime::raise_descriptor_limit();
  const ParsedOptions parsed = parse_options(identity, argc, argv);
  if (!parsed.options) return parsed.exit_code;
  std::cerr << printed(*parsed.options);
  try {
    ServiceProcess process(identity, *parsed.options);
    log::info("city read",
              {{"stations", process.city.stations().size()}, {"cleaning", process.city.cleaning()}});
    const std::unique_ptr<Service> service = make_service(process);
    return serve_until_stopped(process, *service);
  } catch (const geo::DataError& error) {
    std::cerr << "turnout-" << identity.name << ": " << error.what() << "\n";
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "turnout-" << identity.name << ": " << error.what() << "\n";
    return 3;
  }
}

}  // namespace turnout::chassis
