#include "telemetry/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/exposer.h>

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string_view>
#include <vector>

#include "telemetry/exposer.h"
#include "turnout/v1/accountability_service.pb.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::telemetry {
namespace {

using boost::asio::ip::tcp;
using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

// Every metric has a value after this.
void count_everything(Metrics& metrics) {
  RpcMetrics& rpc = metrics.rpc("ReportIncident");
  rpc.started();
  rpc.took(milliseconds(3));
  rpc.finished(0);
  metrics.rpc("WatchOrders").set_stream_bound(4'096);
  metrics.incident_reported(v1::CALL_SOURCE_LINE_110, v1::AREA_CLASS_RURAL);
  metrics.request_malformed();
  metrics.call_beyond_bound();
  metrics.unit_assigned();
  metrics.order_reassigned();
  metrics.reassignment_failed();
  metrics.milestone_reached(v1::MILESTONE_EN_ROUTE);
  metrics.stage_passed(v1::STAGE_CALL_TO_EN_ROUTE, v1::AREA_CLASS_RURAL, v1::PRIORITY_URGENT,
                       milliseconds(300'000));
  metrics.clock_ended(v1::CLOCK_KIND_TURNOUT, v1::AREA_CLASS_RURAL, v1::CLOCK_VERDICT_MET);
  metrics.station_turned_out("nanshan", StationTurnout::kInTime);
  metrics.deadline_breached(v1::CLOCK_KIND_TURNOUT, v1::AREA_CLASS_RURAL);
  metrics.deadline_warned(v1::CLOCK_KIND_TURNOUT);
  metrics.escalation_raised(v1::CLOCK_KIND_TURNOUT, v1::DUTY_ROLE_STATION_CHIEF);
  metrics.escalation_acknowledged(v1::CLOCK_KIND_TURNOUT);
  metrics.set_unanswered_escalations(v1::DUTY_ROLE_STATION_CHIEF, kHighestLevel, 3);
  metrics.deadline_predicted_late(v1::CLOCK_KIND_ARRIVAL);
  metrics.risk_cleared(v1::CLOCK_KIND_ARRIVAL);
  metrics.set_open_incidents({.by_station = {{"nanshan", 7}, {"", 1}},
                              .overdue = 2,
                              .overdue_clocks = {{{v1::CLOCK_KIND_TURNOUT, "nanshan"}, 2}},
                              .forgotten_by_station = {{"nanshan", 1}},
                              .unassigned = 1,
                              .at_risk = {{v1::CLOCK_KIND_ARRIVAL, 1}},
                              .oldest_age = milliseconds(1'500),
                              .oldest_overdue_age = milliseconds(500),
                              .oldest_unassigned_age = milliseconds(0)});
  metrics.set_connections(ConnectionState::kSilent, 5);
  metrics.connection_refused(ConnectionRefusal::kAddress);
  metrics.set_units(v1::UNIT_STATUS_AVAILABLE, 12);
  metrics.set_terminals_with_wrong_clock(1);
  metrics.deadline_fired(milliseconds(4));
  metrics.deadline_hint_was_stale();
  metrics.keeper_went_round();
  metrics.deadline_faulted(DeadlineFault::kTwice);
  metrics.set_oldest_unfired_deadline_age(milliseconds(0));
  metrics.commit_finished(milliseconds(1));
  metrics.commit_conflicted();
  metrics.commit_outcome_unknown();
  metrics.set_commands_waiting(4);
  metrics.redis_reconnected(RedisConnection::kLog);
  metrics.set_redis_connected(RedisConnection::kLog, true);
  metrics.set_redis_commands_in_flight(RedisConnection::kCommands, 2);
  metrics.set_log_position(41);
  metrics.set_log_lag(1);
  metrics.event_left_behind();
  metrics.set_damaged_records(1);
  metrics.record_repaired();
  metrics.loop_failed(Loop::kDeadlineKeeper);
  metrics.event_loop_turned(milliseconds(1));
  metrics.watcher_joined();
  metrics.watcher_cut_off();
  metrics.set_clock_speed(600);
  metrics.set_clock_disagreement(ClockWitness::kRedis, milliseconds(-1'500));
  metrics.set_rules_refused(RulesFile::kRoster, true);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Empty if there is no answer in time.
std::string scrape(std::uint16_t port, milliseconds patience = milliseconds(20'000)) {
  tcp::iostream http("127.0.0.1", std::to_string(port));
  http.expires_after(patience);
  http << "GET /metrics HTTP/1.0\r\n\r\n" << std::flush;
  std::ostringstream answer;
  answer << http.rdbuf();
  return answer.str();
}

TEST(Metrics, AreExactlyThese) {
  Metrics metrics({"intake", "0.1.0"});
  count_everything(metrics);
  std::vector<std::string> families;
  for (const std::string& line : lines_of(metrics.text())) {
    if (line.starts_with("# TYPE ")) families.push_back(line.substr(7));
  }
  EXPECT_THAT(
      families,
      testing::UnorderedElementsAre(
          "turnout_build_info gauge", "turnout_service_clock_speed_ratio gauge",
          "turnout_clock_disagreement_seconds gauge", "turnout_rpc_stream_bound gauge",
          "turnout_rpc_requests_total counter", "turnout_rpc_in_flight gauge",
          "turnout_rpc_duration_seconds histogram", "turnout_malformed_requests_total counter",
          "turnout_incidents_reported_total counter", "turnout_calls_beyond_bound_total counter",
          "turnout_orders_total counter", "turnout_orders_reassigned_total counter",
          "turnout_order_reassignments_failed_total counter",
          "turnout_deadlines_predicted_late_total counter", "turnout_risks_cleared_total counter",
          "turnout_milestones_total counter", "turnout_stage_duration_seconds histogram",
          "turnout_deadline_breaches_total counter", "turnout_deadline_warnings_total counter",
          "turnout_escalations_raised_total counter", "turnout_escalations_acknowledged_total counter",
          "turnout_unanswered_escalations gauge", "turnout_open_incidents gauge",
          "turnout_policy_reloads_total counter", "turnout_policy_file_refused gauge",
          "turnout_overdue_incidents gauge", "turnout_overdue_clocks gauge", "turnout_connections gauge",
          "turnout_connections_refused_total counter", "turnout_terminals_with_wrong_clock gauge",
          "turnout_units gauge", "turnout_deadline_lateness_seconds histogram",
          "turnout_stale_deadline_hints_total counter", "turnout_commit_duration_seconds histogram",
          "turnout_commit_conflicts_total counter", "turnout_commit_unknown_outcomes_total counter",
          "turnout_redis_reconnects_total counter", "turnout_log_position_events gauge",
          "turnout_log_lag_events gauge", "turnout_background_loop_failures_total counter",
          "turnout_watchers gauge", "turnout_watchers_cut_off_total counter",
          "turnout_clocks_ended_total counter", "turnout_station_turnouts_total counter",
          "turnout_unassigned_incidents gauge", "turnout_incidents_at_risk gauge",
          "turnout_oldest_open_incident_age_seconds gauge",
          "turnout_oldest_overdue_incident_age_seconds gauge",
          "turnout_oldest_unassigned_incident_age_seconds gauge",
          "turnout_oldest_unfired_deadline_age_seconds gauge",
          "turnout_keeper_last_round_timestamp_seconds gauge", "turnout_deadline_faults_total counter",
          "turnout_dead_letters_total counter", "turnout_damaged_records gauge",
          "turnout_records_repaired_total counter", "turnout_incomplete_incidents gauge",
          "turnout_forgotten_incidents gauge", "turnout_commands_waiting gauge",
          "turnout_redis_commands_in_flight gauge", "turnout_redis_connected gauge",
          "turnout_event_loop_delay_seconds histogram"));
}

TEST(Metrics, CountWithTheVocabularysOwnWordsAsLabels) {
  Metrics metrics({"intake", "0.1.0"});
  count_everything(metrics);
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("turnout_rpc_requests_total{code=\"OK\",method=\"ReportIncident\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("turnout_rpc_in_flight{method=\"ReportIncident\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("turnout_incidents_reported_total{area=\"rural\",source=\"line_110\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("turnout_milestones_total{milestone=\"en_route\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("turnout_deadline_breaches_total{area=\"rural\",clock=\"turnout\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("turnout_deadline_warnings_total{clock=\"turnout\"} 1\n"));
  EXPECT_THAT(text,
              HasSubstr("turnout_escalations_raised_total{clock=\"turnout\",role=\"station_chief\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("turnout_unanswered_escalations{level=\"4+\",role=\"station_chief\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("turnout_incidents_at_risk{clock=\"arrival\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("turnout_incidents_at_risk{clock=\"turnout\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("turnout_units{status=\"available\"} 12\n"));
  EXPECT_THAT(text, HasSubstr("turnout_redis_reconnects_total{connection=\"log\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("turnout_background_loop_failures_total{loop=\"deadline_keeper\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("turnout_clock_disagreement_seconds{source=\"redis\"} -1.5\n"));
}

TEST(Metrics, CountersStandAtZeroBeforeTheFirstIncrease) {
  const Metrics metrics({"intake", "0.1.0"});
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("turnout_deadline_breaches_total{area=\"unspecified\",clock=\"assign\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("turnout_redis_reconnects_total{connection=\"commands\"} 0\n"));
  EXPECT_THAT(text, Not(HasSubstr("turnout_open_incidents")));
}

TEST(Metrics, KnowTheStationsOfTheCityAndNoOthers) {
  Metrics metrics({"intake", "0.1.0"});
  metrics.set_stations({"chengguan", "nanshan"});
  OpenIncidents incidents;
  incidents.by_station = {{"nanshan", 7}, {"", 1}, {"of-another-city", 2}};
  metrics.set_open_incidents(incidents);
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_open_incidents{station=\"chengguan\"} 0\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_open_incidents{station=\"nanshan\"} 7\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_open_incidents{station=\"unspecified\"} 3\n"));
  EXPECT_THAT(metrics.text(),
              HasSubstr("turnout_overdue_clocks{clock=\"turnout\",station=\"chengguan\"} 0\n"));
  EXPECT_THAT(metrics.text(), Not(HasSubstr("of-another-city")));
}

TEST(Metrics, AStageThatTookExactlyItsLimitIsWithinTheEdge) {
  Metrics metrics({"accountability", "0.1.0"});
  for (const int took_ms : {300'000, 300'001}) {
    metrics.stage_passed(v1::STAGE_CALL_TO_EN_ROUTE, v1::AREA_CLASS_URBAN, v1::PRIORITY_URGENT,
                         milliseconds(took_ms));
  }
  const std::string series =
      "turnout_stage_duration_seconds_bucket{area=\"urban\",priority=\"urgent\",stage=\"call_to_en_route\","
      "le=";
  EXPECT_THAT(metrics.text(), HasSubstr(series + "\"180\"} 0\n"));
  EXPECT_THAT(metrics.text(), HasSubstr(series + "\"300\"} 1\n"));
  EXPECT_THAT(metrics.text(), HasSubstr(series + "\"600\"} 2\n"));
}

TEST(Metrics, TakeAnUnknownEnumValueAsUnspecified) {
  Metrics metrics({"intake", "0.1.0"});
  metrics.deadline_breached(v1::CLOCK_KIND_ASSIGN, static_cast<v1::AreaClass>(99));
  EXPECT_THAT(metrics.text(),
              HasSubstr("turnout_deadline_breaches_total{area=\"unspecified\",clock=\"assign\"} 1\n"));
}

// The family that a sample line belongs to; empty if the line is none.
std::string family_of(const std::string& line, const std::set<std::string>& with_help) {
  const std::string name = line.substr(0, line.find_first_of(" {"));
  const std::size_t blank = line.rfind(' ');
  char* end = nullptr;
  if (blank == std::string::npos || (std::strtod(line.c_str() + blank, &end), *end != '\0')) return "";
  if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos) return "";
  for (const char* suffix : {"", "_bucket", "_sum", "_count"}) {
    const std::size_t length = name.size() - std::string_view(suffix).size();
    if (name.ends_with(suffix) && with_help.contains(name.substr(0, length))) return name.substr(0, length);
  }
  return "";
}

// What a scrape of a service shows, its own exporter's figures included.
TEST(Exposer, ServesLinesThatParseAndHelpForEveryFamily) {
  Metrics metrics({"intake", "0.1.0"});
  count_everything(metrics);
  const Exposer exposer("127.0.0.1:0", metrics);
  const std::string answer = scrape(exposer.port());
  ASSERT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer.substr(0, 100);
  std::set<std::string> with_help;
  std::set<std::string> with_samples;
  for (const std::string& line : lines_of(answer.substr(answer.find("\r\n\r\n") + 4))) {
    const std::size_t name_end = line.find(' ', 7);
    if (line.starts_with("# HELP ")) {
      if (line.size() > name_end + 10) with_help.insert(line.substr(7, name_end - 7));
    } else if (!line.starts_with("#")) {
      const std::string family = family_of(line, with_help);
      EXPECT_NE(family, "") << line;
      with_samples.insert(family);
    }
  }
  EXPECT_EQ(with_samples, with_help);
  EXPECT_GE(with_help.size(), 25U);
}

TEST(Exposer, PassesPromtoolsCheck) {
  if (std::system("command -v promtool >/dev/null 2>&1") != 0) GTEST_SKIP() << "promtool is not installed";
  Metrics metrics({"intake", "0.1.0"});
  count_everything(metrics);
  const Exposer exposer("127.0.0.1:0", metrics);
  scrape(exposer.port());  // so that the exporter's own figures appear in the next one
  const std::string answer = scrape(exposer.port());
  const std::string file = testing::TempDir() + "metrics_under_check.txt";
  std::ofstream(file) << answer.substr(answer.find("\r\n\r\n") + 4);
  EXPECT_EQ(std::system(("promtool check metrics < " + file).c_str()), 0);
  std::remove(file.c_str());
}

// Connections that send half a request and then nothing.
class HalfRequests {
 public:
  HalfRequests(std::uint16_t port, std::size_t count) {
    for (std::size_t index = 0; index < count; ++index) {
      auto& client =
          *clients_.emplace_back(std::make_unique<tcp::iostream>("127.0.0.1", std::to_string(port)));
      client << "GET /metrics HTTP/1.1\r\nHost: half\r\n" << std::flush;
    }
  }

  // Waits until the exposer has closed each of them.
  bool are_closed() {
    return std::ranges::all_of(clients_, [](const std::unique_ptr<tcp::iostream>& client) {
      client->expires_after(std::chrono::seconds(10));
      return client->get() == EOF && client->error() != boost::asio::error::operation_aborted;
    });
  }

 private:
  std::vector<std::unique_ptr<tcp::iostream>> clients_;
};

TEST(Exposer, AnswersWhileThirtyRequestsAreUnfinishedAndEndsThem) {
  const Metrics metrics({"intake", "0.1.0"});
  const Exposer exposer("127.0.0.1:0", metrics);
  HalfRequests half(exposer.port(), 30);
  EXPECT_THAT(scrape(exposer.port(), milliseconds(1'000)), HasSubstr("turnout_build_info"));
  EXPECT_TRUE(half.are_closed());
}

TEST(Exposer, ControlTheLibrarysOwnIsHeldUpByThem) {
  prometheus::Exposer library("127.0.0.1:0", 4);
  const auto port = static_cast<std::uint16_t>(library.GetListeningPorts().at(0));
  EXPECT_THAT(scrape(port, milliseconds(1'000)), HasSubstr("HTTP/1."));
  auto half = std::make_unique<HalfRequests>(port, 30);
  EXPECT_EQ(scrape(port, milliseconds(1'000)), "");
  half.reset();  // so that the library can end
}

TEST(Exposer, AnswersWhenMoreConnectionsThanItHoldsAreSilent) {
  const Metrics metrics({"intake", "0.1.0"});
  const Exposer exposer("127.0.0.1:0", metrics);
  const HalfRequests half(exposer.port(), 200);
  EXPECT_THAT(scrape(exposer.port(), milliseconds(1'000)), HasSubstr("turnout_build_info"));
}

TEST(Exposer, GivesMetricsOnly) {
  const Metrics metrics({"intake", "0.1.0"});
  const Exposer exposer("127.0.0.1:0", metrics);
  tcp::iostream http("127.0.0.1", std::to_string(exposer.port()));
  http << "GET / HTTP/1.0\r\n\r\n" << std::flush;
  std::string status;
  std::getline(http, status);
  EXPECT_EQ(status, "HTTP/1.1 404 Not Found\r");
}

TEST(Exposer, RefusesAnAddressThatOthersCanReach) {
  const Metrics metrics({"intake", "0.1.0"});
  EXPECT_THROW(Exposer("0.0.0.0:0", metrics), std::invalid_argument);
  EXPECT_THROW(Exposer("7111", metrics), std::invalid_argument);
}

TEST(Exposer, SaysWhichPortIsTaken) {
  const Metrics metrics({"intake", "0.1.0"});
  const Exposer exposer("127.0.0.1:0", metrics);
  const std::string address = "127.0.0.1:" + std::to_string(exposer.port());
  try {
    const Exposer second(address, metrics);
    FAIL() << "two listen on " << address;
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr(address));
  }
}

}  // namespace
}  // namespace turnout::telemetry
