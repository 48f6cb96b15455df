// Builds subcommands from a request, the rows that fill it, and a function that sends it.
//
//   write_command<v1::RecallUnitRequest>(app, session, {"recall", "withdraw an active order"},
//                                        {incident(), unit(), reason()});
#pragma once

#include <memory>

#include "turnoutctl/outcome.h"
#include "turnoutctl/rows.h"
#include "turnoutctl/session.h"

namespace turnout::turnoutctl {

struct Title {
  const char* name;
  const char* purpose;
};

// A subcommand of `parent` with --json.
CLI::App& new_subcommand(CLI::App& parent, Session& session, const Title& title);
// A subcommand that only has subcommands; one of them must be given.
CLI::App& subcommand_group(CLI::App& parent, const Title& title);

// Calls `run` when the whole command line is read, unless a subcommand of `command` was given.
void when_given(CLI::App& command, std::function<void()> run);
// The same, with the request filled by the rows.
void when_given(RequestForm form, const Rows& rows, std::function<void()> run);

// `run` gets the filled request. Further subcommands may be added to the result.
template <class Request>
CLI::App& subcommand(CLI::App& parent, Session& session, const Title& title, const Rows& rows,
                     void (*run)(Request&, Session&)) {
  CLI::App& command = new_subcommand(parent, session, title);
  const auto request = std::make_shared<Request>();
  when_given({.command = command, .session = session, .request = request}, rows,
             [request, run, &session] { run(*request, session); });
  return command;
}

// A command that changes something: sends the request and prints the result.
template <class Request>
void carry_out_and_print(Request& request, Session& session) {
  print_outcome(session, request, session.carry_out(request));
}

template <class Request>
void write_command(CLI::App& parent, Session& session, const Title& title, const Rows& rows) {
  subcommand<Request>(parent, session, title, rows, carry_out_and_print<Request>);
}

}  // namespace turnout::turnoutctl
