// The form of every request that changes nothing.
#pragma once

#include "domain/outcome.h"

namespace turnout::v1 {
class GetIncidentRequest;
class ListIncidentsRequest;
class WatchIncidentsRequest;
class ReportPositionsRequest;
class ListUnitsRequest;
class WatchUnitsRequest;
class RecommendUnitsRequest;
class WatchOrdersRequest;
class ListEscalationsRequest;
class WatchEscalationsRequest;
class ListPendingTimesRequest;
class GetTimelineRequest;
class GetComplianceRequest;
class FindIncidentsRequest;
class GetStatisticsRequest;
class GetBulletinRequest;
}  // namespace turnout::v1

namespace turnout::domain {

Outcome<void> validate(const v1::GetIncidentRequest& request);
Outcome<void> validate(const v1::ListIncidentsRequest& request);
Outcome<void> validate(const v1::WatchIncidentsRequest& request);
Outcome<void> validate(const v1::ReportPositionsRequest& request);
Outcome<void> validate(const v1::ListUnitsRequest& request);
Outcome<void> validate(const v1::WatchUnitsRequest& request);
Outcome<void> validate(const v1::RecommendUnitsRequest& request);
Outcome<void> validate(const v1::WatchOrdersRequest& request);
Outcome<void> validate(const v1::ListEscalationsRequest& request);
Outcome<void> validate(const v1::WatchEscalationsRequest& request);
Outcome<void> validate(const v1::ListPendingTimesRequest& request);
Outcome<void> validate(const v1::GetTimelineRequest& request);
Outcome<void> validate(const v1::GetComplianceRequest& request);
Outcome<void> validate(const v1::FindIncidentsRequest& request);
Outcome<void> validate(const v1::GetStatisticsRequest& request);
Outcome<void> validate(const v1::GetBulletinRequest& request);

}  // namespace turnout::domain
