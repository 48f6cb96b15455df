// turnout-accountability as it must not be: on the host's raw wall clock. The control of
// moved_clock.test.mjs; nothing that is installed can be told to run like this.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <memory>
#include <vector>

#include "accountability/accountability_service.h"
#include "accountability/case_book.h"
#include "accountability/keep_deadlines.h"
#include "host/host.h"

namespace {

using namespace turnout;

runtime::HostTime raw_wall() {
  runtime::HostTime time = runtime::host_time();
  time.monotonic = time.wall;
  return time;
}

class RawWallAccountability final : public host::Service {
 public:
  explicit RawWallAccountability(host::Host& host)
      : host_(host), api_(host, book_), keeper_(host.io, host.district) {
    host.clock = runtime::ServiceClock(host.options.clock, raw_wall);
  }

  rpc::ServedService served() override { return rpc::serve<v1::AccountabilityService>(api_); }

  Awaitable<void> start() override {
    host_.follower.listen([this](const std::vector<event_store::Entry>& entries) { keeper_.take(entries); });
    boost::asio::co_spawn(host_.io, keeper_.run(), boost::asio::detached);
    co_return;
  }

 private:
  host::Host& host_;
  accountability::CaseBook book_;
  accountability::AccountabilityService api_;
  accountability::DeadlineKeeper keeper_;
};

}  // namespace

int main(int argc, char** argv) {
  return host::run({.name = "accountability", .rpc_port = 7130, .metrics_port = 7131}, argc, argv,
                   [](host::Host& host) -> std::unique_ptr<host::Service> {
                     return std::make_unique<RawWallAccountability>(host);
                   });
}
