// Commands on reported times: those that wait for a supervisor, and the supervisor's decisions.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

#include "client/words.h"
#include "domain/local_time.h"
#include "domain/orders.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

text::Table pending_table(const v1::ListPendingTimesResponse& response, const v1::TimeZone& zone) {
  using text::Align;
  text::Table table({{"INCIDENT"},
                     {"ORDER", Align::kRight},
                     {"MILESTONE"},
                     {"DEVICE SAID"},
                     {"RECEIVED"},
                     {"APART", Align::kRight},
                     {"UNIT", Align::kLeft, 8},
                     {"REPORTED BY", Align::kLeft, 8},
                     {"SOURCE"},
                     {"STATION", Align::kLeft, 8}});
  for (const v1::PendingTime& time : response.times()) {
    const v1::Stamp& stamp = time.stamp();
    const bool is_start = time.order_number() == 0;
    table.add({time.incident_id(), is_start ? "–" : std::to_string(time.order_number()),
               is_start ? "start" : client::word(time.milestone()),
               text::date_time(stamp.device_at_ms(), zone), text::date_time(stamp.server_at_ms(), zone),
               text::duration(stamp.server_at_ms() - stamp.device_at_ms()), time.unit_id(),
               stamp.reported_by(), client::word(stamp.source()), time.station_id()});
  }
  return table;
}

void list_pending_times(v1::ListPendingTimesRequest& request, Session& session) {
  const auto response = session.ask_all(request);
  if (session.json) return print_json(response);
  if (response.times().empty()) return print("no time waits for a supervisor");
  const v1::TimeZone& zone = session.time_zone(client::Service::kAccountability);
  print("times of " + domain::zone_name(zone));
  print(pending_table(response, zone));
}

// "1 CG3, 2 CG4"
std::string orders_text(const v1::Incident& incident) {
  std::vector<std::string> orders;
  for (const v1::Order& order : incident.orders()) {
    orders.push_back(fmt::format("{} {}", order.number(), order.unit_id()));
  }
  return orders.empty() ? "it has none" : fmt::format("its orders: {}", fmt::join(orders, ", "));
}

// The request names an order by its number, people by its unit: the unit's latest one, or --order of several.
template <class Request>
Row order_of_unit() {
  return [](RequestForm& form) {
    auto& request = static_cast<Request&>(*form.request);
    const auto find = [&form, &request](const std::string& text) {
      const v1::Incident incident = form.session.whole_incident(request.incident_id());
      const v1::Order* order = domain::find_order(incident, form.session.unit(text), request.order_number());
      if (order == nullptr) {
        throw BadInput(
            fmt::format("unit: \"{}\" has no such order on this incident; {}", text, orders_text(incident)));
      }
      request.set_order_number(order->number());
    };
    form.command
        .add_option_function<std::string>(
            "unit", [&form, find](const std::string& text) { form.steps.emplace_back([=] { find(text); }); },
            "id or call sign of the unit")
        ->required();
    option("--order", "order_number", "number of the order [the unit's latest on this incident]")(form);
  };
}

Row milestone() {
  return required("milestone", "milestone", "the milestone");
}

}  // namespace

void add_time_commands(CLI::App& app, Session& session) {
  CLI::App& times =
      subcommand_group(app, {"times", "reported times that wait for a supervisor, and decisions on them"});
  subcommand<v1::ListPendingTimesRequest>(times, session, {"pending", "the times that wait for a supervisor"},
                                          {only_station()}, list_pending_times);
  write_command<v1::ConfirmTimeRequest>(
      times, session, {"confirm", "decide that the device's time of a waiting milestone counts"},
      {incident(), order_of_unit<v1::ConfirmTimeRequest>(), milestone(),
       negated_flag("--reject", "confirmed", "decide that the server's time counts instead"), reason()});
  write_command<v1::CorrectTimeRequest>(
      times, session, {"correct", "replace the time of a milestone; the old time stays in the record"},
      {incident(), order_of_unit<v1::CorrectTimeRequest>(), milestone(),
       required("--at", "at_ms", "the time that counts"), reason()});
  write_command<v1::CorrectStartRequest>(
      times, session,
      {"start", "say when an incident began; the clocks that run from the call are judged by it"},
      {incident(), required("--at", "at_ms", "when it began"), reason()});
}

}  // namespace turnout::turnoutctl
