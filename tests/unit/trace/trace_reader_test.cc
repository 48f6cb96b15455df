#include "trace/trace_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "geo/data_error.h"
#include "testing/temporary_folder.h"

namespace turnout::trace {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TraceMap map() {
  return parse_trace_map(R"yaml(
columns:
  call: Call
  unit: Unit
  received: Received
  dispatched: Dispatched
  en_route: Response
  on_scene: Scene
  available: Free
  stages: [Received, Dispatched, Response, Scene, Hospital, Free]
  location: Place
  type: Type
  priority: Priority
location_pattern: "({latitude}, {longitude})"
time:
  format: "%Y-%m-%d %H:%M:%S"
  zone: UTC
priorities:
  A: emergency
jurisdictions:
  id: id
)yaml",
                         "map.yaml");
}

const std::string kHeader =
    "Call,Unit,Type,Priority,Received,Dispatched,Response,Scene,Hospital,Free,Place\n";
constexpr std::int64_t kNoonMs = 1'772'452'800'000;  // 2026-03-02 12:00:00

// "12:00:00" → a full time; anything else stays.
std::string time(const std::string& text) {
  return text.size() == 8 && text[2] == ':' ? "2026-03-02 " + text : text;
}

struct RowText {
  std::string call = "1";
  std::string unit = "P1";
  std::string received = "12:00:00";
  std::string dispatched = "12:01:00";
  std::string en_route = "12:02:00";
  std::string on_scene = "12:05:00";
  std::string hospital = {};
  std::string free = "12:30:00";
  std::string type = "fight";
  std::string priority = "A";
  std::string place = "\"(34.5, 150.25)\"";

  std::string line() const {
    return call + "," + unit + "," + type + "," + priority + "," + time(received) + "," + time(dispatched) +
           "," + time(en_route) + "," + time(on_scene) + "," + time(hospital) + "," + time(free) + "," +
           place + "\n";
  }
};

Trace read(std::initializer_list<RowText> rows) {
  std::string text = kHeader;
  for (const RowText& row : rows) text += row.line();
  return parse_trace(text, "trace.csv", map());
}

std::vector<std::string> found(const Trace& trace) {
  std::vector<std::string> flaws;
  for (std::size_t kind = 0; kind < kFlawKinds; ++kind) {
    const std::size_t count = trace.flaws.count(static_cast<Flaw>(kind));
    const std::string name(describe(static_cast<Flaw>(kind)).name);
    if (count > 0) flaws.push_back(count == 1 ? name : name + " x" + std::to_string(count));
  }
  return flaws;
}

