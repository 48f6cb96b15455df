#include "telemetry/exposer.h"

#include <prometheus/text_serializer.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <deque>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "runtime/listen_address.h"
#include "telemetry/process_metrics.h"
#include "telemetry/scrape.h"

namespace turnout::telemetry {
namespace {

using boost::asio::ip::tcp;

constexpr std::size_t kMostConnections = 64;
constexpr std::chrono::milliseconds kPauseWithoutDescriptors{100};

}  // namespace

class Exposer::Listener {
 public:
  Listener(const runtime::ListenAddress& address, const Metrics& metrics)
      : metrics_(metrics),
        acceptor_(io_, {boost::asio::ip::make_address(address.host), address.port}),
        pause_(io_) {
    accept();
    thread_ = std::thread([this] { io_.run(); });
  }
  ~Listener() {
    io_.stop();
    thread_.join();
  }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  void accept() {
    acceptor_.async_accept([this](const boost::system::error_code& error, tcp::socket socket) {
      if (error) {
        accept_later();
        return;
      }
      serve(std::move(socket));
      accept();
    });
  }

  void accept_later() {
    pause_.expires_after(kPauseWithoutDescriptors);
    pause_.async_wait([this](const boost::system::error_code&) { accept(); });
  }

  void serve(tcp::socket socket) {
    std::erase_if(scrapes_, [](const std::weak_ptr<Scrape>& scrape) { return scrape.expired(); });
    if (scrapes_.size() >= kMostConnections) {
      if (const std::shared_ptr<Scrape> oldest = scrapes_.front().lock()) oldest->end();
      scrapes_.pop_front();
    }
    const auto scrape = std::make_shared<Scrape>(std::move(socket), [this] { return text(); });
    scrapes_.push_back(scrape);
    scrape->start();
  }

  std::string text() const {
    return metrics_.text() + prometheus::TextSerializer().Serialize(process_.Collect());
  }

  const Metrics& metrics_;
  ProcessMetrics process_;
  boost::asio::io_context io_{1};
  tcp::acceptor acceptor_;
  boost::asio::steady_timer pause_;
  std::deque<std::weak_ptr<Scrape>> scrapes_;  // oldest first
  std::thread thread_;
};

Exposer::Exposer(std::string_view address, const Metrics& metrics) {
  const runtime::ListenAddress parsed = runtime::parse_loopback_address(address);
  try {
    listener_ = std::make_unique<Listener>(parsed, metrics);
  } catch (const std::exception&) {
    throw std::runtime_error("cannot serve metrics on " + parsed.text() +
                             ": the port is in use or not allowed");
  }
}

Exposer::~Exposer() = default;

std::uint16_t Exposer::port() const {
  return listener_->port();
}

}  // namespace turnout::telemetry
