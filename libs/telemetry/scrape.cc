#include "telemetry/scrape.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <utility>

namespace turnout::telemetry {
namespace {

constexpr std::chrono::seconds kLongestStep{2};
constexpr std::size_t kMaxRequestBytes = 8 * 1024;

std::string response(const std::string& status, const std::string& body) {
  return "HTTP/1.1 " + status +
         "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nConnection: "
         "close\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

Scrape::Scrape(boost::asio::ip::tcp::socket socket, std::function<std::string()> figures)
    : socket_(std::move(socket)), late_(socket_.get_executor()), figures_(std::move(figures)) {}

void Scrape::start() {
  end_if_late();
  boost::asio::async_read_until(
      socket_, boost::asio::dynamic_buffer(request_, kMaxRequestBytes), "\r\n\r\n",
      [scrape = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
        if (error) {
          scrape->end();
        } else {
          scrape->answer(size);
        }
      });
}

void Scrape::answer(std::size_t request_size) {
  const std::string target = request_.substr(0, request_.find(' ', request_.find(' ') + 1));
  const bool known = target == "GET /metrics" || target.starts_with("GET /metrics?");
  answer_ = known ? response("200 OK", figures_()) : response("404 Not Found", "only GET /metrics\n");
  request_.erase(0, request_size);
  end_if_late();
  boost::asio::async_write(
      socket_, boost::asio::buffer(answer_),
      [scrape = shared_from_this()](const boost::system::error_code&, std::size_t) { scrape->end(); });
}

void Scrape::end() {
  late_.cancel();
  boost::system::error_code ignored;
  socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

void Scrape::end_if_late() {
  late_.expires_after(kLongestStep);
  late_.async_wait([scrape = shared_from_this()](const boost::system::error_code& cancelled) {
    if (!cancelled) scrape->end();
  });
}

}  // namespace turnout::telemetry
