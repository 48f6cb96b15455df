// Services that live in the test: they answer every command from a small model of incidents, at once or when
// the test lets them, and write down what came when. Their clock moves only while somebody waits for them.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "replay/transport.h"
#include "testing/manual_clock.h"
#include "unit/replay/calls.h"

namespace turnout::replay {

class FakeTransport final : public Transport {
 public:
  explicit FakeTransport(testing::ManualClock& clock) : clock_(clock) {}

  // "60 assign X", by the service clock in seconds after the start.
  std::vector<std::string> log;
  // Turnout deadlines fire this much late; a year = nobody keeps them.
  std::int64_t keeper_late_ms = 0;
  // How long the answer to a command takes; by its text without the time.
  std::map<std::string, std::int64_t> answers_after_ms;
  // Commands that are refused, by the same text.
  std::set<std::string> refuses;

  void send(std::size_t ticket, Command command, std::chrono::nanoseconds delay) override {
    const std::int64_t begins_ms = clock_.now_ms() + ms(delay);
    const std::string text = text_of(command);
    if (!text.empty()) log.push_back(std::to_string((begins_ms - kStartMs) / 1'000) + " " + text);
    const auto slow = answers_after_ms.find(text);
    const std::int64_t ready_ms = begins_ms + (slow == answers_after_ms.end() ? 0 : slow->second);
    pending_.push_back({ready_ms, ticket, std::move(command), text});
  }

  std::optional<Answer> next(std::chrono::nanoseconds patience) override {
    const std::int64_t until_ms = clock_.now_ms() + std::max<std::int64_t>(1, ms(patience));
    const auto first = std::ranges::min_element(pending_, {}, &Pending::ready_ms);
    if (first == pending_.end() || first->ready_ms > until_ms) {
      clock_.set(until_ms);
      return std::nullopt;
    }
    clock_.set(std::max(clock_.now_ms(), first->ready_ms));
    const Pending ready = std::move(*first);
    pending_.erase(first);
    return answer(ready);
  }

  std::size_t under_way() const override { return pending_.size(); }

 private:
  struct Pending {
    std::int64_t ready_ms;
    std::size_t ticket;
    Command command;
    std::string text;
  };

  static std::int64_t ms(std::chrono::nanoseconds time) {
    return std::chrono::ceil<std::chrono::milliseconds>(time).count();
  }

  static std::string text_of(const Command& command) {
    if (std::get_if<v1::ReportIncidentRequest>(&command) != nullptr) return "report";
    if (const auto* assign = std::get_if<v1::AssignUnitRequest>(&command))
      return "assign " + assign->unit_id();
    if (const auto* reached = std::get_if<v1::ReportMilestoneRequest>(&command)) {
      const char* what = reached->milestone() == v1::MILESTONE_EN_ROUTE   ? "en route "
                         : reached->milestone() == v1::MILESTONE_ON_SCENE ? "on scene "
                                                                          : "clear ";
      return what + reached->unit_id() + " " + std::to_string(reached->order_number());
    }
    if (std::get_if<v1::ReportDispositionRequest>(&command) != nullptr) return "found";
    if (std::get_if<v1::CloseIncidentRequest>(&command) != nullptr) return "close";
    return "";  // GetIncident
  }

  Answer answer(const Pending& ready) {
    Answer answer;
    answer.ticket = ready.ticket;
    if (refuses.contains(ready.text)) {
      answer.refusal.emplace().set_reason(v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT);
      return answer;
    }
    v1::Incident& incident =
        incidents_[std::visit([](const auto& request) { return request.incident_id(); }, ready.command)];
    apply(ready.command, incident);
    if (std::get_if<v1::AssignUnitRequest>(&ready.command) != nullptr) {
      answer.order = static_cast<std::uint32_t>(incident.orders_size());
    }
    answer.incident = incident;
    return answer;
  }

  void apply(const Command& command, v1::Incident& incident) {
    if (const auto* report = std::get_if<v1::ReportIncidentRequest>(&command)) {
      v1::Clock& turnout = *incident.add_clocks();
      turnout.set_kind(v1::CLOCK_KIND_TURNOUT);
      turnout.set_due_at_ms(report->call().answered_at_ms() + 300'000);
    }
    v1::Clock& turnout = *incident.mutable_clocks(0);
    const bool running = turnout.verdict() == v1::CLOCK_VERDICT_UNSPECIFIED;
    if (running && clock_.now_ms() > turnout.due_at_ms() + keeper_late_ms)
      turnout.set_fired_at_ms(clock_.now_ms());
    if (std::get_if<v1::AssignUnitRequest>(&command) != nullptr) incident.add_orders();
    const auto* reached = std::get_if<v1::ReportMilestoneRequest>(&command);
    if (reached != nullptr && reached->milestone() == v1::MILESTONE_EN_ROUTE) {
      turnout.set_verdict(v1::CLOCK_VERDICT_MET);
    }
  }

  testing::ManualClock& clock_;
  std::deque<Pending> pending_;
  std::map<std::string, v1::Incident> incidents_;
};

}  // namespace turnout::replay