TEST(Trace, GroupsRowsIntoCallsWithTheirAssignments) {
  const Trace trace = read({{.call = "7",
                             .received = "12:10:00",
                             .dispatched = "12:11:00",
                             .en_route = "12:12:00",
                             .on_scene = "12:13:00"},
                            {.unit = "P 2", .dispatched = "12:03:00", .en_route = "12:04:00"},
                            {.unit = "P3"}});
  EXPECT_EQ(trace.rows, 3U);
  ASSERT_EQ(trace.calls.size(), 2U);
  const TraceCall& call = trace.calls[0];
  EXPECT_EQ(call.number, "1");
  EXPECT_EQ(call.type, "fight");
  EXPECT_EQ(call.priority, v1::PRIORITY_EMERGENCY);
  EXPECT_EQ(call.position->latitude_deg(), 34.5);
  EXPECT_EQ(call.position->longitude_deg(), 150.25);
  EXPECT_EQ(call.received_at_ms, kNoonMs);
  ASSERT_EQ(call.orders.size(), 2U);
  EXPECT_EQ(call.orders[0].unit_id, "P3");
  EXPECT_EQ(call.orders[0].row, 4U);
  EXPECT_EQ(call.orders[0].dispatched_at_ms, kNoonMs + 60'000);
  EXPECT_EQ(call.orders[0].en_route_at_ms, kNoonMs + 120'000);
  EXPECT_EQ(call.orders[0].on_scene_at_ms, kNoonMs + 300'000);
  EXPECT_EQ(call.orders[0].available_at_ms, kNoonMs + 1'800'000);
  EXPECT_EQ(call.orders[1].unit_id, "P_2");
  EXPECT_EQ(trace.calls[1].number, "7");
  EXPECT_THAT(found(trace), ElementsAre());
}

TEST(Trace, IsReadFromGzipWithAByteOrderMark) {
  const testing::TemporaryFolder folder;
  const auto file =
      folder.write_gzip("trace.csv.gz", "\xEF\xBB\xBF" + kHeader + RowText{.type = "\"纠纷, 打架\""}.line());
  EXPECT_EQ(read_trace(file, map()).calls.at(0).type, "纠纷, 打架");
}

TEST(Trace, TakesThePlaceFromTwoColumns) {
  TraceMap two = map();
  two.columns.location.clear();
  two.columns.latitude = "Hospital";
  two.columns.longitude = "Place";
  two.columns.stages.clear();
  const Trace trace = parse_trace(kHeader + RowText{.hospital = "34.5", .place = "150.25"}.line(), "t", two);
  EXPECT_EQ(trace.calls.at(0).position->longitude_deg(), 150.25);
}

struct Flawed {
  std::string name;
  std::vector<RowText> rows;
  std::vector<std::string> flaws;

  friend std::ostream& operator<<(std::ostream& out, const Flawed& shown) { return out << shown.name; }
};

// Each beside a good row of another call, which must survive.
const Flawed kFlawed[] = {
    {"NoCall", {{.call = ""}}, {"no_call"}},
    {"NoUnit", {{.unit = ""}}, {"no_unit"}},
    {"RepeatedRow", {{}, {}}, {"repeated_row"}},
    {"NoReceived", {{.received = ""}, {.unit = "P2", .received = ""}}, {"no_received x2"}},
    {"UnreadableReceived", {{.received = "soon"}}, {"no_received", "unreadable_time"}},
    {"ReceivedFromAnotherRow", {{.received = ""}, {.unit = "P2"}}, {}},
    {"WrongFieldCount", {{.type = "fight,knife"}}, {"wrong_field_count"}},
    {"InvalidUtf8", {{.type = "\xC3("}}, {"unprintable_text"}},
    {"ControlCharacter", {{.unit = "P\a"}}, {"unprintable_text"}},
    {"UnreadableTime",
     {{.on_scene = "25:00:00", .free = "2026-02-30 12:00:00"}},
     {"unreadable_time", "no_on_scene", "no_available"}},
    {"NoLocation", {{.place = ""}}, {"no_location"}},
    {"LocationOutside", {{.place = "\"(134.5, 150.25)\""}}, {"no_location"}},
    {"LocationNaN", {{.place = "\"(nan, 150.25)\""}}, {"no_location"}},
    {"UnknownPriority", {{.priority = "Z"}}, {"unknown_priority"}},
    {"CallDiffers", {{}, {.unit = "P2", .received = "12:00:01"}}, {"call_differs"}},
    {"NoDispatched", {{.dispatched = ""}}, {"no_dispatched"}},
    {"NeverEnRoute",
     {{.en_route = "", .on_scene = ""}},
     {"no_en_route", "no_on_scene", "call_never_en_route"}},
    {"NoAvailable", {{.free = ""}}, {"no_available"}},
    {"OtherStageOutOfOrder", {{.hospital = "12:40:00"}}, {"stages_out_of_order"}},
    {"PlayedStageOutOfOrder",
     {{.on_scene = "12:31:00"}},
     {"stages_out_of_order", "played_stages_out_of_order"}},
    {"EnRouteIsOnScene", {{.en_route = "12:05:00"}}, {"en_route_is_on_scene"}},
    {"OneHourLate",
     {{},
      {.unit = "P2",
       .dispatched = "13:00:00",
       .en_route = "13:00:05",
       .on_scene = "13:00:10",
       .free = "13:01:00"}},
     {"call_with_gap"}},
    {"AddedLate",
     {{.free = "13:10:00"},
      {.unit = "P2",
       .dispatched = "13:00:01",
       .en_route = "13:00:05",
       .on_scene = "13:00:10",
       .free = "13:01:00"}},
     {"added_late"}},
    {"Overlapping",
     {{},
      {.call = "2",
       .dispatched = "12:29:59",
       .en_route = "12:30:05",
       .on_scene = "12:30:10",
       .free = "12:40:00"}},
     {"overlapping"}},
    {"FreeAtTheInstantOfTheNext",
     {{},
      {.call = "2",
       .dispatched = "12:30:00",
       .en_route = "12:30:05",
       .on_scene = "12:30:10",
       .free = "12:40:00"}},
     {}},
    {"StartedInField", {{.dispatched = "12:00:00"}}, {"call_started_in_field"}},
};

class FlawedRows : public ::testing::TestWithParam<Flawed> {};

TEST_P(FlawedRows, AreCountedByKindAndNeverDroppedSilently) {
  const RowText good{.call = "good", .unit = "other"};
  std::string text = kHeader + good.line();
  for (const RowText& row : GetParam().rows) text += row.line();
  const Trace trace = parse_trace(text, "trace.csv", map());
  EXPECT_EQ(trace.rows, GetParam().rows.size() + 1);
  EXPECT_EQ(std::count_if(trace.calls.begin(), trace.calls.end(),
                          [](const auto& call) { return call.number == "good"; }),
            1);
  EXPECT_EQ(found(trace), GetParam().flaws);
}

INSTANTIATE_TEST_SUITE_P(Cases, FlawedRows, ::testing::ValuesIn(kFlawed),
                         [](const auto& flawed) { return flawed.param.name; });

TEST(Trace, SaysInWhichRowAFlawWasFoundFirst) {
  const Trace trace =
      read({{}, {.call = "2", .unit = "P2", .free = ""}, {.call = "3", .unit = "P3", .free = ""}});
  EXPECT_THAT(trace.flaws.of(Flaw::kNoAvailable).rows, ElementsAre(3U, 4U));
}

TEST(Trace, HasNoInvalidUtf8AfterReading) {
  EXPECT_EQ(read({{.type = "\xC3("}}).calls[0].type, "\xEF\xBF\xBD(");
}

struct BadTrace {
  std::string name;
  std::string text;
  std::string complaint;

  friend std::ostream& operator<<(std::ostream& out, const BadTrace& shown) { return out << shown.name; }
};

const BadTrace kBadTraces[] = {
    {"Empty", "", "the file is empty"},
    {"BlankLines", "\n\n", "the file is empty"},
    {"OnlyHeader", kHeader, "none of its 0 rows can be used"},
    {"WrongHeader", "Call,Unit Nr,Received\n1,2,3\n",
     "has no column 'Unit', which map.yaml names; it has: Call, Unit Nr, Received"},
    {"ColumnTwice", "Unit," + kHeader, "has the column 'Unit' twice"},
    {"OpenQuote", kHeader + RowText{.type = "\"fight"}.line(), "row 2: the quotes of a field do not match"},
    {"QuoteInsideField", kHeader + RowText{}.line() + RowText{.type = "fi\"ght"}.line(), "row 3: the quotes"},
    {"OtherTimeFormat", kHeader + RowText{.received = "03/02/2026 12:00"}.line(),
     "1 rows with a time that does not fit the map's format; treated as missing; 1 rows of calls without any "
     "readable time"},
    {"Binary", std::string("\0\1\2", 3), "has no column 'Call'"},
};

class UnusableTrace : public ::testing::TestWithParam<BadTrace> {};

TEST_P(UnusableTrace, IsRefusedWithTheFileAndWhatIsWrong) {
  EXPECT_THAT(
      [] { parse_trace(GetParam().text, "trace.csv", map()); },
      ThrowsMessage<geo::DataError>(AllOf(HasSubstr("trace.csv: "), HasSubstr(GetParam().complaint))));
}

INSTANTIATE_TEST_SUITE_P(Cases, UnusableTrace, ::testing::ValuesIn(kBadTraces),
                         [](const auto& bad) { return bad.param.name; });

TEST(Trace, RefusesGzipThatWasCutOff) {
  const testing::TemporaryFolder folder;
  const auto file = folder.write_gzip("trace.csv.gz", kHeader + RowText{}.line());
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 4);
  EXPECT_THAT([&] { read_trace(file, map()); }, ThrowsMessage<geo::DataError>(HasSubstr("trace.csv.gz: ")));
}

}  // namespace
}  // namespace turnout::trace
