// Prints streams on standard output, until interrupted.
#pragma once

#include <iostream>
#include <string>

#include "turnoutctl/output.h"
#include "turnoutctl/session.h"

namespace turnout::turnoutctl {

// Prints a line for each message: as JSON, or as the line that `line_of` makes of it.
template <class Response, class Request, class LineOf>
void print_stream(Session& session, const Request& request, const LineOf& line_of) {
  session.watch<Request, Response>(request, [&session, &line_of](const Response& response) {
    if (session.json) {
      print_json_line(response);
    } else {
      print(line_of(response));
    }
    return static_cast<bool>(std::cout.flush());
  });
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
