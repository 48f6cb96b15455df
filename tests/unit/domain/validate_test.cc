#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "domain/commands.h"
#include "domain/queries.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

// A change to a valid request, as text that is merged into it, and the field that is then at fault; empty =
// none, it is still valid.
struct FormRow {
  std::string field;
  std::string change;
};

// A request as `Story` would send it.
template <class Request>
Request complete(Command<Request> command) {
  if constexpr (requires { command.request.set_request_id(""); }) command.request.set_request_id("r-1");
  return command.request;
}

template <class Request>
Request on_incident() {
  Request request;
  request.set_incident_id(kIncident);
  return request;
}

void expect(const domain::Outcome<void>& outcome, const FormRow& row) {
  SCOPED_TRACE(row.field + " by " + row.change);
  if (outcome) {
    EXPECT_EQ(row.field, "") << "was accepted";
    return;
  }
  EXPECT_EQ(outcome.error().reason(), v1::REFUSAL_REASON_INVALID_FIELD);
  EXPECT_EQ(outcome.error().field(), row.field) << outcome.error().message();
  EXPECT_EQ(outcome.error().message().substr(0, row.field.size()), row.field);
}

template <class Request>
void expect_all(const Request& valid, const std::vector<FormRow>& rows) {
  expect(domain::validate(valid), {"", "nothing"});
  for (const FormRow& row : rows) {
    Request request = valid;
    ASSERT_TRUE(google::protobuf::TextFormat::MergeFromString(row.change, &request)) << row.change;
    expect(domain::validate(request), row);
  }
}

// `field: "…"` with that many characters of three bytes.
std::string chinese(const std::string& field, int characters) {
  std::string text = field + ": \"";
  for (int i = 0; i < characters; ++i) text += "警";
  return text + "\"";
}

std::string long_id(const std::string& field) {
  return field + ": \"" + std::string(65, 'a') + "\"";
}

TEST(Form, OfAReport) {
  expect_all(complete(report()), {{"", chinese("place { address { text", 300) + "}}"},
                                  {"", "place { position { latitude_deg: -90 longitude_deg: 180 } }"},
                                  {"", R"(type: "" station_id: "" priority: 0)"},
                                  {"incident_id", R"(incident_id: "")"},
                                  {"incident_id", R"(incident_id: "incident-1")"},
                                  {"incident_id", R"(incident_id: "0199c0de-0000-4000-8000-000000000001")"},
                                  {"incident_id", R"(incident_id: "0199C0DE-0000-7000-8000-000000000001")"},
                                  {"incident_id", R"(incident_id: "0199c0de00000-7000-8000-000000000001")"},
                                  {"incident_id", R"(incident_id: "0199c0de-0000-7000-8000-00000000000")"},
                                  {"incident_id", R"(incident_id: "0199c0de-0000-7000-8000-00000000000g")"},
                                  {"station_id", long_id("station_id")},
                                  {"station_id", R"(station_id: "派出所")"},
                                  {"type", chinese("type", 65)},
                                  {"priority", "priority: 4"},
                                  {"priority", "priority: -1"}});
}

