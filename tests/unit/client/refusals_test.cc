#include "client/refusals.h"

#include <gtest/gtest.h>

namespace turnout::client {
namespace {

v1::Refusal refusal(v1::RefusalReason reason, const std::string& field, const std::string& message) {
  v1::Refusal refusal;
  refusal.set_reason(reason);
  refusal.set_field(field);
  refusal.set_message(message);
  return refusal;
}

TEST(Refusal, ComesOutOfItsTrailer) {
  const auto sent = refusal(v1::REFUSAL_REASON_UNIT_BUSY, "unit_id", "unit c-7 has an order");
  const auto read = decode_refusal(sent.SerializeAsString());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->SerializeAsString(), sent.SerializeAsString());
}

TEST(Refusal, IsNotMadeOfOtherBytes) {
  EXPECT_FALSE(decode_refusal("").has_value()) << "no reason";
  EXPECT_FALSE(decode_refusal("\xff\xff\xff").has_value());
}

TEST(Refusal, FromALaterVersionIsStillARefusal) {
  const auto later = refusal(static_cast<v1::RefusalReason>(99), "", "");
  const auto read = decode_refusal(later.SerializeAsString());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(sentence(*read), "99 (reason 99)");
}

TEST(Refusal, IsOneSentenceWithReasonAndField) {
  EXPECT_EQ(sentence(refusal(v1::REFUSAL_REASON_INVALID_FIELD, "place.position.latitude_deg",
                             "latitude must lie between −90 and 90.")),
            "latitude must lie between −90 and 90 (INVALID_FIELD, place.position.latitude_deg)");
  EXPECT_EQ(sentence(refusal(v1::REFUSAL_REASON_INCIDENT_ENDED, "", "incident 1 is closed")),
            "incident 1 is closed (INCIDENT_ENDED)");
}

TEST(Refusal, NamesItsFieldOnce) {
  EXPECT_EQ(sentence(refusal(v1::REFUSAL_REASON_INVALID_FIELD, "text", "text: has 0 characters")),
            "text: has 0 characters (INVALID_FIELD)");
}

TEST(Refusal, WithoutAMessageNamesItsReasonInWords) {
  EXPECT_EQ(sentence(refusal(v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT, "unit_id", "")),
            "unit on another incident (UNIT_ON_ANOTHER_INCIDENT, unit_id)");
}

}  // namespace
}  // namespace turnout::client
