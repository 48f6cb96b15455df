#include "domain/normalise.h"

#include <gtest/gtest.h>

#include "domain/request_meta.h"
#include "domain/uuid.h"
#include "testing/given_when_then.h"

namespace turnout::testing {
namespace {

using domain::normalise;

constexpr const char* kUpper = "0199C0DE-0000-7000-8000-00000000000A";
constexpr const char* kLower = "0199c0de-0000-7000-8000-00000000000a";

v1::AddNoteRequest note_with(const std::string& text) {
  v1::AddNoteRequest request;
  request.set_text(text);
  return request;
}

std::string normal(const std::string& text) {
  v1::AddNoteRequest request = note_with(text);
  normalise(request);
  return request.text();
}

TEST(NormalForm, EndsLinesWithALineFeed) {
  EXPECT_EQ(normal("one\r\ntwo\rthree\nfour\r\n"), "one\ntwo\nthree\nfour\n");
  EXPECT_EQ(normal("\r\n\r\n"), "\n\n");
  EXPECT_EQ(normal("\n\r"), "\n\n");
  EXPECT_EQ(normal("盗窃"), "盗窃");
  EXPECT_EQ(normal(""), "");
}

TEST(NormalForm, ReachesNestedTextsAndLists) {
  v1::ReportIncidentRequest report;
  report.mutable_call()->mutable_caller()->set_words("a\r\nb");
  normalise(report);
  EXPECT_EQ(report.call().caller().words(), "a\nb");
  EXPECT_FALSE(report.has_place()) << "nothing comes into being";
  v1::SignOnRequest sign_on;
  sign_on.add_officers("1");
  sign_on.add_officers("2\r\n");
  normalise(sign_on);
  EXPECT_EQ(sign_on.officers(0), "1");
  EXPECT_EQ(sign_on.officers(1), "2\n");
}

TEST(NormalForm, HasUuidsInLowerCaseAndOtherIdsAsTheyAre) {
  v1::LinkDuplicateRequest link;
  link.set_incident_id(kUpper);
  link.set_duplicate_of(kUpper);
  link.set_request_id(kUpper);
  link.set_actor("OFFICER-A");
  normalise(link);
  EXPECT_EQ(link.incident_id(), kLower);
  EXPECT_EQ(link.duplicate_of(), kLower);
  EXPECT_EQ(link.request_id(), kLower);
  EXPECT_EQ(link.actor(), "OFFICER-A");
  v1::AssignUnitRequest assign;
  assign.set_unit_id(kUpper);
  assign.set_request_id("Retry-1");
  normalise(assign);
  EXPECT_EQ(assign.unit_id(), kUpper) << "a unit is called as the city calls it";
  EXPECT_EQ(assign.request_id(), "Retry-1");
}

TEST(NormalForm, GivesOneFingerprintToOneRequest) {
  v1::AddNoteRequest one = note_with("a\r\nb");
  one.set_incident_id(kUpper);
  v1::AddNoteRequest other = note_with("a\nb");
  other.set_incident_id(kLower);
  EXPECT_NE(domain::fingerprint_of(one, "key"), domain::fingerprint_of(other, "key"));
  normalise(one);
  normalise(other);
  EXPECT_EQ(domain::fingerprint_of(one, "key"), domain::fingerprint_of(other, "key"));
}

TEST(Uuid, IsToldFromOtherTextInEitherCase) {
  EXPECT_TRUE(domain::is_uuid(kLower));
  EXPECT_TRUE(domain::is_uuid(kUpper));
  EXPECT_FALSE(domain::is_uuid("07398f"));
  EXPECT_FALSE(domain::is_uuid("0199c0de-0000-7000-8000-00000000000g"));
  EXPECT_FALSE(domain::is_uuid("0199c0de+0000-7000-8000-00000000000a"));
}

}  // namespace
}  // namespace turnout::testing
