// Prints streams on standard output, until interrupted.
#pragma once

#include <chrono>
#include <iostream>
#include <string>
#include <thread>

#include "turnoutctl/errors.h"
#include "turnoutctl/output.h"
#include "turnoutctl/session.h"

namespace turnout::turnoutctl {

// Whether a message says nothing but how far the stream is.
template <class Response>
bool is_heartbeat(const Response& response) {
  Response only_cursor;
  only_cursor.set_cursor(response.cursor());
  return response.ByteSizeLong() == only_cursor.ByteSizeLong();
}

// Prints a line for each message: as JSON, or as the line that `line_of` makes of it. While the service is away it says so once
// on standard error, and goes on after the last message when it is back; if the service refuses that cursor by then, it says so
// and goes on with a cursor of `begin`, which takes the request.
template <class Response, class Request, class Begin, class LineOf>
void print_stream(Session& session, Request request, const Begin& begin, const LineOf& line_of) {
  constexpr std::chrono::seconds kPause{1};
  bool away = false;
  std::string last_cursor;
  const auto print_message = [&](const Response& response) {
    away = false;
    last_cursor = response.cursor();
    request.set_cursor(last_cursor);
    if (is_heartbeat(response)) return true;
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
    } catch (const Refused& refused) {
      const bool is_ours = !last_cursor.empty() && request.cursor() == last_cursor;
      if (!is_ours || refused.refusal().reason() != v1::REFUSAL_REASON_CURSOR_UNKNOWN) throw;
      std::cerr << "turnoutctl: " << refused.what()
                << "; changes are missing here, the stream goes on from now" << std::endl;
      request.clear_cursor();
      begin(request);
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
