// turnoutctl: Turnout's services at the command line.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "geo/data_error.h"
#include "text/width.h"
#include "turnoutctl/session.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/usage.h"

namespace turnout::turnoutctl {
namespace {

constexpr const char* kFooter =
    "Times: 14:03:07 (of the last 12 hours), \"2026-11-23 14:03:07\" or 2026-11-23T14:03:07+08:00. Without "
    "an "
    "offset they\n"
    "are the city's, by the time zone of its policy; so is what is shown. Incidents: the whole id, or the\n"
    "beginning or end of an open incident's id. Units: id or call sign. Stations: id or name. Words also in\n"
    "Chinese: milestone … 签收. Connection options may also stand after the subcommand.\n"
    "\n"
    "tools/turnoutctl dashboards check runs every query of the Grafana dashboards; see its "
    "--help.\n"
    "\n"
    "Exit codes:\n"
    "  0  done\n"
    "  1  refused by the service: nothing was changed\n"
    "  2  wrong usage or input\n"
    "  3  a service is unavailable, the services have different settings, or the outcome is unknown";

void require_utf8(int count, char** words) {
  for (int i = 1; i < count; ++i) {
    if (!text::is_utf8(words[i])) throw BadInput(fmt::format("argument {} is not valid UTF-8", i));
  }
}

int complain(const std::string& sentence, ExitCode code) {
  std::cout.flush();
  std::cerr << "turnoutctl: " << text::printable(sentence) << '\n';
  return code;
}

int run_turnoutctl(int count, char** words) {
  CLI::App app("Reports, dispatches and follows police incidents through Turnout's services.", "turnoutctl");
  Session session;
  app.footer(kFooter);
  app.fallthrough();
  app.require_subcommand(1);
  client::add_connection_flags(app, session.connection);
  add_subcommands(app, session);
  try {
    require_utf8(count, words);
    app.parse(count, words);
    return kDone;
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& wrong) {
    return complain(usage_fault(app, wrong), kBadInput);
  } catch (const BadInput& wrong) {
    return complain(wrong.what(), kBadInput);
  } catch (const geo::DataError& wrong) {
    return complain(wrong.what(), kBadInput);
  } catch (const Refused& refused) {
    return complain("refused: " + refusal_text(refused.refusal(), session.typed_names), kRefused);
  } catch (const client::Unanswered& unanswered) {
    return complain(unanswered.what(), kUnanswered);
  }
}

}  // namespace
}  // namespace turnout::turnoutctl

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): printing an error may fail
  return turnout::turnoutctl::run_turnoutctl(argc, argv);
}
