// One connection of a scraper: its request, the answer, the end. For exposer.cc only.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <string>

namespace turnout::telemetry {

// Lives until its connection has ended. On the io_context's thread.
class Scrape : public std::enable_shared_from_this<Scrape> {
 public:
  // `figures` gives the text of the metrics.
  Scrape(boost::asio::ip::tcp::socket socket, std::function<std::string()> figures);

  void start();
  void end();

 private:
  void answer(std::size_t request_size);
  void end_if_late();

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer late_;
  std::function<std::string()> figures_;
  std::string request_;
  std::string answer_;
};

}  // namespace turnout::telemetry
