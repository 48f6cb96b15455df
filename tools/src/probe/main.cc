// turnout-probe: runs a synthetic incident every few seconds and exports the result to Prometheus.
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>

#include "client/connection.h"
#include "client/seconds_flag.h"
#include "probe/probe.h"
#include "runtime/listen_address.h"
#include "runtime/log.h"

namespace turnout::probe {
namespace {

constexpr int kWrongUsage = 2;

struct Options {
  client::Connection connection;
  std::chrono::milliseconds every{10'000};
  std::string metrics_listen = "127.0.0.1:7191";
};

// The exported metrics. All series exist from the start.
class Record {
 public:
  explicit Record(const std::string& listen) : exposer_(listen) { exposer_.RegisterCollectable(registry_); }

  void passed(std::chrono::duration<double> took) {
    passed_.Increment();
    took_.Observe(took.count());
    last_success_.SetToCurrentTime();
  }
  void failed() { failed_.Increment(); }

 private:
  std::shared_ptr<prometheus::Registry> registry_ = std::make_shared<prometheus::Registry>();
  prometheus::Family<prometheus::Counter>& runs_ =
      prometheus::BuildCounter()
          .Name("turnout_probe_runs_total")
          .Help("Synthetic incidents by whether every step succeeded.")
          .Register(*registry_);
  prometheus::Counter& passed_ = runs_.Add({{"outcome", "passed"}});
  prometheus::Counter& failed_ = runs_.Add({{"outcome", "failed"}});
  prometheus::Histogram& took_ =
      prometheus::BuildHistogram()
          .Name("turnout_probe_duration_seconds")
          .Help("Time of a synthetic incident that passed, including the wait for its assign deadline.")
          .Register(*registry_)
          .Add({}, prometheus::Histogram::BucketBoundaries{1, 2, 2.5, 3, 4, 5, 7.5, 10});
  prometheus::Gauge& last_success_ =
      prometheus::BuildGauge()
          .Name("turnout_probe_last_success_timestamp_seconds")
          .Help("Unix time at which a synthetic incident last passed; 0 = none yet.")
          .Register(*registry_)
          .Add({});
  prometheus::Exposer exposer_;
};

// Resets the probe after a failure, because the services may have changed.
void run_once(const client::Services& services, std::optional<Probe>& probe, Record& record) {
  const auto begun = std::chrono::steady_clock::now();
  try {
    if (!probe) probe.emplace(services);
    probe->run();
    record.passed(std::chrono::steady_clock::now() - begun);
    return;
  } catch (const Failed& failed) {
    log::error("probe failed", {{"reason", failed.what()}});
  } catch (const client::Unanswered& unanswered) {
    log::error("probe failed", {{"reason", unanswered.what()}});
  }
  probe.reset();
  record.failed();
}

int run(const Options& options) {
  namespace asio = boost::asio;
  asio::io_context io{1};
  asio::signal_set stop(io, SIGINT, SIGTERM);
  stop.async_wait([&io](const boost::system::error_code&, int) { io.stop(); });
  const client::Services services(options.connection);
  Record record(runtime::parse_loopback_address(options.metrics_listen).text());
  std::optional<Probe> probe;
  log::info("probe started", {{"metrics", options.metrics_listen}, {"every_ms", options.every.count()}});
  asio::steady_timer timer(io, std::chrono::steady_clock::now());
  std::function<void(const boost::system::error_code&)> on_timer = [&](const boost::system::error_code&) {
    const auto begun = std::chrono::steady_clock::now();
    run_once(services, probe, record);
    timer.expires_at(std::max(begun + options.every, std::chrono::steady_clock::now()));
    timer.async_wait(on_timer);
  };
  timer.async_wait(on_timer);
  io.run();
  return 0;
}

}  // namespace
}  // namespace turnout::probe

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): printing an error may fail
  using namespace turnout;
  std::signal(SIGPIPE, SIG_IGN);
  probe::Options options;
  options.connection.retry_for = std::chrono::milliseconds(0);  // a run that needs a second try has failed
  CLI::App app("Runs a synthetic incident every few seconds in a district for probes.", "turnout-probe");
  client::add_connection_flags(app, options.connection);
  client::add_seconds_flag(app, options.every,
                           {"--every", "seconds from one run to the next, 5 to 3600 [10]", 5, 3600, ""});
  app.add_option("--metrics-listen", options.metrics_listen, "address for Prometheus")->capture_default_str();
  try {
    app.parse(argc, argv);
    return probe::run(options);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : probe::kWrongUsage;
  } catch (const std::exception& error) {
    std::cerr << "turnout-probe: " << error.what() << '\n';
    return probe::kWrongUsage;
  }
}
