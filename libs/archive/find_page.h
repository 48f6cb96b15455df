// Pages of FindIncidents: where the page before ended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "turnout/v1/records_service.pb.h"

namespace turnout::archive {

// The last incident of a page.
struct FindPage {
  std::int64_t started_at_ms = 0;
  std::int64_t number = 0;
};

std::string page_token(const v1::FindIncidentsRequest& request, const FindPage& last);

// Nothing if the request's token is none of a request with the same conditions. The token is not empty.
std::optional<FindPage> page_before(const v1::FindIncidentsRequest& request);

}  // namespace turnout::archive
