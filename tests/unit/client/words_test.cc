#include "client/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/chinese_words.h"
#include "turnout/v1/clock.pb.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::client {
namespace {

TEST(Words, AreTheNamesOfTheVocabulary) {
  EXPECT_EQ(word(v1::MILESTONE_EN_ROUTE), "en route");
  EXPECT_EQ(word(v1::CALL_SOURCE_LINE_110), "line 110");
  EXPECT_EQ(word(v1::UNIT_STATUS_OUT_OF_SERVICE), "out of service");
  EXPECT_EQ(word(v1::PRIORITY_UNSPECIFIED), "unspecified");
}

TEST(Words, OfAValueFromALaterVersionAreItsNumber) {
  EXPECT_EQ(word(static_cast<v1::Milestone>(99)), "99");
}

TEST(Words, AreUnderstoodHoweverTheyAreWritten) {
  const auto* type = v1::Milestone_descriptor();
  for (const char* text : {"en_route", "en-route", "EN ROUTE", "En_Route"}) {
    EXPECT_EQ(value_of(type, text), v1::MILESTONE_EN_ROUTE) << text;
  }
}

TEST(Words, AreUnderstoodInChinese) {
  EXPECT_EQ(value_of(v1::Milestone_descriptor(), "签收"), v1::MILESTONE_ACKNOWLEDGED);
  EXPECT_EQ(value_of(v1::ClockKind_descriptor(), "签收"), v1::CLOCK_KIND_ACKNOWLEDGE)
      << "by the enum that is meant";
  EXPECT_EQ(value_of(v1::AreaClass_descriptor(), "签收"), std::nullopt);
}

TEST(Words, InChineseMeanOneValueOfTheirEnum) {
  for (const auto* type : {v1::Milestone_descriptor(), v1::Priority_descriptor(), v1::CallSource_descriptor(),
                           v1::DeclineReason_descriptor(), v1::UnitStatus_descriptor()}) {
    for (int i = 1; i < type->value_count(); ++i) {
      const int value = type->value(i)->number();
      const std::string word = chinese_word_of(*type, value);
      EXPECT_NE(word, "") << type->value(i)->name();
      EXPECT_EQ(chinese_value_of(*type, word), value) << word;
    }
  }
}

TEST(Words, ThatAreNoneAreNothing) {
  const auto* type = v1::Milestone_descriptor();
  for (const char* text : {"", "enroute", "unspecified", "MILESTONE_EN_ROUTE", "5"}) {
    EXPECT_EQ(value_of(type, text), std::nullopt) << text;
  }
}

TEST(Words, AreListedWithoutTheUnspecifiedOne) {
  EXPECT_THAT(words_of(v1::AreaClass_descriptor()),
              testing::ElementsAre("urban 城区", "suburban 城郊", "rural 农村"));
}

}  // namespace
}  // namespace turnout::client
