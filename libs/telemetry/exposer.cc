#include "telemetry/exposer.h"

#include <prometheus/exposer.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <future>
#include <stdexcept>
#include <string>

#include "runtime/listen_address.h"
#include "telemetry/process_metrics.h"

namespace turnout::telemetry {
namespace {

// With two threads, two idle connections would block every scrape.
constexpr std::size_t kThreads = 4;

void knock(const std::string& host, std::uint16_t port) {
  boost::asio::io_context io;
  boost::asio::ip::tcp::socket socket(io);
  boost::system::error_code ignored;
  socket.connect({boost::asio::ip::make_address(host), port}, ignored);
}

}  // namespace

Exposer::Exposer(std::string_view address, const Metrics& metrics)
    : process_(std::make_shared<ProcessMetrics>()) {
  const runtime::ListenAddress parsed = runtime::parse_loopback_address(address);
  const std::string listen = parsed.text();
  host_ = parsed.host;
  try {
    exposer_ = std::make_unique<prometheus::Exposer>(listen, kThreads);
  } catch (const std::exception&) {
    throw std::runtime_error("cannot serve metrics on " + listen + ": the port is in use or not allowed");
  }
  exposer_->RegisterCollectable(metrics.collectable());
  exposer_->RegisterCollectable(process_);
}

// The server's accept loop checks for its end only every two seconds, or when a client connects.
// If no thread can be started to end it, it cannot end at all.
Exposer::~Exposer() {  // NOLINT(bugprone-exception-escape)
  const std::uint16_t listening = port();
  const auto stopped = std::async(std::launch::async, [this] { exposer_.reset(); });
  while (stopped.wait_for(std::chrono::milliseconds(10)) != std::future_status::ready)
    knock(host_, listening);
}

std::uint16_t Exposer::port() const {
  return static_cast<std::uint16_t>(exposer_->GetListeningPorts().at(0));
}

}  // namespace turnout::telemetry
