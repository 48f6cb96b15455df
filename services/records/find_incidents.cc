#include "archive/find_page.h"
#include "chassis/page.h"
#include "domain/phone.h"
#include "records/verbs.h"

namespace turnout::records {
namespace {

Outcome<void> require_own_token(const v1::FindIncidentsRequest& request) {
  if (request.page_token().empty() || archive::page_before(request)) return {};
  return domain::refuse(v1::REFUSAL_REASON_INVALID_FIELD, "page_token",
                        "page_token: is of a search with other conditions: begin with the first page");
}

// The digits by which the number is found; refuses a text that names no caller.
Outcome<std::string> key_of_phone(const District& district, const v1::FindIncidentsRequest& request) {
  std::string key = domain::phone_key(request.phone(), district.rules.policy.country());
  if (request.phone().empty() || !key.empty()) return key;
  return domain::refuse(v1::REFUSAL_REASON_INVALID_FIELD, "phone",
                        "phone: must have at least 5 digits, and be no emergency or service number");
}

}  // namespace

Awaitable<Outcome<v1::FindIncidentsResponse>> find_incidents(District& district, Past past,
                                                             const v1::FindIncidentsRequest& request) {
  if (auto own = require_own_token(request); !own) co_return tl::unexpected(std::move(own.error()));
  const Outcome<std::string> phone_key = key_of_phone(district, request);
  if (!phone_key) co_return tl::unexpected(phone_key.error());
  const v1::ArchiveLag behind = co_await past.writer.catch_up(kPatience);
  const std::size_t most = request.page_size() == 0 ? chassis::Page::kDefaultItems : request.page_size();
  const std::function<v1::FindIncidentsResponse(archive::Archive&)> query =
      [request, key = *phone_key, most](archive::Archive& archive) {
        return archive.find(request, key, most, QueryThreads::kLimit);
      };
  Outcome<v1::FindIncidentsResponse> response = co_await past.queries.ask(query);
  if (response) *response->mutable_behind() = behind;
  co_return response;
}

}  // namespace turnout::records
