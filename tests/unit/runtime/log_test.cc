#include "runtime/log.h"

#include <gtest/gtest.h>

namespace turnout::log {
namespace {

TEST(Log, WritesFieldsAsKeyAndValue) {
  EXPECT_EQ(formatted("unit registered", {{"unit", "u-1"}, {"officers", 2}, {"late", false}, {"share", 0.5}}),
            "unit registered unit=u-1 officers=2 late=false share=0.5");
}

TEST(Log, QuotesValuesThatWouldBreakTheLine) {
  EXPECT_EQ(formatted("x", {{"a", ""}, {"b", "two words"}, {"c", "k=\"v\""}, {"d", "line\nforged=1\x1b[0m"}}),
            R"(x a="" b="two words" c="k=\"v\"" d="line\nforged=1\x1b[0m")");
}

TEST(Log, KeepsAMessageOnOneLine) {
  EXPECT_EQ(formatted("one\ntwo", {}), "one\\ntwo");
}

TEST(Log, LeavesChineseAsItIs) {
  EXPECT_EQ(formatted("站", {{"name", "城区派出所"}}), "站 name=城区派出所");
}

}  // namespace
}  // namespace turnout::log
