#include "client/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace turnout::client {
namespace {

v1::Settings settings(const std::string& service) {
  v1::Settings settings;
  settings.set_district("demo");
  settings.set_service(service);
  settings.mutable_clock()->set_anchor_sim_ms(1'000'000);
  settings.mutable_clock()->set_anchor_wall_ms(2'000'000);
  settings.mutable_clock()->set_speed(60);
  settings.mutable_policy()->set_version("2026-01");
  settings.add_stations()->set_id("north");
  return settings;
}

AllSettings agreeing() {
  return {settings("intake"), settings("dispatch"), settings("accountability")};
}

TEST(Settings, ThatDifferOnlyInServiceAndInstantAgree) {
  AllSettings all = agreeing();
  all.dispatch.set_now_ms(5);
  all.dispatch.set_software_version("0.2");
  EXPECT_EQ(disagreement(all), std::nullopt);
}

TEST(Settings, ThatDifferSayWhoAndInWhat) {
  AllSettings all = agreeing();
  all.accountability.set_district("other");
  EXPECT_EQ(disagreement(all), "intake and accountability differ in their district: demo and other");

  all = agreeing();
  all.dispatch.mutable_clock()->set_speed(1);
  EXPECT_EQ(disagreement(all),
            "intake and dispatch differ in their clock: 1970-01-01 00:16:40 UTC at 1970-01-01 00:33:20 UTC, "
            "60 times as fast and 1970-01-01 00:16:40 UTC at 1970-01-01 00:33:20 UTC, 1 times as fast");

  all = agreeing();
  all.dispatch.mutable_policy()->set_version("2026-02");
  EXPECT_EQ(disagreement(all),
            "intake and dispatch differ in their policy: version 2026-01 and version 2026-02");

  all = agreeing();
  all.dispatch.mutable_stations(0)->set_area_class(v1::AREA_CLASS_RURAL);
  EXPECT_THAT(disagreement(all), testing::Optional(testing::HasSubstr("differ in their stations")));
}

TEST(Settings, AgreeWhenTheirClocksShowTheSameFromOtherAnchors) {
  AllSettings all = agreeing();
  all.dispatch.mutable_clock()->set_anchor_sim_ms(1'000'000 + 60 * 500);
  all.dispatch.mutable_clock()->set_anchor_wall_ms(2'000'000 + 500);
  EXPECT_EQ(disagreement(all), std::nullopt);
  all.dispatch.mutable_clock()->set_anchor_wall_ms(2'000'000 + 501);
  EXPECT_NE(disagreement(all), std::nullopt);
}

TEST(Settings, GiveTheClockThatTheServicesShare) {
  const runtime::ServiceClock clock = service_clock(settings("intake"));
  EXPECT_EQ(clock.anchors().sim_ms, 1'000'000);
  EXPECT_EQ(clock.anchors().wall_ms, 2'000'000);
  EXPECT_EQ(clock.anchors().speed, 60);
}

}  // namespace
}  // namespace turnout::client