TEST(Form, OfACall) {
  expect_all(complete(report()), {{"", R"(call { caller { words: "盗窃\n\t正在进行" } })"},
                                  {"", R"(call { caller { words: "\302\240" } })"},
                                  {"", "call { ring_at_ms: 253402300799999 }"},
                                  {"call.source", "call { source: 0 }"},
                                  {"call.source", "call { source: 6 }"},
                                  {"call.caller.name", chinese("call { caller { name", 101) + "}}"},
                                  {"call.caller.name", R"(call { caller { name: "a\nb" } })"},
                                  {"call.caller.phone", R"(call { caller { phone: "1\000" } })"},
                                  {"call.caller.phone", chinese("call { caller { phone", 33) + "}}"},
                                  {"call.ring_at_ms", "call { ring_at_ms: -1 }"},
                                  {"call.answered_at_ms", "call { answered_at_ms: 253402300800000 }"},
                                  {"call.hung_up_at_ms", "call { hung_up_at_ms: 9223372036854775807 }"},
                                  {"call.received_by", R"(call { received_by: "" })"},
                                  {"call.received_by", R"(call { received_by: "a b" })"},
                                  {"call.caller.words", chinese("call { caller { words", 2'001) + "}}"},
                                  {"call.caller.words", R"(call { caller { words: "a\r\nb" } })"},
                                  {"call.caller.words", R"(call { caller { words: "\033[2J" } })"},
                                  {"call.caller.words", R"(call { caller { words: "\177" } })"},
                                  {"call.caller.words", R"(call { caller { words: "\302\2332J" } })"}});
  auto without_call = complete(report());
  without_call.clear_call();
  expect(domain::validate(without_call), {"call", "its absence"});
}

TEST(Form, OfAPlace) {
  const std::string latitude = "place { position { latitude_deg: ";
  const std::string longitude = "place { position { longitude_deg: ";
  expect_all(complete(report()), {{"place.position.latitude_deg", latitude + "nan } }"},
                                  {"place.position.latitude_deg", latitude + "inf } }"},
                                  {"place.position.latitude_deg", latitude + "-inf } }"},
                                  {"place.position.latitude_deg", latitude + "90.000001 } }"},
                                  {"place.position.longitude_deg", longitude + "nan } }"},
                                  {"place.position.longitude_deg", longitude + "inf } }"},
                                  {"place.position.longitude_deg", longitude + "-inf } }"},
                                  {"place.position.longitude_deg", longitude + "-180.1 } }"},
                                  {"place.address.text", chinese("place { address { text", 301) + "}}"},
                                  {"place.address.text", R"(place { address { text: "a\tb" } })"}});
}

TEST(Form, OfCommandsOfTheDesk) {
  expect_all(complete(add_call()), {{"request_id", R"(request_id: "")"},
                                    {"request_id", long_id("request_id")},
                                    {"incident_id", R"(incident_id: "")"},
                                    {"call.source", "call { source: 0 }"}});
  expect_all(complete(note()), {{"", R"(text: "line\nline")"},
                                {"request_id", R"(request_id: "r-1\n")"},
                                {"actor", R"(actor: "")"},
                                {"text", R"(text: "")"},
                                {"text", chinese("text", 2'001)}});
  expect_all(complete(amend()), {{"", R"(station_id: "")"},
                                 {"place.position.latitude_deg", "place { position { latitude_deg: nan } }"},
                                 {"type", R"(type: "a\001")"},
                                 {"priority", "priority: 9"},
                                 {"station_id", R"(station_id: "a/b")"}});
  auto amends_nothing = complete(amend());
  amends_nothing.clear_place();
  expect(domain::validate(amends_nothing), {"place", "nothing amended"});
  expect_all(complete(cancel()), {{"reason", R"(reason: "")"}, {"reason", chinese("reason", 301)}});
}

TEST(Form, OfCommandsOnUnits) {
  std::string crew;
  for (int i = 0; i < 16; ++i) crew += R"(officers: "officer-1" )";
  expect_all(complete(register_unit()),
             {{"", "details { " + crew + "}"},
              {"unit_id", R"(unit_id: "")"},
              {"details.district", R"(details { district: "" })"},
              {"details.station_id", R"(details { station_id: "" })"},
              {"details.call_sign", chinese("details { call_sign", 65) + "}"},
              {"details.kind", "details { kind: 5 }"},
              {"details.officers", "details { " + crew + R"(officers: "officer-1" })"},
              {"details.officers", R"(details { officers: "" })"},
              {"details.base.longitude_deg", "details { base { longitude_deg: nan } }"}});
  expect_all(complete(set_status(v1::UNIT_STATUS_AVAILABLE)), {{"", "status: UNIT_STATUS_OUT_OF_SERVICE"},
                                                               {"unit_id", R"(unit_id: "car 1")"},
                                                               {"status", "status: UNIT_STATUS_UNSPECIFIED"},
                                                               {"status", "status: UNIT_STATUS_EN_ROUTE"},
                                                               {"status", "status: 6"},
                                                               {"reason", chinese("reason", 301)}});
  expect_all(complete(assign()), {{"actor", R"(actor: "")"},
                                  {"incident_id", R"(incident_id: "0199c0de-0000-1000-8000-000000000001")"},
                                  {"unit_id", R"(unit_id: "")"},
                                  {"district", R"(district: "a b")"},
                                  {"device_at_ms", "device_at_ms: -1"},
                                  {"source", "source: 6"}});
  expect_all(complete(recall()), {{"unit_id", long_id("unit_id")}, {"reason", R"(reason: "")"}});
}

TEST(Form, OfCommandsOfTheRoad) {
  expect_all(complete(milestone(v1::MILESTONE_READ)),
             {{"unit_id", R"(unit_id: "")"},
              {"milestone", "milestone: MILESTONE_UNSPECIFIED"},
              {"milestone", "milestone: MILESTONE_ASSIGNED"},
              {"milestone", "milestone: 8"},
              {"device_at_ms", "device_at_ms: 253402300800000"},
              {"source", "source: -1"},
              {"position.latitude_deg", "position { latitude_deg: -inf }"}});
  expect_all(complete(decline()), {{"unit_id", R"(unit_id: "")"},
                                   {"reason", "reason: DECLINE_REASON_UNSPECIFIED"},
                                   {"text", R"(reason: DECLINE_REASON_OTHER text: "")"}});
  expect_all(complete(disposition()), {{"code", R"(code: "")"},
                                       {"code", chinese("code", 65)},
                                       {"code", R"(code: "a\nb")"},
                                       {"text", chinese("text", 2'001)}});
  expect_all(complete(close()), {{"actor", R"(actor: "")"}, {"incident_id", R"(incident_id: "1")"}});
  expect_all(complete(reopen()), {{"reason", R"(reason: "")"}, {"reason", R"(reason: "a\nb")"}});
}

TEST(Form, OfQueriesOfTheDesk) {
  expect_all(on_incident<v1::GetIncidentRequest>(), {{"incident_id", R"(incident_id: "")"}});
  expect_all(v1::ListIncidentsRequest(), {{"", "page_size: 500"},
                                          {"station_id", R"(station_id: " ")"},
                                          {"page_size", "page_size: 501"},
                                          {"page_token", long_id("page_token")}});
  expect_all(v1::WatchIncidentsRequest(),
             {{"cursor", R"(cursor: "1 2")"}, {"station_id", long_id("station_id")}});
}

TEST(Form, OfQueriesOnUnits) {
  expect_all(v1::ListUnitsRequest(),
             {{"station_id", long_id("station_id")}, {"page_size", "page_size: 501"}});
  expect_all(on_incident<v1::RecommendUnitsRequest>(),
             {{"", "limit: 50"}, {"limit", "limit: 51"}, {"incident_id", R"(incident_id: "incident-1")"}});
  v1::WatchOrdersRequest orders;
  orders.set_unit_id("car-1");
  expect_all(orders, {{"unit_id", R"(unit_id: "")"}, {"cursor", long_id("cursor")}});
}

TEST(Form, OfQueriesOfTheRecord) {
  expect_all(on_incident<v1::GetTimelineRequest>(), {{"incident_id", R"(incident_id: "")"},
                                                     {"page_size", "page_size: 4294967295"},
                                                     {"page_token", R"(page_token: "\n")"}});
  expect_all(v1::GetComplianceRequest(), {{"", "from_ms: 2"},
                                          {"", "from_ms: 2 to_ms: 2"},
                                          {"from_ms", "from_ms: -1"},
                                          {"to_ms", "to_ms: 253402300800000"},
                                          {"to_ms", "from_ms: 2 to_ms: 1"},
                                          {"station_id", R"(station_id: "/")"},
                                          {"area_class", "area_class: 4"},
                                          {"priority", "priority: 4"}});
}

}  // namespace
}  // namespace turnout::testing
