#include "text/blank.h"

#include <gtest/gtest.h>

namespace turnout::text {
namespace {

TEST(Blank, IsTextOfSpacesOfAnyWidthAndLineEnds) {
  for (const char* text : {"", " ", "  \t", "\n\r\n", "　", " 　\n　 ", "\u00A0", "\u2003\u200B", "\uFEFF"}) {
    EXPECT_TRUE(is_blank(text)) << '"' << text << '"';
  }
}

TEST(Blank, IsNoTextThatSaysAnything) {
  for (const char* text : {"a", " 有 ", "　.　", "?", "\n0\n", "😀"}) EXPECT_FALSE(is_blank(text)) << text;
}

}  // namespace
}  // namespace turnout::text
