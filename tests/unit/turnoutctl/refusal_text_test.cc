#include "turnoutctl/refusal_text.h"

#include <gtest/gtest.h>

namespace turnout::turnoutctl {
namespace {

v1::Refusal refusal(v1::RefusalReason reason, const std::string& field, const std::string& message) {
  v1::Refusal refusal;
  refusal.set_reason(reason);
  refusal.set_field(field);
  refusal.set_message(message);
  return refusal;
}

TEST(RefusalText, NamesTheOptionAsItWasTyped) {
  const auto refused = refusal(v1::REFUSAL_REASON_INVALID_FIELD, "to_officer_id",
                               "to_officer_id: must be 1 to 64 characters of A-Z a-z 0-9 . _ : -");
  EXPECT_EQ(refusal_text(refused, {{"to_officer_id", "officer"}}),
            "officer: must be 1 to 64 characters of A-Z a-z 0-9 . _ : -");
  EXPECT_EQ(refusal_text(refusal(v1::REFUSAL_REASON_INVALID_FIELD, "note", "note: has 301 characters"),
                         {{"note", "--note"}}),
            "--note: has 301 characters");
}

TEST(RefusalText, SaysAFieldThatNobodyTypedInWords) {
  EXPECT_EQ(refusal_text(refusal(v1::REFUSAL_REASON_INVALID_FIELD, "details.station_id",
                                 "details.station_id: must not be empty")),
            "station id: must not be empty");
}

TEST(RefusalText, OfASentenceIsTheSentence) {
  EXPECT_EQ(refusal_text(refusal(v1::REFUSAL_REASON_UNIT_BUSY, "unit_id", "unit c-7 has an order."),
                         {{"unit_id", "unit"}}),
            "unit c-7 has an order");
}

TEST(RefusalText, WithoutAMessageIsTheReasonInWords) {
  EXPECT_EQ(refusal_text(refusal(v1::REFUSAL_REASON_UNIT_ON_ANOTHER_INCIDENT, "unit_id", "")),
            "unit on another incident");
}

}  // namespace
}  // namespace turnout::turnoutctl
