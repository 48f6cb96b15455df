#include "resume_storm.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <list>
#include <memory>
#include <thread>
#include <vector>

#include "bench_district.h"
#include "call_load.h"
#include "fill.h"
#include "real_service.h"
#include "turnout/v1/dispatch_service.grpc.pb.h"

namespace turnout::bench {
namespace {

using Steady = std::chrono::steady_clock;
using Stub = v1::DispatchService::Stub;
using std::chrono::milliseconds;

constexpr milliseconds kPatience = std::chrono::minutes(10);
constexpr std::chrono::seconds kLongestStorm{60};
constexpr milliseconds kLoadLength{3'000};
constexpr std::size_t kInFlight = 8;
constexpr std::size_t kSpareUnits = 64;  // for commands
constexpr std::size_t kNotesACommit = 500;
constexpr std::size_t kLargeNotes = 120;  // 5.7 KB each: one incident of about 360 KiB, the most that is kept
constexpr std::size_t kStreamsAConnection = 200;
constexpr std::size_t kFlight = 2;

v1::AddNoteRequest note(const std::string& incident, std::size_t nth, const std::string& text) {
  v1::AddNoteRequest request;
  request.set_request_id(fmt::format("note-{}", nth));
  request.set_actor("bench");
  request.set_incident_id(incident);
  request.set_text(text);
  return request;
}

// Units with an order each on an incident each, spare units, and later the events that their terminals miss.
class StormDistrict {
 public:
  explicit StormDistrict(std::size_t terminals) : terminals_(terminals) {
    std::vector<domain::Change> changes;
    for (std::size_t nth = 0; nth < terminals + kSpareUnits; ++nth) {
      domain::Aggregates unit;
      unit.units.emplace_back().set_id(unit_id(nth));
      const History registered = History(unit, policy_).run(registration(nth), wall_now_ms());
      changes.push_back(registered.change());
      if (nth >= terminals) continue;
      v1::ReportIncidentRequest report = varied_report(nth);
      report.set_incident_id(incident_id(kFlight, nth));
      domain::Aggregates states = registered.now();
      states.incident.set_id(report.incident_id());
      const History sent =
          History(states, policy_).run(report, wall_now_ms()).run(assignment(kFlight, nth), wall_now_ms());
      changes.push_back(sent.change());
      incidents_.push_back(sent.now().incident);
    }
    commit(changes);
  }

  void add_notes(std::size_t events) {
    std::vector<domain::Change> changes;
    std::string text;
    for (int i = 0; i < 1'900; ++i) text += "甲";
    changes.push_back(noted(0, kLargeNotes, text));
    for (std::size_t done = 0; done < events; done += kNotesACommit) {
      changes.push_back(noted(done / kNotesACommit % terminals_, kNotesACommit, "still coming"));
    }
    commit(changes);
  }

  std::uint16_t redis_port() const { return district_.redis.port(); }

 private:
  domain::Change noted(std::size_t nth, std::size_t count, const std::string& text) {
    domain::Aggregates states;
    states.incident = incidents_.at(nth);
    History history(states, policy_);
    for (; count > 0; --count) history.run(note(states.incident.id(), notes_++, text), wall_now_ms());
    incidents_.at(nth) = history.now().incident;
    return history.change();
  }
  void commit(const std::vector<domain::Change>& changes) {
    const auto change = [&changes](std::size_t nth) { return changes.at(nth); };
    testing::run(district_.io, fill(district_.io, district_.store, changes.size(), change), kPatience);
  }

  BenchDistrict district_;
  const v1::Policy policy_ = testing::default_policy();
  const std::size_t terminals_;
  std::vector<v1::Incident> incidents_;
  std::size_t notes_ = 0;
};

// One stream; on gRPC's threads, one message at a time. Tells when the first message has come, or the stream has ended.
template <class Request, class Response, class Start>
class Watcher final : public grpc::ClientReadReactor<Response> {
 public:
  Watcher(const Start& start, Request request, std::latch& begun)
      : begun_(begun), request_(std::move(request)) {
    start(&context_, &request_, this);
    this->StartRead(&response_);
    this->StartCall();
  }

  bool has_begun() const { return has_begun_; }
  // Ends the stream.
  void stop() {
    context_.TryCancel();
    done_.wait();
  }

 private:
  void OnReadDone(bool arrived) override {
    if (!arrived) return;
    if (!has_begun_.exchange(true)) begun_.count_down();
    response_.Clear();
    this->StartRead(&response_);
  }
  void OnDone(const grpc::Status&) override {
    if (!has_begun_) begun_.count_down();
    done_.count_down();
  }

  std::latch& begun_;
  std::latch done_{1};
  std::atomic<bool> has_begun_ = false;
  grpc::ClientContext context_;
  Request request_;
  Response response_;
};

std::string cursor_now(Stub& stub) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
  v1::ListUnitsResponse response;
  const grpc::Status status = stub.ListUnits(&context, v1::ListUnitsRequest(), &response);
  if (!status.ok()) throw std::runtime_error("ListUnits: " + status.error_message());
  return response.cursor();
}

// Takes spare units out of service and back.
Measured command_load(Stub& stub, std::size_t& next, std::size_t terminals) {
  const Rpc<v1::SetUnitStatusRequest, v1::SetUnitStatusResponse> rpc{
      .request =
          [terminals](std::size_t nth) {
            v1::SetUnitStatusRequest request;
            request.set_request_id(fmt::format("status-{}", nth));
            request.set_actor("bench");
            request.set_unit_id(unit_id(terminals + nth % kSpareUnits));
            request.set_status(nth / kSpareUnits % 2 == 0 ? v1::UNIT_STATUS_OUT_OF_SERVICE
                                                          : v1::UNIT_STATUS_AVAILABLE);
            return request;
          },
      .call =
          [&stub](grpc::ClientContext* context, const v1::SetUnitStatusRequest* request,
                  v1::SetUnitStatusResponse* response, std::function<void(grpc::Status)> then) {
            stub.async()->SetUnitStatus(context, request, response, std::move(then));
          }};
  const auto [measured, count] = load(rpc, next, kInFlight, kLoadLength);
  next += count;
  return measured;
}

// The highest resident memory of a service, from construction to stop().
class Peak {
 public:
  explicit Peak(const RealService& service)
      : thread_([this, &service](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
            highest_mb_ = std::max(highest_mb_.load(), service.usage().resident_mb);
            std::this_thread::sleep_for(milliseconds(10));
          }
        }) {}
  double stop() {
    thread_.request_stop();
    thread_.join();
    return highest_mb_;
  }

 private:
  std::atomic<double> highest_mb_ = 0;
  std::jthread thread_;
};

// All of them, over connections of a few hundred streams each.
class Crowd {
 public:
  Crowd(const ResumePlan& plan, std::uint16_t port, const std::string& cursor)
      : begun_(static_cast<std::ptrdiff_t>(plan.terminals)),
        consoles_begun_(static_cast<std::ptrdiff_t>(plan.consoles)) {
    for (std::size_t nth = 0; nth < plan.terminals; ++nth) {
      v1::WatchOrdersRequest request;
      request.set_unit_id(unit_id(nth));
      request.set_cursor(cursor);
      terminals_.emplace_back(OrderStart{stub(nth, port)}, request, begun_);
    }
    for (std::size_t nth = 0; nth < plan.consoles; ++nth) {
      v1::WatchUnitsRequest request;
      request.set_cursor(cursor);
      consoles_.emplace_back(UnitStart{stub(plan.terminals + nth, port)}, request, consoles_begun_);
    }
  }

