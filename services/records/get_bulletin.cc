#include "domain/iso_week.h"
#include "records/verbs.h"

namespace turnout::records {
namespace {

std::string week_of(domain::LocalDay day) {
  return domain::iso_week_text(domain::iso_week_of(day));
}

}  // namespace

Awaitable<Outcome<v1::GetBulletinResponse>> get_bulletin(District& district, Past past,
                                                         const v1::GetBulletinRequest& request) {
  if (!request.station_id().empty()) {
    auto known = district.city.require_station(request.station_id(), "station_id");
    if (!known) co_return tl::unexpected(std::move(known.error()));
  }
  const domain::LocalDay monday = domain::monday_of(request.week()).value();
  constexpr std::chrono::days kWeek{7};
  const archive::BulletinWeeks weeks{.week = request.week(), .before = week_of(monday - kWeek)};
  const v1::ArchiveLag behind = co_await past.writer.catch_up(kPatience);
  const std::function<v1::GetBulletinResponse(archive::Archive&)> query =
      [weeks, station_id = request.station_id()](archive::Archive& archive) {
        return archive.bulletin(weeks, station_id, QueryThreads::kLimit);
      };
  Outcome<v1::GetBulletinResponse> response = co_await past.queries.ask(query);
  if (!response) co_return response;
  const v1::TimeZone& zone = district.rules.policy.time_zone();
  response->set_week(request.week());
  response->set_from_ms(domain::first_instant(zone, monday));
  response->set_to_ms(domain::first_instant(zone, monday + kWeek));
  *response->mutable_behind() = behind;
  co_return response;
}

}  // namespace turnout::records
