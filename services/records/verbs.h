// The verbs of records, one file each. The form of a request is validated before.
#pragma once

#include "chassis/district.h"
#include "domain/outcome.h"
#include "records/past.h"

namespace turnout::records {

using chassis::District;
using domain::Outcome;

Awaitable<Outcome<v1::FindIncidentsResponse>> find_incidents(District& district, Past past,
                                                             const v1::FindIncidentsRequest& request);
Awaitable<Outcome<v1::GetStatisticsResponse>> get_statistics(District& district, Past past,
                                                             const v1::GetStatisticsRequest& request);
Awaitable<Outcome<v1::GetBulletinResponse>> get_bulletin(District& district, Past past,
                                                         const v1::GetBulletinRequest& request);

}  // namespace turnout::records