  // Until every terminal has its order or was refused.
  void wait() const {
    const Steady::time_point give_up_at = Steady::now() + kLongestStorm;
    while (!begun_.try_wait() && Steady::now() < give_up_at) std::this_thread::sleep_for(milliseconds(1));
  }
  std::size_t without_order() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(terminals_, [](const Terminal& terminal) { return !terminal.has_begun(); }));
  }
  void leave() {
    for (Terminal& terminal : terminals_) terminal.stop();
    for (Console& console : consoles_) console.stop();
  }

 private:
  struct OrderStart {
    Stub& stub;
    void operator()(grpc::ClientContext* context, v1::WatchOrdersRequest* request,
                    grpc::ClientReadReactor<v1::WatchOrdersResponse>* reactor) const {
      stub.async()->WatchOrders(context, request, reactor);
    }
  };
  struct UnitStart {
    Stub& stub;
    void operator()(grpc::ClientContext* context, v1::WatchUnitsRequest* request,
                    grpc::ClientReadReactor<v1::WatchUnitsResponse>* reactor) const {
      stub.async()->WatchUnits(context, request, reactor);
    }
  };
  using Terminal = Watcher<v1::WatchOrdersRequest, v1::WatchOrdersResponse, OrderStart>;
  using Console = Watcher<v1::WatchUnitsRequest, v1::WatchUnitsResponse, UnitStart>;

  Stub& stub(std::size_t stream, std::uint16_t port) {
    while (stubs_.size() <= stream / kStreamsAConnection) {
      stubs_.push_back(v1::DispatchService::NewStub(new_channel(port)));
    }
    return *stubs_.back();
  }

  std::latch begun_;
  std::latch consoles_begun_;
  std::vector<std::unique_ptr<Stub>> stubs_;
  std::list<Terminal> terminals_;
  std::list<Console> consoles_;
};

}  // namespace

ResumeResult resume_storm(const ResumePlan& plan) {
  StormDistrict district(plan.terminals);
  std::string cursor;
  {
    const RealService before("dispatch", district.redis_port(), kDistrict, plan.programs);
    before.wait_until_serving();
    cursor = cursor_now(*v1::DispatchService::NewStub(new_channel(before.port())));
  }
  district.add_notes(plan.events);
  const RealService dispatch("dispatch", district.redis_port(), kDistrict, plan.programs);
  dispatch.wait_until_serving();
  const std::unique_ptr<Stub> stub = v1::DispatchService::NewStub(new_channel(dispatch.port()));
  std::size_t commands = 0;
  ResumeResult result;
  result.command_p99_ms_before = command_load(*stub, commands, plan.terminals).p99_us / 1'000;
  const double idle_mb = dispatch.usage().resident_mb;
  Peak peak(dispatch);
  Measured meanwhile;
  std::jthread load([&] { meanwhile = command_load(*stub, commands, plan.terminals); });
  const Steady::time_point begin = Steady::now();
  Crowd crowd(plan, dispatch.port(), cursor);
  crowd.wait();
  result.orders_s = std::chrono::duration<double>(Steady::now() - begin).count();
  load.join();
  result.command_p99_ms_meanwhile = meanwhile.p99_us / 1'000;
  result.terminals_without_order = crowd.without_order();
  result.peak_mb = peak.stop() - idle_mb;
  crowd.leave();
  return result;
}

}  // namespace turnout::bench
