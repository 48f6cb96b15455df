// turnout-accountability: milestones and results come in here, deadlines are kept here, the record is read
// here (问责).
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <map>
#include <memory>

#include "accountability/accountability_service.h"
#include "accountability/case_book.h"
#include "accountability/keep_deadlines.h"
#include "domain/escalations.h"
#include "host/host.h"

namespace {

using namespace turnout;

class Accountability final : public host::Service {
 public:
  explicit Accountability(host::Host& host)
      : host_(host), api_(host, book_), keeper_(host.io, host.district) {}

  rpc::ServedService served() override { return rpc::serve<v1::AccountabilityService>(api_); }
  bool needs_whole_log() const override { return true; }

  void measure() override {
    std::map<v1::DutyRole, std::size_t> unanswered;
    for (const std::string& id : book_.unanswered()) {
      const auto open = host_.view.open_incidents().find(id);
      if (open == host_.view.open_incidents().end()) continue;
      for (const v1::Escalation& escalation : open->second->escalations()) {
        if (domain::is_unanswered(escalation)) ++unanswered[escalation.role()];
      }
    }
    for (int role = v1::DUTY_ROLE_DISPATCHER; role <= v1::DutyRole_MAX; ++role) {
      const auto post = static_cast<v1::DutyRole>(role);
      host_.metrics.set_unanswered_escalations(post, unanswered[post]);
    }
  }

  // Deadlines are kept from the first moment: the index of the store says which, while the book is still
  // being rebuilt.
  Awaitable<void> start() override {
    host_.follower.listen([this](const std::vector<event_store::Entry>& entries) {
      book_.take(entries);
      keeper_.take(entries);
    });
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
                     return std::make_unique<Accountability>(host);
                   });
}
