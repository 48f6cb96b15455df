#include "text/width.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace turnout::text {
namespace {

using testing::ElementsAre;

TEST(Width, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width(""), 0);
  EXPECT_EQ(display_width("patrol 7"), 8);
  EXPECT_EQ(display_width("été"), 3);
}

TEST(Width, GivesChineseTwoColumnsACharacter) {
  EXPECT_EQ(display_width("派出所"), 6);
  EXPECT_EQ(display_width("中山路5号"), 9);
  EXPECT_EQ(display_width("ＡＢ"), 4) << "full-width Latin";
}

TEST(Width, GivesEmojiTwoAndCombiningMarksNone) {
  EXPECT_EQ(display_width("🚒"), 2);
  EXPECT_EQ(display_width("e\u0301"), 1);
  EXPECT_EQ(display_width("กำ"), 2);
}

TEST(Width, CountsABrokenByteAsTheSignThatStandsForIt) {
  EXPECT_EQ(display_width("a\xff"), 2);
}

TEST(Utf8, IsToldFromOtherBytes) {
  EXPECT_TRUE(is_utf8("南湖派出所 🚒"));
  EXPECT_FALSE(is_utf8("a\xff"));
  EXPECT_FALSE(is_utf8("\xe4\xb8")) << "cut off";
  EXPECT_FALSE(is_utf8("\xc0\xaf")) << "overlong";
  EXPECT_FALSE(is_utf8("\xed\xa0\x80")) << "surrogate";
}

TEST(Printable, LetsNothingThroughThatCommandsTheTerminal) {
  EXPECT_EQ(printable("a\x1b[2Jb"), "a\uFFFD[2Jb");
  EXPECT_EQ(printable("a\u009bb"), "a\uFFFDb") << "C1";
  EXPECT_EQ(printable("a\x7f"), "a\uFFFD");
  EXPECT_EQ(printable(std::string("a\0b", 3)), "a\uFFFDb");
  EXPECT_EQ(printable("a\xff"), "a\uFFFD");
}

TEST(Printable, EscapesWhatWouldTurnTheTextAround) {
  EXPECT_EQ(printable("a\u202Eb"), "a\\u202Eb");
  EXPECT_EQ(printable("\u200E\u200F\u061C"), "\\u200E\\u200F\\u061C");
  EXPECT_EQ(printable("\u2066x\u2069"), "\\u2066x\\u2069");
  EXPECT_EQ(printable("\u200B\u202F\u2065"), "\u200B\u202F\u2065") << "their neighbours are no such controls";
}

TEST(Width, CountsABidiControlAsItsEscape) {
  EXPECT_EQ(display_width("a\u202E"), 7);
}

TEST(BidiEscaped, LeavesEverythingElse) {
  EXPECT_EQ(bidi_escaped("{\"a\": \"\u202E盗窃\\n\"}\n"), "{\"a\": \"\\u202E盗窃\\n\"}\n");
}

TEST(Printable, PutsLinesIntoOne) {
  EXPECT_EQ(printable("one\ntwo\tthree"), "one two three");
}

TEST(Truncate, LeavesWhatFits) {
  EXPECT_EQ(truncate("南湖", 4), "南湖");
}

TEST(Truncate, CutsBetweenCharactersAndSaysSo) {
  EXPECT_EQ(truncate("patrol car", 7), "patrol…");
  EXPECT_EQ(truncate("南湖派出所", 6), "南湖…") << "half a character does not fit";
  EXPECT_EQ(truncate("南湖派出所", 1), "…");
  EXPECT_EQ(truncate("南湖", 0), "");
}

TEST(Truncate, KeepsACombiningMarkWithItsLetter) {
  EXPECT_EQ(truncate("e\u0301xyz", 2), "e\u0301…");
}

TEST(Wrap, BreaksAtSpaces) {
  EXPECT_THAT(wrap("two men fighting", 8), ElementsAre("two men", "fighting"));
  EXPECT_THAT(wrap("two men fighting", 7), ElementsAre("two men", "fightin", "g"));
  EXPECT_THAT(wrap("two  men", 3), ElementsAre("two", "men"));
}

TEST(Wrap, BreaksAnywhereInTextWithoutSpaces) {
  EXPECT_THAT(wrap("有人打架", 5), ElementsAre("有人", "打架"));
}

TEST(Wrap, LeavesWhatFits) {
  EXPECT_THAT(wrap("two men", 7), ElementsAre("two men"));
  EXPECT_THAT(wrap("", 7), ElementsAre(""));
}

TEST(Wrap, GoesOnWhereNothingFits) {
  EXPECT_THAT(wrap("有人", 1), ElementsAre("有", "人"));
}

TEST(Fit, FillsExactlyTheColumns) {
  EXPECT_EQ(fit("南湖", 6, Align::kLeft), "南湖  ");
  EXPECT_EQ(fit("4:07", 6, Align::kRight), "  4:07");
  EXPECT_EQ(fit("南湖派出所", 6, Align::kLeft), "南湖… ");
}

}  // namespace
}  // namespace turnout::text
