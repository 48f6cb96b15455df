// The same calls in every form in which exports are published: each is read as the plain one, or refused with row and
// column.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iconv.h>

#include <ostream>
#include <regex>

#include "geo/data_error.h"
#include "trace/local_time.h"
#include "unit/trace/traces.h"

namespace turnout::trace {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

std::string replaced(std::string text, const std::string& pattern, const std::string& with) {
  return std::regex_replace(text, std::regex(pattern), with);
}

std::string encoded(const std::string& text, const char* encoding) {
  const iconv_t conversion = iconv_open(encoding, "UTF-8");
  std::string in = text;
  std::string out(text.size() * 4 + 4, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t left = in.size();
  std::size_t space = out.size();
  iconv(conversion, &from, &left, &to, &space);
  iconv_close(conversion);
  out.resize(out.size() - space);
  return out;
}

const std::string kTime = R"((\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d))";
const std::string kPlainMap = kPlainColumns + kPlainTime;

std::string time_as(const std::string& format, const std::string& more = "") {
  return kPlainColumns + "time: { format: \"" + format + "\", zone: Asia/Shanghai" + more + " }\n";
}

// Every time as a number since 1970.
std::string with_epochs(const std::string& file, const std::string& after) {
  LocalTimeFormat format("%Y-%m-%d %H:%M:%S", "Asia/Shanghai");
  std::string text;
  const std::regex time(kTime);
  auto rest = file.cbegin();
  for (std::smatch match; std::regex_search(rest, file.cend(), match, time); rest = match.suffix().first) {
    text +=
        std::string(rest, match[0].first) + std::to_string(format.read(match.str())->at_ms / 1'000) + after;
  }
  return text + std::string(rest, file.cend());
}

struct Form {
  std::string name;
  std::string file;
  std::string map;

  friend std::ostream& operator<<(std::ostream& out, const Form& shown) { return out << shown.name; }
};

const std::string kDatesApart =
    "Call,Unit,Type,Priority,Day,ReceivedAt,DispatchedAt,EnRouteAt,OnSceneAt,FreeAt,Lat,Lon\n"
    "1,P1,纠纷,A,03/02/2026 12:00:00 AM,23:50:00,23:51:00,23:52:30,00:05:00,00:30:00,34.5,150.25\n"
    "1,P2,纠纷,A,03/02/2026 12:00:00 AM,23:50:00,23:51:00,23:52:30,00:05:00,00:30:00,34.5,150.25\n"
    "2,P3,盗窃,B,03/03/2026 12:00:00 AM,10:00:00,10:01:00,10:08:00,,10:40:00,34.75,150.5\n";

const std::string kStatusFile =
    "Nr;Car;Kind;Urgency;Status;When;Lat;Lon\n"
    "1;;纠纷;A;NEW;2026-03-02 23:50:00;34.5;150.25\n"
    "1;P1;纠纷;A;ASSIGNED;2026-03-02 23:51:00;34.5;150.25\n"
    "1;P2;纠纷;A;ASSIGNED;2026-03-02 23:51:00;34.5;150.25\n"
    "1;P2;纠纷;A;ROLLING;2026-03-02 23:52:30;34.5;150.25\n"
    "1;P1;纠纷;A;ROLLING;2026-03-02 23:52:30;34.5;150.25\n"
    "1;P1;纠纷;A;NOTE;2026-03-02 23:53:00;34.5;150.25\n"
    "1;P1;纠纷;A;THERE;2026-03-03 00:05:00;34.5;150.25\n"
    "1;P2;纠纷;A;THERE;2026-03-03 00:05:00;34.5;150.25\n"
    "1;P1;纠纷;A;CLEAR;2026-03-03 00:30:00;34.5;150.25\n"
    "1;P2;纠纷;A;CLEAR;2026-03-03 00:30:00;34.5;150.25\n"
    "2;;盗窃;B;NEW;2026-03-03 10:00:00;34.75;150.5\n"
    "2;P3;盗窃;B;ASSIGNED;2026-03-03 10:01:00;34.75;150.5\n"
    "2;P3;盗窃;B;ROLLING;2026-03-03 10:08:00;34.75;150.5\n"
    "2;P3;盗窃;B;CLEAR;2026-03-03 10:40:00;34.75;150.5\n";

const std::string kDurationFile =
    "Call,Unit,Type,Priority,Received,Intake,Queue,Turnout,Travel,Total,Lat,Lon\n"
    "1,P1,纠纷,A,2026-03-02 23:50:00,0.5,0.5,1.5,12.5,40,34.5,150.25\n"
    "1,P2,纠纷,A,2026-03-02 23:50:00,0.5,0.5,1.5,12.5,40,34.5,150.25\n"
    "2,P3,盗窃,B,2026-03-03 10:00:00,1,0,7,,40,34.75,150.5\n";

const Form kForms[] = {
    {"Semicolons", replaced(kPlainFile, ",", ";"), kPlainMap + "file: { delimiter: \";\" }\n"},
    {"Tabs", replaced(kPlainFile, ",", "\t"), kPlainMap + "file: { delimiter: tab }\n"},
    {"CarriageReturns", replaced(kPlainFile, "\n", "\r\n"), kPlainMap},
    {"ByteOrderMark", "\xEF\xBB\xBF" + kPlainFile, kPlainMap},
    {"Utf16WithByteOrderMark", encoded(kPlainFile, "UTF-16"), kPlainMap},
    {"Utf16WithoutByteOrderMark", encoded(kPlainFile, "UTF-16LE"),
     kPlainMap + "file: { encoding: UTF-16LE }\n"},
    {"Gbk", encoded(kPlainFile, "GBK"), kPlainMap + "file: { encoding: GBK }\n"},
    {"LinesAboveTheHeader", "Report \"of the week\nprinted 2026-03-09, page 1\n\n" + kPlainFile,
     kPlainMap + "file: { preamble_lines: 3 }\n"},
    {"DelimitersAtTheEnd", replaced(kPlainFile, "(150[0-9.]*)\n", "$1,,\n"), kPlainMap},
    {"HeaderAgainInTheMiddle",
     replaced(kPlainFile, "\n2,", "\n" + kPlainFile.substr(0, kPlainFile.find('\n') + 1) + "2,"), kPlainMap},
    {"NoHeader", kPlainFile.substr(kPlainFile.find('\n') + 1), R"yaml(columns:
  call: column 1
  unit: column 2
  type: column 3
  priority: column 4
  received: column 5
  dispatched: column 6
  en_route: column 7
  on_scene: column 8
  available: column 9
  latitude: column 10
  longitude: column 11
priorities: { A: emergency, B: routine }
file: { header: false }
)yaml" + kPlainTime},
    {"SameHeaderTwice", replaced(replaced(kPlainFile, "Call,", "Call,Call,"), "\n([12]),", "\n$1,$1,"),
     replaced(kPlainMap, "call: Call", "call: column 1")},
    {"HeadersWithSpacesAndEmptyOnes",
     replaced(replaced(kPlainFile, "^Call,Unit", ",\" Call \",Unit"), "\n([12]),", "\n,$1,"), kPlainMap},
    {"DateAndTimeInTwoColumns",
     replaced(replaced(kPlainFile, "Received,", "Day,Time,"), "(\n[^ ]*) ([0-9:]*),", "$1,$2,"),
     replaced(kPlainMap, "received: Received", "received: \"{Day} {Time}\"")},
    {"OneDateAndATimeForEveryStage", kDatesApart,
     replaced(replaced(kPlainColumns, "(received|dispatched|en_route|on_scene|available): (\\w+)",
                       "$1: \"{Day} {$2At}\""),
              "XX", "") +
         "time: { format: \"%m/%d/%Y 12:00:00 AM %H:%M:%S\", zone: Asia/Shanghai, next_day: true }\n"},
    {"PlaceInOneColumn",
     replaced(replaced(kPlainFile, "Lat,Lon", "Place"), "(34[0-9.]*),(150[0-9.]*)", "\"($1, $2)\""),
     replaced(kPlainMap, "  latitude: Lat\n  longitude: Lon", "  location: Place") +
         "location_pattern: \"({latitude}, {longitude})\"\n"},
    {"PlaceBehindAnAddress",
     replaced(replaced(kPlainFile, "Lat,Lon", "Place"), "(34[0-9.]*),(150[0-9.]*)",
              "\"人民路1号 (东)\n城关镇\n($1, $2)\""),
     replaced(kPlainMap, "  latitude: Lat\n  longitude: Lon", "  location: Place") +
         "location_pattern: \"{text}({latitude}, {longitude})\"\n"},
    {"PlaceAsPoint",
     replaced(replaced(kPlainFile, "Lat,Lon", "Place"), "(34[0-9.]*),(150[0-9.]*)", "POINT ($2 $1)"),
     replaced(kPlainMap, "  latitude: Lat\n  longitude: Lon", "  location: Place") +
         "location_pattern: \"POINT ({longitude} {latitude})\"\n"},
    {"DecimalComma", replaced(replaced(kPlainFile, ",", ";"), "(\\d)\\.(\\d)", "$1,$2"),
     kPlainMap + "file: { delimiter: \";\", decimal: \",\" }\n"},
    {"WordsForNothing", replaced(kPlainFile, ",,", ",N/A,"),
     kPlainMap + "file: { nothing: [\"NULL\", \"N/A\", \"-\"] }\n"},
    {"NeverAsTheYear1900", replaced(kPlainFile, ",,", ",1900-01-01 00:00:00,"),
     time_as("%Y-%m-%d %H:%M:%S", ", none_before: 1970-01-01")},
    {"SeveralUnitsInACell", replaced(replaced(kPlainFile, "1,P2[^\n]*\n", ""), "1,P1,", "1,P1; P2,"),
     replaced(kPlainMap, "unit: Unit", "unit: Unit\n  unit_separator: \";\"")},
    {"UnitsOnLinesOfACell", replaced(replaced(kPlainFile, "1,P2[^\n]*\n", ""), "1,P1,", "1,\"P1\nP2\","),
     replaced(kPlainMap, "unit: Unit", "unit: Unit\n  unit_separator: \"\\n\"")},
    {"OneRowForEachStatus", kStatusFile, R"yaml(columns:
  call: Nr
  unit: Car
  type: Kind
  priority: Urgency
  latitude: Lat
  longitude: Lon
statuses:
  column: Status
  time: When
  stages: { NEW: received, ASSIGNED: dispatched, ROLLING: en_route, THERE: on_scene, CLEAR: available }
priorities: { A: emergency, B: routine }
file: { delimiter: ";" }
)yaml" + kPlainTime},
    {"DurationsFromTheReceipt", kDurationFile, R"yaml(columns:
  call: Call
  unit: Unit
  type: Type
  priority: Priority
  received: Received
  latitude: Lat
  longitude: Lon
durations:
  unit: minutes
  dispatched: { after: received, columns: [Intake, Queue] }
  en_route: { after: dispatched, columns: [Turnout] }
  on_scene: { after: en_route, columns: [Travel] }
  available: { after: received, columns: [Total] }
priorities: { A: emergency, B: routine }
)yaml" + kPlainTime},
    {"EpochSeconds", with_epochs(kPlainFile, ""), time_as("epoch_s")},
    {"EpochSecondsWithFraction", with_epochs(kPlainFile, ".000"), time_as("epoch_s")},
    {"EpochMilliseconds", with_epochs(kPlainFile, "000"), time_as("epoch_ms")},
    {"SevenDigitsOfFraction", replaced(kPlainFile, kTime, "$&.0000000"), kPlainMap},
    {"FractionBehindAComma", replaced(replaced(kPlainFile, ",", ";"), kTime, "$&,000"),
     kPlainMap + "file: { delimiter: \";\" }\n"},
    {"OffsetWithColon", replaced(kPlainFile, kTime, "$1-$2-$3T$4:$5:$6+08:00"),
     time_as("%Y-%m-%dT%H:%M:%S%z")},
    {"FractionAndOffset", replaced(kPlainFile, kTime, "$1-$2-$3T$4:$5:$6.0000000+08:00"),
     time_as("%Y-%m-%dT%H:%M:%S%Ez")},
    {"SeveralFormats", replaced(kPlainFile, "2026-03-03 (10:[0-9:]*)", "03/03/2026 $1"),
     time_as("%Y-%m-%d %H:%M:%S", ", other_formats: [\"%d/%m/%Y %H:%M:%S\"]")},
};

class ExportForm : public ::testing::TestWithParam<Form> {};

TEST_P(ExportForm, IsReadAsThePlainFile) {
  const Trace plain = trace_of(kPlainFile, kPlainMap);
  const Trace other = trace_of(GetParam().file, GetParam().map);
  EXPECT_EQ(text_of(other), text_of(plain));
  EXPECT_TRUE(other.absent.empty());
  EXPECT_EQ(other.flaws.count(Flaw::kUnreadableTime), 0U);
  EXPECT_EQ(other.flaws.count(Flaw::kUnprintableText), 0U);
}

INSTANTIATE_TEST_SUITE_P(Forms, ExportForm, ::testing::ValuesIn(kForms),
                         [](const auto& form) { return form.param.name; });

TEST(ExportForm, InLatin1HasItsOwnLetters) {
  const std::string file = encoded(replaced(kPlainFile, "纠纷", "Überfall"), "ISO-8859-1//TRANSLIT");
  const Trace trace = trace_of(file, kPlainMap + "file: { encoding: ISO-8859-1 }\n");
  EXPECT_EQ(trace.calls.front().type, "Überfall");
}

struct Refused {
  std::string name;
  std::string file;
  std::string map;
  std::string complaint;

  friend std::ostream& operator<<(std::ostream& out, const Refused& shown) { return out << shown.name; }
};

const Refused kRefused[] = {
    {"OtherDelimiter", replaced(kPlainFile, ",", ";"), kPlainMap,
     "this is one column: the map may need file: delimiter"},
    {"OtherEncoding", encoded("报警" + kPlainFile, "GBK"), kPlainMap,
     "this is not UTF-8 text: the map may need file: encoding"},
    {"ColumnNumberTooLarge", kPlainFile, replaced(kPlainMap, "call: Call", "call: column 12"),
     "has 11 columns, but map.yaml names column 12"},
    {"NameWithoutHeader", kPlainFile, kPlainMap + "file: { header: false }\n", "write 'column 1' and so on"},
    {"SameHeaderTwice", replaced(kPlainFile, "Unit", "Call"), kPlainMap,
     "has the column 'Call' twice; map.yaml may name 'column 1' or 'column 2'"},
    {"Zip", std::string("PK\x03\x04zip"), kPlainMap, "is a zip archive or a spreadsheet; unpack it"},
    {"DayBeforeMonth", replaced(kPlainFile, kTime, "$3/$2/$1 $4:$5:$6"), time_as("%m-%d-%Y %H:%M:%S"),
     "the first: row 2, 'Received': '02/03/2026 23:50:00' (map.yaml has the time format '%m-%d-%Y "
     "%H:%M:%S')"},
    {"SecondsReadAsMilliseconds", with_epochs(kPlainFile, ""), time_as("epoch_ms"),
     "the first: row 2, 'Received': '1772"},
    {"DatesWithMidnight", replaced(kPlainFile, kTime, "$1-$2-$3 00:00:00"), kPlainMap,
     "every time of receipt (column 'Received') is midnight, from row 2 on"},
    {"PreambleLongerThanTheFile", kPlainFile, kPlainMap + "file: { preamble_lines: 9 }\n", "the map skips 9"},
    {"OpenQuoteBelowAPreamble", "a\nb\n" + replaced(kPlainFile, "盗窃", "\"盗窃"),
     kPlainMap + "file: { preamble_lines: 2 }\n", "row 6: the quotes"},
};

class RefusedForm : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedForm, SaysWhereAndWhatWouldHaveWorked) {
  EXPECT_THAT(
      [] { trace_of(GetParam().file, GetParam().map); },
      ThrowsMessage<geo::DataError>(AllOf(HasSubstr("trace.csv: "), HasSubstr(GetParam().complaint))));
}

INSTANTIATE_TEST_SUITE_P(Forms, RefusedForm, ::testing::ValuesIn(kRefused),
                         [](const auto& form) { return form.param.name; });

}  // namespace
}  // namespace turnout::trace
