#include "text/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace turnout::text {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Table stations() {
  Table table({{"left", Align::kRight}, {"station"}, {"address", Align::kLeft, 4}});
  table.add({"4:07", "南湖", "中山路5号"});
  table.add({"−0:32", "north", "12 Long Road"});
  return table;
}

TEST(Table, AlignsChineseAndLatinAndNumbersToTheRight) {
  EXPECT_THAT(
      stations().lines({.columns = 80}),
      ElementsAre(" left  station  address", " 4:07  南湖     中山路5号", "−0:32  north    12 Long Road"));
}

TEST(Table, ShortensTheColumnsThatMayBeShortened) {
  EXPECT_THAT(stations().lines({.columns = 22}),
              ElementsAre(" left  station  addre…", " 4:07  南湖     中山…", "−0:32  north    12 Lo…"));
}

TEST(Table, LeavesColumnsOutFromTheRightWhenNothingElseHelps) {
  EXPECT_THAT(stations().lines({.columns = 15}),
              ElementsAre(" left  station", " 4:07  南湖", "−0:32  north"));
  EXPECT_THAT(stations().lines({.columns = 8}), ElementsAre(" left", " 4:07", "−0:32"));
  EXPECT_THAT(stations().lines({.columns = 3}), ElementsAre("le…", "4:…", "−0…"));
}

TEST(Table, LeavesOutWhatIsLessImportantBeforeAColumnGetsUncomfortablyNarrow) {
  Table table({{.title = "left"},
               {.title = "address", .narrowest = 4, .comfortable = 8},
               {.title = "station", .narrowest = 4},
               {.title = "priority"}});
  table.add({"4:07", "12 Long Road", "chengguan", "urgent"});
  EXPECT_THAT(table.lines({.columns = 39}),
              ElementsAre("left  address       station    priority", "4:07  12 Long Road  chengguan  urgent"))
      << "whole";
  EXPECT_EQ(table.lines({.columns = 34}).at(1), "4:07  12 Long Road  che…  urgent") << "others are cut first";
  EXPECT_EQ(table.lines({.columns = 23}).at(1), "4:07  12 Long Ro…  che…") << "others are left out";
  EXPECT_EQ(table.lines({.columns = 12}).at(1), "4:07  12 Lo…");
}

TEST(Table, LeavesAnEmptyColumnOutIfItIsHiddenThen) {
  Table table({{.title = "id"}, {.title = "type", .hidden_if_empty = true}, {.title = "by"}});
  table.add({"1", "", "110"});
  EXPECT_THAT(table.lines({.columns = 80}), ElementsAre("id  by", "1   110"));
  table.add({"2", "theft", ""});
  EXPECT_THAT(table.lines({.columns = 80}), ElementsAre("id  type   by", "1          110", "2   theft  "));
}

TEST(Table, WrapsTheColumnsThatAreToWrap) {
  Table table({{"time"}, {"words", Align::kLeft, 7, Overflow::kWrap}, {"by"}});
  table.add({"12:00", "two men fighting", "110"});
  table.add({"12:01", "有人打架", "111"});
  EXPECT_THAT(table.lines({.columns = 19}), ElementsAre("time   words    by",   //
                                                        "12:00  two men  110",  //
                                                        "       fightin  ",     //
                                                        "       g        ",     //
                                                        "12:01  有人打   111",  //
                                                        "       架       "));
}

Table orders() {
  Table table({{"order"},
               {"assigned"},
               {"signed by", Align::kLeft, 6},
               {"remarks", Align::kLeft, 20, Overflow::kWrap}});
  table.add({"1", "12:00:31", "110001", "recalled: the car broke down at the bridge"});
  table.add({"2", "12:02:07", "110002", ""});
  table.add({"3", "12:03:55", "110003", "距离过远，改派南湖派出所备勤组前往现场处置"});
  return table;
}

TEST(Table, KeepsTheLastWordsBesideTheRowWhileThereIsRoom) {
  EXPECT_THAT(orders().lines({.columns = 48}),
              ElementsAre("order  assigned  signed by  remarks",               //
                          "1      12:00:31  110001     recalled: the car",     //
                          "                            broke down at the",     //
                          "                            bridge",                //
                          "2      12:02:07  110002     ",                      //
                          "3      12:03:55  110003     距离过远，改派南湖派",  //
                          "                            出所备勤组前往现场处",  //
                          "                            置"));
}

TEST(Table, PutsTheLastWordsUnderTheRowWhereTheyDoNotFitBesideIt) {
  EXPECT_THAT(orders().lines({.columns = 36}), ElementsAre("order  assigned  signed by",            //
                                                           "      remarks",                         //
                                                           "1      12:00:31  110001",               //
                                                           "      recalled: the car broke down",    //
                                                           "      at the bridge",                   //
                                                           "2      12:02:07  110002",               //
                                                           "3      12:03:55  110003",               //
                                                           "      距离过远，改派南湖派出所备勤组",  //
                                                           "      前往现场处置"));
}

TEST(Table, HasNoLineForLastWordsThatNoRowHas) {
  Table table({{"order"}, {"remarks", Align::kLeft, 20, Overflow::kWrap}});
  table.add({"1", ""});
  EXPECT_THAT(table.lines({.columns = 10}), ElementsAre("order", "1"));
}

TEST(Table, LosesNoWordOfItsLastColumnAtAnyWidth) {
  for (int columns = 15; columns < 80; ++columns) {
    std::string all;
    for (const std::string& line : orders().lines({.columns = columns})) {
      EXPECT_LE(display_width(line), columns) << line;
      all += line + " ";
    }
    for (const char* word : {"recalled:", "broke", "bridge", "置"})
      EXPECT_THAT(all, HasSubstr(word)) << columns;
  }
}

TEST(Table, IsNeverWiderThanAsked) {
  for (int columns = 1; columns < 40; ++columns) {
    for (const std::string& line : stations().lines({.columns = columns})) {
      EXPECT_LE(display_width(line), columns) << line;
    }
  }
}

TEST(Table, ColoursCellsOnlyWhenAsked) {
  Table table({{"left"}});
  table.add({{"−0:32", Style::kRed}});
  EXPECT_THAT(table.lines({.columns = 80, .colours = true}),
              ElementsAre("\x1b[1mleft\x1b[0m", "\x1b[1;31m−0:32\x1b[0m"));
  EXPECT_THAT(table.lines({.columns = 80}), ElementsAre("left", "−0:32"));
}

TEST(Table, DisarmsControlCharactersInCells) {
  Table table({{"words"}});
  table.add({"a\x1b[2J\nb"});
  EXPECT_EQ(table.lines({.columns = 80}).at(1), "a\uFFFD[2J b");
}

}  // namespace
}  // namespace turnout::text
