#include "turnoutctl/keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace turnout::turnoutctl {
namespace {

using testing::ElementsAre;

std::vector<Key> keys_of(std::string& typed) {
  std::vector<Key> keys;
  while (const auto key = take_key(typed)) keys.push_back(*key);
  return keys;
}

TEST(Keys, OfSeveralTypedAtOnceAreTakenOneByOne) {
  std::string typed = "\x1b[B\x1b[Bj\x1b[5~ xq";
  EXPECT_THAT(keys_of(typed), ElementsAre(Key::kDown, Key::kDown, Key::kDown, Key::kPageUp, Key::kPageDown,
                                          Key::kOther, Key::kQuit));
}

TEST(Keys, OfWhichOnlyTheBeginningHasComeWait) {
  std::string typed = "\x1b[";
  EXPECT_THAT(keys_of(typed), ElementsAre());
  typed += "6~";
  EXPECT_THAT(keys_of(typed), ElementsAre(Key::kPageDown));
}

TEST(Keys, OfApplicationModeMeanTheSame) {
  std::string typed = "\x1bOA\x1bOH\x1bOF";
  EXPECT_THAT(keys_of(typed), ElementsAre(Key::kUp, Key::kHome, Key::kEnd));
}

TEST(Keys, ThatAreUnknownStopNothing) {
  std::string typed = "\x1b[99~q";
  EXPECT_EQ(keys_of(typed).back(), Key::kQuit);
}

}  // namespace
}  // namespace turnout::turnoutctl
