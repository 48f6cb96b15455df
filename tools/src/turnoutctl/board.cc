#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "client/seconds_flag.h"
#include "text/terminal.h"
#include "turnoutctl/board_view.h"
#include "turnoutctl/local_subcommand.h"
#include "turnoutctl/output.h"
#include "turnoutctl/screen.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/ticks.h"

namespace turnout::turnoutctl {
namespace {

using Steady = std::chrono::steady_clock;

struct BoardOptions {
  bool once = false;
  std::chrono::milliseconds time{0};  // 0 = until interrupted
};

// The constant data of a board.
struct Board {
  std::string district;
  runtime::ServiceClock clock;
  v1::TimeZone zone;

  std::vector<std::string> lines(const BoardState& state, int rows) const {
    return board_lines(state, district, {.now_ms = clock.now_ms(), .zone = zone},
                       {.look = output_look(), .rows = rows});
  }
};

void show_once(const Board& board, const BoardState& state, bool json) {
  if (!json) return print(board.lines(state, 0));
  v1::ListIncidentsResponse incidents;
  for (const auto& [id, incident] : state.incidents) *incidents.add_incidents() = incident;
  v1::ListUnitsResponse units;
  units.mutable_units()->Assign(state.units.begin(), state.units.end());
  v1::ListEscalationsResponse escalations;
  escalations.mutable_escalations()->Assign(state.escalations.begin(), state.escalations.end());
  print_json_line(incidents);
  print_json_line(units);
  print_json_line(escalations);
}

// Draws a frame every second until `until` or a stop signal.
template <class Draw>
void draw_until(Steady::time_point until, Ticks& ticks, const Draw& draw) {
  constexpr std::chrono::milliseconds kFrame{1000};
  for (;;) {
    draw();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Steady::now());
    if (left.count() <= 0 || ticks.next(std::min(kFrame, left)) == Tick::kStop) return;
  }
}

void show_live(const Board& board, const BoardFeed& feed, Ticks& ticks, Steady::time_point until) {
  if (!text::is_terminal(STDOUT_FILENO)) {
    return draw_until(until, ticks, [&] {
      print(board.lines(feed.state(), 0));
      std::cout << std::endl;
    });
  }
  Screen screen;
  draw_until(until, ticks, [&] {
    screen.draw(board.lines(feed.state(), std::max(1, text::terminal_rows(STDOUT_FILENO) - 1)));
  });
}

void run_board(const BoardOptions& options, Session& session) {
  Ticks ticks(text::is_terminal(STDIN_FILENO) ? STDIN_FILENO : -1);
  // The board shows at once which service does not answer, and tries again every second.
  session.connection.retry_for = std::chrono::milliseconds(0);
  const v1::Settings& settings = session.settings(client::Service::kIntake);
  const Board board{.district = settings.district(),
                    .clock = client::service_clock(settings),
                    .zone = settings.policy().time_zone()};
  const auto state = read_board(session.services());
  if (!state) throw Refused(state.error());
  if (options.once || session.json) return show_once(board, *state, session.json);

  const BoardFeed feed(session.services(), *state);
  const auto until = options.time.count() > 0 ? Steady::now() + options.time : Steady::time_point::max();
  show_live(board, feed, ticks, until);
}

}  // namespace

void add_board(CLI::App& app, Session& session) {
  auto [command, options] = local_subcommand<BoardOptions>(
      app, session, {"board", "live board: open incidents by time left, and units; q or Ctrl-C ends it"},
      run_board);
  command.add_flag(
      "--once", options.once,
      "print it once and end (so does --json: incidents, units and the oldest escalations, one per line)");
  client::add_seconds_flag(command, options.time,
                           {"--for", "end after this many seconds, 0.1 to 86400", 0.1, 86'400});
}

}  // namespace turnout::turnoutctl
