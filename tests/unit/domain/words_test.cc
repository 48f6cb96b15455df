#include "domain/words.h"

#include <gmock/gmock.h>

#include "turnout/v1/incident.pb.h"

namespace turnout::domain {
namespace {

using ::testing::ElementsAre;

TEST(Words, AreTheNamesOfTheVocabulary) {
  EXPECT_EQ(word_of(v1::CLOCK_EDGE_EN_ROUTE), "en_route");
  EXPECT_EQ(word_of(v1::AREA_CLASS_UNSPECIFIED), "unspecified");
  EXPECT_EQ(word_of(static_cast<v1::ClockEdge>(99)), "99") << "of a later version";
  EXPECT_THAT(words_of(*v1::AreaClass_descriptor()), ElementsAre("urban", "suburban", "rural"));
}

TEST(Words, AreUnderstoodAsTheyStand) {
  const auto& type = *v1::ClockEdge_descriptor();
  EXPECT_EQ(value_of(type, "en_route"), v1::CLOCK_EDGE_EN_ROUTE);
  for (const char* text : {"", "En_Route", "unspecified", "CLOCK_EDGE_EN_ROUTE", "4"}) {
    EXPECT_EQ(value_of(type, text), std::nullopt) << text;
  }
}

TEST(Words, TellADurationInTheLargestWholeUnit) {
  EXPECT_EQ(duration_text(300'000), "5 min");
  EXPECT_EQ(duration_text(90'000), "90 s");
  EXPECT_EQ(duration_text(86'400'000), "1 d");
  EXPECT_EQ(duration_text(1'500), "1.5 s");
  EXPECT_EQ(duration_text(0), "0 s");
  EXPECT_EQ(duration_text(-60'000), "-1 min");
}

TEST(Words, TellASpanInAtMostTwoUnits) {
  EXPECT_EQ(span_text(0), "0 s");
  EXPECT_EQ(span_text(45'999), "45 s");
  EXPECT_EQ(span_text(247'000), "4 min 7 s");
  EXPECT_EQ(span_text(3'600'000), "1 h");
  EXPECT_EQ(span_text(7'500'000), "2 h 5 min");
  EXPECT_EQ(span_text(3 * 86'400'000LL + 59'000), "3 d");
}

TEST(Words, AreWrittenApartInSentences) {
  EXPECT_EQ(phrase_of(v1::CLOCK_EDGE_EN_ROUTE), "en route");
}

}  // namespace
}  // namespace turnout::domain
