// One run of turnoutctl: the flags that all subcommands share, and the services.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "client/pages.h"
#include "client/services.h"
#include "client/settings.h"
#include "text/typed_time.h"
#include "turnoutctl/city_now.h"
#include "turnoutctl/errors.h"

namespace turnout::turnoutctl {

// The service whose .proto file declares a request or response.
client::Service service_of(const google::protobuf::Descriptor& message);

class Session {
 public:
  client::Connection connection;
  bool json = false;
  TypedNames typed_names = {};  // of the command that runs

  // Connects on the first use.
  const client::Services& services();

  // Sends a query. Throws Refused; BadInput if the request is too large.
  template <class Request>
  auto ask(const Request& request) {
    require_size(request.ByteSizeLong());
    return allowed(services().call(request));
  }

  // The same for a paged list: returns all pages.
  template <class Request>
  auto ask_all(const Request& request) {
    return allowed(client::all_pages(services(), request));
  }

  // Sends a command. When its outcome is unknown, the error says how to repeat it.
  template <class Request>
  auto carry_out(const Request& request) {
    try {
      return ask(request);
    } catch (const client::Unanswered& unanswered) {
      throw client::Unanswered(unanswered.what() + how_to_repeat(request));
    }
  }

  // Streams; see client::Services::watch. Throws Refused.
  template <class Request, class Response>
  void watch(const Request& request, const client::OnMessage<Response>& on_message) {
    const auto ended = services().watch(request, on_message);
    if (!ended) throw Refused(ended.error());
  }

  // The id that `text` means: a whole id, or the beginning or end of an open incident's id. Throws BadInput.
  std::string incident(const std::string& text);

  // The id of the unit, or station, that `text` means (names.h). Throws BadInput. While dispatch does not answer, what was typed
  // is taken as the unit's id.
  std::string unit(const std::string& text);
  std::string station(const std::string& text, client::Service of);

  // The whole incident. Throws Refused if there is none.
  v1::Incident whole_incident(const std::string& id);

  // All units, for their call signs and crews. While dispatch does not answer: none, after one try.
  std::vector<v1::Unit> units_if_known();

  // What a service said of itself when it was asked first; what all three say now.
  const v1::Settings& settings(client::Service of);
  client::AllSettings all_settings();

  // The service clock, and the city's time zone.
  std::int64_t now_ms(client::Service of);
  const v1::TimeZone& time_zone(client::Service of);
  CityNow city_now(client::Service of);

  // The instant that was typed, see text::instant_of; 0 for an empty text. Throws BadInput, beginning with the
  // flag.
  struct TypedFlag {
    std::string flag;
    std::string text = {};
    text::NearestTime nearest = text::NearestTime::kPast;
    bool has_happened = false;
  };
  std::int64_t instant(const TypedFlag& typed, client::Service of);

 private:
  template <class Response>
  static Response allowed(domain::Outcome<Response> answer) {
    if (!answer) throw Refused(answer.error());
    return *std::move(answer);
  }

  static void require_size(std::size_t bytes);

  template <class Request>
  static std::string how_to_repeat(const Request& request) {
    const std::string lead = "; the outcome is unknown: repeat the same command with --";
    if constexpr (requires { request.request_id(); }) {
      return lead + "request-id " + request.request_id();
    } else {
      return lead + "incident-id " + request.incident_id();
    }
  }

  std::unique_ptr<client::Services> services_;
  std::map<client::Service, v1::Settings> settings_;
};

}  // namespace turnout::turnoutctl
