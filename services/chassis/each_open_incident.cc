#include "chassis/each_open_incident.h"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace turnout::chassis {
namespace {

constexpr std::size_t kAtOnce = 1'000;

}  // namespace

Awaitable<void> each_open_incident(boost::asio::io_context& io,
                                   const std::map<std::string, event_store::IncidentState>& open,
                                   std::function<void(const v1::Incident&)> visit) {
  auto next = open.begin();
  for (std::size_t visited = 1; next != open.end(); ++visited) {
    visit(*next->second);
    if (visited % kAtOnce != 0) {
      ++next;
      continue;
    }
    const std::string last = next->first;
    co_await boost::asio::post(io, boost::asio::use_awaitable);
    next = open.upper_bound(last);
  }
}

}  // namespace turnout::chassis
