#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <limits>

#include "client/seconds_flag.h"
#include "text/terminal.h"
#include "turnoutctl/board_view.h"
#include "turnoutctl/local_subcommand.h"
#include "turnoutctl/mine.h"
#include "turnoutctl/output.h"
#include "turnoutctl/rows.h"
#include "turnoutctl/screen.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/ticks.h"

namespace turnout::turnoutctl {
namespace {

using Steady = std::chrono::steady_clock;

struct BoardOptions {
  bool once = false;
  std::chrono::milliseconds time{0};  // 0 = until interrupted
  std::string station = {};           // as typed
  bool mine = false;
  std::string actor = default_actor();
};

// The constant data of a board.
struct Board {
  std::string district;
  runtime::ServiceClock clock;
  v1::TimeZone zone;
  ShownNames names;
  BoardScope scope;

  BoardFrame frame(const BoardState& state, int rows, std::size_t scroll) const {
    return board_frame(
        state, scope, {.district = district, .now = {.now_ms = clock.now_ms(), .zone = zone}, .names = names},
        {.look = output_look(), .rows = rows, .scroll = scroll});
  }
};

void show_once(const Board& board, const BoardState& state, bool json) {
  if (!json) return print(board.frame(state, 0, 0).lines);
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

// Where the first incident on the screen is after a key.
std::size_t scrolled(const BoardFrame& frame, Key key) {
  switch (key) {
    case Key::kUp:
      return frame.scroll - std::min<std::size_t>(frame.scroll, 1);
    case Key::kDown:
      return frame.scroll + 1;
    case Key::kPageUp:
      return frame.scroll - std::min(frame.scroll, frame.page);
    case Key::kPageDown:
      return frame.scroll + frame.page;
    case Key::kHome:
      return 0;
    case Key::kEnd:
      return std::numeric_limits<std::size_t>::max();
    default:
      return frame.scroll;
  }
}

// Draws a frame every second and after every key until `until` or a stop signal.
template <class Draw>
void draw_until(Steady::time_point until, Ticks& ticks, const Draw& draw) {
  constexpr std::chrono::milliseconds kFrame{1000};
  std::size_t scroll = 0;
  for (;;) {
    const BoardFrame frame = draw(scroll);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Steady::now());
    const Tick tick = left.count() <= 0 ? Tick::kStop : ticks.next(std::min(kFrame, left));
    if (tick == Tick::kStop) return;
    scroll = tick == Tick::kKey ? scrolled(frame, ticks.key()) : frame.scroll;
  }
}

void show_live(const Board& board, const BoardFeed& feed, Ticks& ticks, Steady::time_point until) {
  if (!text::is_terminal(STDOUT_FILENO)) {
    return draw_until(until, ticks, [&](std::size_t scroll) {
      BoardFrame frame = board.frame(feed.state(), 0, scroll);
      print(frame.lines);
      std::cout << std::endl;
      return frame;
    });
  }
  Screen screen;
  draw_until(until, ticks, [&](std::size_t scroll) {
    BoardFrame frame = board.frame(feed.state(), std::max(1, text::terminal_rows(STDOUT_FILENO) - 1), scroll);
    screen.draw(frame.lines);
    return frame;
  });
}

void run_board(const BoardOptions& options, Session& session) {
  Ticks ticks(text::is_terminal(STDIN_FILENO) ? STDIN_FILENO : -1);
  // The board shows at once which service does not answer, and tries again every second.
  session.connection.retry_for = std::chrono::milliseconds(0);
  const v1::Settings& settings = session.settings(client::Service::kIntake);
  const Board board{
      .district = settings.district(),
      .clock = client::service_clock(settings),
      .zone = settings.policy().time_zone(),
      .names = ShownNames(settings),
      .scope = {.station_id =
                    options.station.empty() ? "" : session.station(options.station, client::Service::kIntake),
                .person = options.mine ? options.actor : ""}};
  const auto state = read_board(session.services(), board.scope);
  if (!state) throw Refused(state.error());
  if (options.once || session.json) return show_once(board, *state, session.json);

  const BoardFeed feed(session.services(), board.scope, *state);
  const auto until = options.time.count() > 0 ? Steady::now() + options.time : Steady::time_point::max();
  show_live(board, feed, ticks, until);
}

}  // namespace

void add_board(CLI::App& app, Session& session) {
  auto [command, options] =
      local_subcommand<BoardOptions>(app, session,
                                     {"board",
                                      "live board: open incidents, the most urgent first, and units; arrow "
                                      "keys scroll, q or Ctrl-C ends it"},
                                     run_board);
  command.add_flag(
      "--once", options.once,
      "print it once and end (so does --json: incidents, units and the oldest escalations, one per line)");
  command.add_option("--station", options.station, "only this station's incidents and units")
      ->type_name("STATION");
  command.add_flag("--mine", options.mine, kMineMeaning);
  command.add_option("--actor", options.actor,
                     "for --mine: the person's id (TURNOUT_ACTOR, else the login name)");
  client::add_seconds_flag(command, options.time,
                           {"--for", "end after this many seconds, 0.1 to 86400", 0.1, 86'400});
}

}  // namespace turnout::turnoutctl
