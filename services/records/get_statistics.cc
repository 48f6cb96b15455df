#include "chassis/page.h"
#include "records/verbs.h"

namespace turnout::records {
namespace {

Outcome<void> require_size(const v1::GetStatisticsResponse& response) {
  const bool is_small = static_cast<std::size_t>(response.rows_size()) <= archive::kMaxStatisticsRows &&
                        response.ByteSizeLong() <= chassis::Page::kMaxBytes;
  if (is_small) return {};
  return domain::refuse(v1::REFUSAL_REASON_LIMIT_REACHED, "first",
                        "first: gives more than " + std::to_string(archive::kMaxStatisticsRows) +
                            " rows or 1 MB: choose a shorter period or coarser groups");
}

}  // namespace

Awaitable<Outcome<v1::GetStatisticsResponse>> get_statistics(District&, Past past,
                                                             const v1::GetStatisticsRequest& request) {
  const v1::ArchiveLag behind = co_await past.writer.catch_up(kPatience);
  const std::function<v1::GetStatisticsResponse(archive::Archive&)> query =
      [request](archive::Archive& archive) { return archive.statistics(request, QueryThreads::kLimit); };
  Outcome<v1::GetStatisticsResponse> response = co_await past.queries.ask(query);
  if (!response) co_return response;
  if (auto fits = require_size(*response); !fits) co_return tl::unexpected(std::move(fits.error()));
  *response->mutable_behind() = behind;
  co_return response;
}

}  // namespace turnout::records
