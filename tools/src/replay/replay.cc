#include "replay/replay.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "client/refusals.h"
#include "replay/closing_report.h"
#include "replay/errors.h"
#include "replay/explain.h"
#include "replay/findings.h"
#include "replay/grpc_transport.h"
#include "replay/json_report.h"
#include "replay/progress.h"
#include "replay/serving.h"
#include "replay/slice.h"
#include "replay/units.h"
#include "text/terminal.h"

namespace turnout::replay {
namespace {

template <class Response>
Response allowed(domain::Outcome<Response> answer) {
  if (!answer) throw NotPlayable("the services refused: " + client::sentence(answer.error()));
  return *std::move(answer);
}

void say(const std::string& line) {
  std::cerr << line << std::endl;
}

void play(const Options& options, Serving& serving, const Plan& plan, Findings& findings) {
  const auto& calls = findings.trace.calls;
  const Requests requests(options.run, calls);
  const runtime::ServiceClock clock = serving.clock();
  GrpcTransport transport(serving.connection());
  {
    Progress progress(calls.front().received_at_ms, options.speed, findings.zone);
    findings.played = Player(plan, requests, clock, transport).play([&](const PlayState& state) {
      serving.require_going_on();
      progress.show(state);
    });
  }
  findings.records = read_back(requests, calls.size(), transport);
}

v1::ComplianceRow compliance(const client::Services& services, const std::vector<trace::TraceCall>& calls) {
  v1::GetComplianceRequest request;
  request.set_from_ms(calls.front().received_at_ms);
  request.set_to_ms(calls.back().received_at_ms + 1);
  return allowed(services.call(request)).total();
}

void write(const std::filesystem::path& to, const std::string& text) {
  std::ofstream file(to);
  file << text;
  if (!file.flush()) throw NotPlayable("cannot write " + to.string());
}

bool replay_through(Serving& serving, const Options& options, Findings findings) {
  const auto& calls = findings.trace.calls;
  const client::Services services(serving.connection());
  const UnitsReady units = allowed(make_units_known(services, serving.settings(), calls));
  say(fmt::format("Playing {} calls with {} units ({} new) at speed {:g}, run {}", calls.size(),
                  units.known + units.registered, units.registered, options.speed, options.run));
  Plan plan = make_plan(calls);
  findings.plan_flaws = plan.flaws;
  play(options, serving, plan, findings);
  findings.compliance = compliance(services, calls);
  conclude(findings);
  if (!options.json.empty()) write(options.json, json_report(findings));
  for (const std::string& line : closing_report(findings, text::look_of(STDOUT_FILENO))) {
    std::cout << line << '\n';
  }
  std::cout.flush();
  return findings.as_the_file();
}

}  // namespace

bool explain(const Options& options) {
  bool usable = false;
  const auto lines =
      explanation(options.trace, trace::load_trace_map(options.map), text::look_of(STDOUT_FILENO), usable);
  for (const std::string& line : lines) std::cout << line << '\n';
  std::cout.flush();
  return usable;
}

bool replay(const Options& options) {
  const trace::TraceMap map = trace::load_trace_map(options.map);
  Findings findings;
  findings.run = options.run;
  findings.speed = options.speed;
  findings.zone = map.time.zone;
  findings.tolerance_ms = options.limit_difference_ms;
  findings.trace = read_slice(options, map);
  if (options.skip_idle) findings.idle = skip_idle(findings.trace.calls);
  Serving serving(options, map, findings.trace.calls);
  try {
    const bool as_the_file = replay_through(serving, options, std::move(findings));
    if (!as_the_file) serving.keep_logs();
    return as_the_file;
  } catch (...) {
    serving.keep_logs();
    throw;
  }
}

}  // namespace turnout::replay
