// Prints streams on standard output, until interrupted.
#pragma once

#include <chrono>
#include <iostream>
#include <string>
#include <thread>

#include "turnoutctl/output.h"
#include "turnoutctl/session.h"

namespace turnout::turnoutctl {

// Prints a line for each message: as JSON, or as the line that `line_of` makes of it. While the service is away it says so once
// on standard error, and goes on after the last message when it is back.
template <class Response, class Request, class LineOf>
void print_stream(Session& session, Request request, const LineOf& line_of) {
  constexpr std::chrono::seconds kPause{1};
  bool away = false;
  const auto print_message = [&](const Response& response) {
    away = false;
    request.set_cursor(response.cursor());
    if (session.json) {
      print_json_line(response);
    } else {
      print(line_of(response));
    }
    return static_cast<bool>(std::cout.flush());
  };
  for (;;) {
    try {
      return session.watch<Request, Response>(request, print_message);
    } catch (const client::Interrupted& interrupted) {
      if (!away) {
        std::cerr << "turnoutctl: " << interrupted.what() << "; the stream goes on when it is back"
                  << std::endl;
      }
      away = true;
      std::this_thread::sleep_for(kPause);
    }
  }
}

// Gives a stream without a cursor the current cursor of a list, so that a break before the first message loses nothing.
template <class ListRequest, class WatchRequest>
void begin_at_present(Session& session, WatchRequest& request) {
  if (!request.cursor().empty()) return;
  ListRequest list;
  list.set_page_size(1);
  request.set_cursor(session.ask(list).cursor());
}

}  // namespace turnout::turnoutctl
