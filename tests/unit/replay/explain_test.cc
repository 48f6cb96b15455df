#include "replay/explain.h"

#include <gmock/gmock.h>

#include "testing/temporary_folder.h"
#include "text/width.h"

namespace turnout::replay {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ContainsRegex;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::ResultOf;

constexpr const char* kMap = R"yaml(
data_set: a city's calls
columns:
  call: Nr
  received: "{Day} {Time}"
  on_scene: There
absent: [unit, location, dispatched, en_route, available]
time: { format: "%Y-%m-%d %H:%M:%S", zone: Asia/Shanghai }
)yaml";

class Explaining : public ::testing::Test {
 protected:
  std::vector<std::string> lines(const std::string& rows) {
    const auto file = folder_.write_gzip("export.csv.gz", "Nr,Day,Time,There,Clerk\n" + rows);
    return explanation(file, trace::parse_trace_map(kMap, "map.yaml"), {.columns = 100, .colours = false},
                       usable_);
  }

  testing::TemporaryFolder folder_;
  bool usable_ = false;
};

TEST_F(Explaining, SaysWhatEachColumnBecameWithThreeRows) {
  std::string rows;
  for (const char* number : {"1", "2", "3", "4"}) {
    rows +=
        std::string(number) + ",2026-03-02,10:0" + number + ":00,2026-03-02 10:1" + number + ":00,a clerk\n";
  }
  const auto shown = lines(rows);
  EXPECT_TRUE(usable_);
  EXPECT_THAT(shown, Each(ResultOf(text::display_width, Le(100))));
  EXPECT_THAT(shown, Contains(AllOf(HasSubstr("BECAME"), HasSubstr("ROW 2"), HasSubstr("ROW 4"))));
  EXPECT_THAT(shown, Contains(ContainsRegex("'Day' +received +2026-03-02")));
  EXPECT_THAT(shown, Contains(ContainsRegex("'There' +on scene +2026-03-02 10:11:00")));
  EXPECT_THAT(shown, Contains(ContainsRegex("'Clerk' +– +a clerk")));
  EXPECT_THAT(shown, Contains(ContainsRegex("received +2026-03-02 10:01:00 +2026-03-02 10:02:00")));
  EXPECT_THAT(shown, Contains(HasSubstr("4 rows, 4 calls, 4 orders")));
  EXPECT_THAT(shown, Contains(HasSubstr("dispatched, en route, available")));
}

TEST_F(Explaining, ShowsTheFileAndTheReasonWhenNoRowCanBeUsed) {
  const auto shown = lines("1,02.03.2026,10:01,,\n");
  EXPECT_FALSE(usable_);
  EXPECT_THAT(shown, Contains(ContainsRegex("'Time' +received +10:01")));
  std::string all;
  for (const std::string& line : shown) all += line + " ";
  EXPECT_THAT(all, HasSubstr("row 2, '{Day} {Time}': '02.03.2026 10:01'"));
}

}  // namespace
}  // namespace turnout::replay
