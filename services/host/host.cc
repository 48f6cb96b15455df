#include "host/host.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <exception>
#include <future>
#include <iostream>
#include <thread>

#include "geo/data_error.h"
#include "host/settings_service.h"
#include "host/version.h"
#include "runtime/errors.h"
#include "runtime/log.h"
#include "runtime/signals.h"
#include "runtime/spawn.h"
#include "telemetry/event_loop_delay.h"

namespace turnout::host {
namespace {

constexpr std::chrono::seconds kLongestWaitForRedis{30};
// Deadlines that fell due while Redis was away fire this much later at most than it allows.
constexpr std::chrono::milliseconds kLongestPauseBetweenDials{100};
constexpr std::chrono::minutes kLongestRebuild{10};
constexpr std::chrono::seconds kAskRedisAgainAfter{1};
constexpr std::chrono::milliseconds kLookForSignalEvery{50};
constexpr std::chrono::seconds kMeasureEvery{1};

// The io_context's one thread, from construction until it runs out of work.
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

// Ends what still runs when no handler does any more: the loops, with the context.
class EndLoops {
 public:
  explicit EndLoops(Host& host) : host_(host) {}
  ~EndLoops() {  // NOLINT(bugprone-exception-escape): out of memory, the process ends here anyway
    boost::asio::post(host_.io, [&host = host_] {
      host.store.close();
      host.positions.close();
      host.io.stop();
    });
  }

 private:
  Host& host_;
};

redis::ConnectionOptions redis_at(const Options& options) {
  return {.host = options.redis.host,
          .port = options.redis.port,
          .user = options.redis_user,
          .password = options.redis_password,
          .longest_backoff = kLongestPauseBetweenDials};
}

RuleFiles rule_files(const Options& options) {
  return {.policy = options.policy_file, .roster = options.roster_file};
}

std::vector<std::string> ids_of(const std::vector<v1::Station>& stations) {
  std::vector<std::string> ids;
  for (const v1::Station& station : stations) ids.push_back(station.id());
  return ids;
}

// Gauges, lag, changed rules and certificates, once a second, also while the store is away.
Awaitable<void> keep_measuring(Host& host, Service& service) {
  boost::asio::steady_timer timer(host.io);
  for (;;) {
    service.measure();
    host.store.measure();
    host.metrics.set_commands_waiting(host.executor.commands_waiting());
    host.store_watch.show_age();
    host.clock_watch.look_at_host();
    host.rules_watch.look();
    host.certificate_watch.look();
    try {
      co_await host.clock_watch.look_at_redis();
      co_await host.store_watch.look();
    } catch (const runtime::Unavailable&) {
      host.metrics.loop_failed(telemetry::Loop::kStateGauges);
    } catch (const redis::CommandError& error) {  // a right is missing: calls are served all the same
      host.metrics.loop_failed(telemetry::Loop::kStateGauges);
      log::error("redis refuses what the gauges need", {{"reason", error.what()}});
    }
    timer.expires_after(kMeasureEvery);
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
}

// Throws runtime::Unavailable if Redis is not there, or not as it must be, its clock included, for too long.
Awaitable<void> wait_for_redis(Host& host) {
  const auto give_up_at = std::chrono::steady_clock::now() + kLongestWaitForRedis;
  boost::asio::steady_timer pause(host.io);
  for (;;) {
    try {
      co_await host.store.start();
      co_await host.clock_watch.set_clock(host.options.clock_tolerance);
      co_return;
    } catch (const runtime::Unavailable& error) {
      log::warn("waiting for Redis", {{"reason", error.what()}});
      if (std::chrono::steady_clock::now() >= give_up_at) throw;
    }
    pause.expires_after(kAskRedisAgainAfter);
    co_await pause.async_wait(boost::asio::use_awaitable);
  }
}

Awaitable<void> start(Host& host, Service& service) {
  co_await wait_for_redis(host);
  if (!service.needs_whole_log()) host.tail.begin_after(co_await host.view.load_current());
  co_await service.start();
  host.follower.listen(
      [&host](const std::vector<event_store::Entry>& entries) { host.executor.take(entries); });
  runtime::spawn(host.io, host.follower.run());
  co_await host.follower.catch_up(kLongestRebuild);
  runtime::spawn(host.io, telemetry::watch_event_loop(host.io, host.metrics));
  runtime::spawn(host.io, keep_measuring(host, service));
}

void serve_until_stopped(Host& host, Service& service) {
  SettingsService settings(host);
  IoThread io_thread(host.io);
  auto started = boost::asio::co_spawn(host.io, start(host, service), boost::asio::use_future);
  const EndLoops end_loops(host);
  while (started.wait_for(kLookForSignalEvery) != std::future_status::ready) {
    if (runtime::stop_signal_is_pending()) return;
  }
  started.get();
  rpc::Server server({.listen_address = host.options.listen.text(), .tls = host.certificate_watch.tls()},
                     host.bridge, {service.served(), rpc::serve<v1::SettingsService>(settings)});
  server.set_serving(true);
  log::info(
      "serving",
      {{"service", host.identity.name}, {"port", server.port()}, {"metrics_port", host.exposer.port()}});
  const int signal = runtime::wait_for_stop_signal();
  log::info("stopping", {{"signal", signal}});
}

}  // namespace

Host::Host(const ServiceIdentity& who, const Options& how)
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
      executor(io, store, clock, metrics),
      view(store),
      tail(io),
      follower(io, store, view, tail, metrics),
      store_watch(store, tail, clock, metrics),
      bridge(io, metrics),
      district{options.district, city, rules, clock,    metrics,  store,
               executor,         view, tail,  follower, positions} {
  metrics.set_clock_speed(options.clock.speed);
  metrics.set_stations(ids_of(city.stations()));
}

int run(const ServiceIdentity& identity, int argc, char** argv, MakeService make_service) {
  runtime::block_stop_signals();
  const ParsedOptions parsed = parse_options(identity, argc, argv);
  if (!parsed.options) return parsed.exit_code;
  std::cerr << printed(*parsed.options);
  try {
    Host host(identity, *parsed.options);
    log::info("city read", {{"stations", host.city.stations().size()}, {"cleaning", host.city.cleaning()}});
    const std::unique_ptr<Service> service = make_service(host);
    serve_until_stopped(host, *service);
    return 0;
  } catch (const geo::DataError& error) {
    std::cerr << "turnout-" << identity.name << ": " << error.what() << "\n";
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "turnout-" << identity.name << ": " << error.what() << "\n";
    return 3;
  }
}

}  // namespace turnout::host
