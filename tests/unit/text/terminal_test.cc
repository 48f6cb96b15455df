#include "text/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <stdlib.h>
#include <unistd.h>

namespace turnout::text {
namespace {

// A terminal of 60 columns by 20 rows that nobody looks at.
class Terminal : public testing::Test {
 protected:
  void SetUp() override {
    unsetenv("NO_COLOR");
    setenv("TERM", "xterm", 1);
    winsize size{.ws_row = 20, .ws_col = 60, .ws_xpixel = 0, .ws_ypixel = 0};
    ASSERT_EQ(openpty(&master_, &terminal_, nullptr, nullptr, &size), 0);
    file_ = open("/dev/null", O_WRONLY);
  }
  void TearDown() override {
    for (const int fd : {master_, terminal_, file_}) close(fd);
  }

  int master_ = -1;
  int terminal_ = -1;
  int file_ = -1;
};

TEST_F(Terminal, SaysItsSize) {
  EXPECT_EQ(terminal_columns(terminal_), 60);
  EXPECT_EQ(terminal_rows(terminal_), 20);
}

TEST_F(Terminal, ThatIsNoneIsAsWideAsTheVariableSaysOr100) {
  unsetenv("COLUMNS");
  EXPECT_EQ(terminal_columns(file_), 100);
  setenv("COLUMNS", "72", 1);
  EXPECT_EQ(terminal_columns(file_), 72);
  setenv("COLUMNS", "wide", 1);
  EXPECT_EQ(terminal_columns(file_), 100);
  EXPECT_EQ(terminal_rows(file_), 0);
}

TEST_F(Terminal, GetsColoursUnlessTheyAreUnwanted) {
  EXPECT_TRUE(colours_wanted(terminal_));
  EXPECT_FALSE(colours_wanted(file_));
  setenv("TERM", "dumb", 1);
  EXPECT_FALSE(colours_wanted(terminal_));
  setenv("TERM", "xterm", 1);
  setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(colours_wanted(terminal_));
}

}  // namespace
}  // namespace turnout::text
