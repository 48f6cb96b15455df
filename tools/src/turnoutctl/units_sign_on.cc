#include "turnoutctl/flags.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/unit_table.h"

namespace turnout::turnoutctl {
namespace {

struct Options {
  CommandFlags command;
  std::string unit_id;
  std::vector<std::string> officers;
  std::vector<std::string> auxiliaries;
  std::string until;
};

constexpr std::int64_t kDayMs = 24 * 3'600'000;

// An hour alone is read as the last time that the clock showed it: a shift ends the next time.
std::int64_t end_of_shift_ms(const std::string& until, Session& session) {
  const std::int64_t at_ms = session.instant("--until", until, client::Service::kDispatch);
  const bool is_hour = until.find('-') == std::string::npos;
  return is_hour && at_ms != 0 ? at_ms + kDayMs : at_ms;
}

void run(const Options& options, Session& session) {
  v1::SignOnRequest request;
  sign(request, options.command);
  request.set_unit_id(options.unit_id);
  for (const std::string& officer : options.officers) request.add_officers(officer);
  for (const std::string& auxiliary : options.auxiliaries) request.add_auxiliaries(auxiliary);
  request.set_ends_at_ms(end_of_shift_ms(options.until, session));
  print_unit(session, session.carry_out(request));
}

}  // namespace

void add_units_sign_on(CLI::App& units, Session& session) {
  auto [command, options] =
      subcommand<Options>(units, session, {"sign-on", "a crew goes aboard: the unit may be sent"}, run);
  add_unit(command, options.unit_id);
  command
      .add_option("--officer", options.officers, "id of an officer aboard, the leader first; may be repeated")
      ->required();
  command.add_option("--auxiliary", options.auxiliaries, "id of an auxiliary aboard; may be repeated");
  command.add_option("--until", options.until, "end of the shift; 20:00 is the next one");
  add_command_flags(command, options.command);
}

}  // namespace turnout::turnoutctl
