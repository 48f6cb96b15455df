#include "generate/shift.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "geo/jurisdictions.h"
#include "trace/trace_map.h"
#include "trace/trace_reader.h"

namespace turnout::generate {
namespace {

constexpr std::int64_t kFromMs = 1'772'409'600'000;  // 2026-03-02 08:00 in Shanghai

ShiftPlan plan(double hours, double scale = 1) {
  return {.seed = 110, .from_ms = kFromMs, .hours = hours, .scale = scale};
}

std::int64_t limit_s(v1::AreaClass area_class) {
  return area_class == v1::AREA_CLASS_URBAN ? 300 : 600;
}

bool is_late(const ShiftCall& call) {
  return call.units.front().en_route_at - call.received_at > limit_s(call.area_class);
}

TEST(GeneratedShift, IsTheSameForASeedAndAnotherForAnotherSeed) {
  const City city = make_city(kCitySeed);
  const std::string csv = shift_csv(make_shift(city, plan(4)));
  EXPECT_EQ(shift_csv(make_shift(city, plan(4))), csv);
  ShiftPlan other = plan(4);
  other.seed = 111;
  EXPECT_NE(shift_csv(make_shift(city, other)), csv);
}

TEST(GeneratedShift, IsReadByItsMapWithoutAnyFlaw) {
  const auto calls = make_shift(make_city(kCitySeed), plan(72, 3));
  const auto map = trace::load_trace_map(TURNOUT_SOURCE_DIR "/deploy/city/shift_map.yaml");
  const trace::Trace trace = trace::parse_trace(shift_csv(calls), "shift.csv", map);
  ASSERT_EQ(trace.calls.size(), calls.size());
  for (std::size_t kind = 0; kind < trace::kFlawKinds; ++kind) {
    const auto flaw = static_cast<trace::Flaw>(kind);
    EXPECT_EQ(trace.flaws.count(flaw), 0U) << trace::describe(flaw).name;
  }
  const trace::TraceCall& first = trace.calls.front();
  EXPECT_EQ(first.received_at_ms, calls.front().received_at * 1000);
  EXPECT_EQ(first.type, calls.front().type);
  EXPECT_NEAR(first.position->latitude_deg(), calls.front().position.latitude_deg(), 1e-9);
}

TEST(GeneratedShift, HasThePublishedLoad) {
  // 24 h at the published rates are 382 calls; ten days keep the noise below 4 %.
  const auto calls = make_shift(make_city(kCitySeed), plan(240));
  EXPECT_NEAR(static_cast<double>(calls.size()) / 10, 382, 15);
}

TEST(GeneratedShift, IsMostlyInTimeAndLateInEveryArea) {
  const City city = make_city(kCitySeed);
  std::map<v1::AreaClass, std::size_t> calls;
  std::map<v1::AreaClass, std::size_t> late;
  for (const ShiftCall& call : make_shift(city, plan(240))) {
    ++calls[call.area_class];
    late[call.area_class] += is_late(call) ? 1 : 0;
  }
  EXPECT_EQ(calls.size(), 3U);
  for (const auto& [area_class, count] : calls) {
    const double share = static_cast<double>(late[area_class]) / static_cast<double>(count);
    EXPECT_GT(share, 0.005) << geo::area_class_name(area_class);
    EXPECT_LT(share, 0.10) << geo::area_class_name(area_class);
  }
}

TEST(GeneratedShift, ShowsABreachInTownAndCountryHoweverShort) {
  const City city = make_city(kCitySeed);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    ShiftPlan night = plan(4);
    night.seed = seed;
    night.from_ms += 18 * 3'600'000;  // the quietest hours
    std::map<v1::AreaClass, bool> late;
    for (const ShiftCall& call : make_shift(city, night)) late[call.area_class] |= is_late(call);
    for (const auto& [area_class, found] : late) EXPECT_TRUE(found) << "seed " << seed;
  }
}

TEST(GeneratedShift, KeepsItsPlacesInTheAreaTheyWereDrawnFor) {
  const City city = make_city(kCitySeed);
  const geo::Jurisdictions jurisdictions(city.stations, "city");
  for (const ShiftCall& call : make_shift(city, plan(24))) {
    const geo::Responsibility found = jurisdictions.locate(call.position);
    EXPECT_EQ(found.basis, v1::STATION_BASIS_POLYGON);
    EXPECT_EQ(found.station.area_class(), call.area_class);
  }
}

TEST(GeneratedShift, LetsCallsWaitWhenEveryUnitIsBusy) {
  const auto calls = make_shift(make_city(kCitySeed), plan(6, 20));
  const auto waited = std::count_if(calls.begin(), calls.end(), [](const ShiftCall& call) {
    return call.units.front().dispatched_at - call.received_at > 3600;
  });
  EXPECT_GT(waited, 0);
}

}  // namespace
}  // namespace turnout::generate
