// How fast the archive takes a log that waits, and how soon it answers what is asked about a month.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <random>
#include <stdexcept>

#include "archive/open_archive.h"
#include "domain/phone.h"
#include "fill.h"
#include "measured.h"
#include "sample_report.h"
#include "testing/private_postgres.h"
#include "testing/temporary_folder.h"
#include "time_zones/find_time_zone.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::bench {
namespace {

constexpr std::int64_t kMonthMs = std::int64_t{30} * 86'400'000;
constexpr std::int64_t kBeginMs = 1'793'462'400'000;  // 2026-10-31T16:00:00Z, midnight in Shanghai
constexpr std::size_t kBatch = 1'000;
constexpr std::chrono::milliseconds kLimit{60'000};
constexpr std::size_t kQuestions = 200;
constexpr std::size_t kStations = 12;

struct Plan {
  std::size_t incidents = 20'000;
};

using Events = std::vector<event_store::LoggedEvent>;

template <class Request>
Request by_officer(std::size_t nth, const std::string& step) {
  Request request;
  request.set_request_id(step);
  request.set_actor(fmt::format("officer-{}", nth % 400));
  request.set_incident_id(incident_id(1, nth));
  return request;
}

v1::ReportMilestoneRequest milestone(std::size_t nth, v1::Milestone which) {
  auto request =
      by_officer<v1::ReportMilestoneRequest>(nth, fmt::format("milestone-{}", static_cast<int>(which)));
  request.set_unit_id(unit_id(nth));
  request.set_milestone(which);
  return request;
}

v1::ReportIncidentRequest call(std::size_t nth) {
  v1::ReportIncidentRequest request = varied_report(nth);
  request.set_incident_id(incident_id(1, nth));
  request.mutable_call()->clear_ring_at_ms();
  request.mutable_call()->clear_answered_at_ms();
  request.mutable_place()->mutable_address()->set_text(fmt::format("城关镇人民路 {} 号", nth % 5'000));
  return request;
}

// One incident from the call to its end.
std::vector<v1::Event> life(std::size_t nth, std::int64_t begin_ms, std::mt19937_64& random,
                            const v1::Policy& policy) {
  domain::Aggregates begin = no_incident(incident_id(1, nth));
  begin.units.emplace_back().set_id(unit_id(nth));
  History history(begin, policy);
  std::int64_t now_ms = begin_ms;
  const auto wait_s = [&](int most) {
    return now_ms += 1'000 * std::uniform_int_distribution<int>(5, most)(random);
  };
  history.run(registration(nth), now_ms).run(call(nth), now_ms);
  history.run(assignment(1, nth), wait_s(60));
  for (const auto which : {v1::MILESTONE_DELIVERED, v1::MILESTONE_ACKNOWLEDGED, v1::MILESTONE_EN_ROUTE,
                           v1::MILESTONE_ON_SCENE}) {
    history.run(milestone(nth, which), wait_s(300));
  }
  auto result = by_officer<v1::ReportDispositionRequest>(nth, "result");
  result.set_code("mediated");
  history.run(result, wait_s(1'800));
  history.run(milestone(nth, v1::MILESTONE_CLEARED), wait_s(600));
  history.run(by_officer<v1::CloseIncidentRequest>(nth, "close"), wait_s(600));
  return history.change().events;
}

// A month of calls, as the log would hold it.
Events month(const Plan& plan) {
  std::mt19937_64 random(110);
  const v1::Policy policy = testing::default_policy();
  std::vector<v1::Event> events;
  for (std::size_t nth = 0; nth < plan.incidents; ++nth) {
    const std::int64_t begin_ms =
        kBeginMs + kMonthMs / static_cast<std::int64_t>(plan.incidents) * static_cast<std::int64_t>(nth);
    for (v1::Event& event : life(nth, begin_ms, random, policy)) {
      if (event.has_incident_reported()) {
        event.mutable_incident_reported()->mutable_applied_policy()->set_station_id(
            fmt::format("station-{}", nth % kStations));
      }
      events.push_back(std::move(event));
    }
  }
  std::ranges::stable_sort(events, {}, [](const v1::Event& event) { return event.at_ms(); });
  Events log;
  for (v1::Event& event : events)
    log.push_back({.sequence = log.size() + 1, .event = std::move(event), .fault = {}});
  return log;
}

double seconds_of(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

void drain(archive::Archive& archive, const Events& log) {
  const archive::LocalRules rules{.zone = time_zones::find_time_zone("Asia/Shanghai").value(),
                                  .country = "CN"};
  for (std::size_t at = 0; at < log.size(); at += kBatch) {
    const auto begin = log.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = log.begin() + static_cast<std::ptrdiff_t>(std::min(at + kBatch, log.size()));
    if (!archive.append(at, {begin, end}, rules)) throw std::runtime_error("somebody else writes");
  }
}

// The 99th percentile in ms of many searches, the nth made by `ask`.
double slowest_ms(archive::Archive& archive,
                  const std::function<v1::FindIncidentsRequest(std::size_t)>& ask) {
  std::vector<double> ms;
  for (std::size_t nth = 0; nth < kQuestions; ++nth) {
    const v1::FindIncidentsRequest request = ask(nth * 97);
    const std::string key = domain::phone_key(request.phone(), "CN");
    ms.push_back(1'000 * seconds_of([&] { archive.find(request, key, 100, kLimit); }));
  }
  return quantile(ms, 0.99);
}

void measure(const std::string& name, const std::string& location, const Events& log, std::string& result) {
  archive::prepare_archive(location, kDistrict);
  const auto archive = archive::open_archive(location, kDistrict);
  const double drained_s = seconds_of([&] { drain(*archive, log); });
  const double per_second = static_cast<double>(log.size()) / drained_s;
  const auto find_by = [&](auto edit) {
    return slowest_ms(*archive, [&](std::size_t nth) {
      v1::FindIncidentsRequest request;
      edit(request, nth);
      return request;
    });
  };
  const double phone_ms =
      find_by([](auto& request, std::size_t nth) { request.set_phone(call(nth).call().caller().phone()); });
  const double words_ms = find_by(
      [](auto& request, std::size_t nth) { request.set_words(fmt::format("人民路 {}", nth % 5'000)); });
  const double two_ms = find_by([](auto& request, std::size_t) { request.set_words("受伤"); });
  const double officer_ms = find_by(
      [](auto& request, std::size_t nth) { request.set_officer_id(fmt::format("officer-{}", nth % 400)); });
  const double bulletin_s =
      seconds_of([&] { archive->bulletin({.week = "2026-W46", .before = "2026-W45"}, "", kLimit); });
  v1::GetStatisticsRequest by_hour;
  by_hour.set_first(v1::GROUPING_HOUR);
  by_hour.set_second(v1::GROUPING_STATION);
  const double statistics_s = seconds_of([&] { archive->statistics(by_hour, kLimit); });
  const double bytes = static_cast<double>(archive->size(kLimit).bytes) / static_cast<double>(log.size());
  std::cout << fmt::format("{:10}{:12.0f}{:9.0f}{:12.1f}{:12.1f}{:16.1f}{:12.1f}{:13.2f}{:16.2f}\n", name,
                           per_second, bytes, phone_ms, words_ms, two_ms, officer_ms, bulletin_s,
                           statistics_s);
  result += fmt::format(
      " {0}_events_per_s={1:.0f} {0}_phone_p99_ms={2:.1f} {0}_words_p99_ms={3:.1f} "
      "{0}_officer_p99_ms={4:.1f} "
      "{0}_bulletin_s={5:.2f} {0}_hour_station_s={6:.2f}",
      name, per_second, phone_ms, words_ms, officer_ms, bulletin_s, statistics_s);
}

int run(const Plan& plan) {
  const Events log = month(plan);
  std::cout << fmt::format("{} incidents, {} events\n", plan.incidents, log.size());
  std::cout << fmt::format("{:10}{:>12}{:>9}{:>12}{:>12}{:>16}{:>12}{:>13}{:>16}\n", "archive", "events/s",
                           "B/event", "phone, ms", "words, ms", "2 letters, ms", "officer, ms", "bulletin, s",
                           "hour×station, s");
  std::string result = fmt::format("RESULT records incidents={} events={}", plan.incidents, log.size());
  const testing::TemporaryFolder folder;
  measure("sqlite", folder.path() / "bench.sqlite", log, result);
  const testing::PrivatePostgres server;
  measure("postgres", server.uri(), log, result);
  std::cout << result << '\n';
  return 0;
}

}  // namespace
}  // namespace turnout::bench

int main(int argc, char** argv) {
  using namespace turnout::bench;
  try {
    CLI::App app("How fast the archive takes a month of calls, and answers about it", "tools/bench records");
    Plan plan;
    app.add_option("--incidents", plan.incidents,
                   "incidents of the month; 220,000 are a city of 7,200 calls a day")
        ->check(CLI::Range(100, 1'000'000))
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    return run(plan);
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << '\n';
    return 1;
  }
}
