#include <algorithm>
#include <charconv>

#include "accountability/compliance_projection.h"
#include "accountability/verbs.h"
#include "chassis/command.h"
#include "chassis/page.h"
#include "domain/apply.h"
#include "domain/ledger.h"
#include "domain/require.h"
#include "domain/stages.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {
namespace {

constexpr std::size_t kReadAtOnce = 500;

// Number of entries on the previous pages.
std::size_t shown_before(const std::string& page_token) {
  std::size_t shown = 0;
  std::from_chars(page_token.data(), page_token.data() + page_token.size(), shown);
  return shown;
}

v1::TimelineEntry entry_of(const v1::Event& event, const v1::Incident& after) {
  v1::TimelineEntry entry;
  *entry.mutable_event() = event;
  entry.set_event_id(domain::event_id(event));
  *entry.mutable_responsible() = after.responsible();
  return entry;
}

Awaitable<std::vector<event_store::LoggedEvent>> read_chunk(event_store::EventStore& store,
                                                            std::vector<std::uint64_t> sequences,
                                                            std::size_t from) {
  const auto begin = sequences.begin() + static_cast<std::ptrdiff_t>(from);
  const auto count = static_cast<std::ptrdiff_t>(std::min(kReadAtOnce, sequences.size() - from));
  co_return co_await store.read_at(std::vector<std::uint64_t>(begin, begin + count));
}

// Adds the entries after the first `shown`, as many as fit. Replays from the beginning, because the responsible officer
// depends on earlier events.
Awaitable<void> add_entries(event_store::EventStore& store, std::vector<std::uint64_t> sequences,
                            v1::GetTimelineRequest request, v1::GetTimelineResponse* response) {
  chassis::Page page(request.page_size(), response->ByteSizeLong());
  const std::size_t shown = shown_before(request.page_token());
  v1::Incident state;
  for (std::size_t at = 0; at < sequences.size();) {
    const std::vector<event_store::LoggedEvent> chunk = co_await read_chunk(store, sequences, at);
    for (const event_store::LoggedEvent& logged : chunk) {
      domain::apply(logged.event, state);
      if (at++ < shown) continue;
      v1::TimelineEntry entry = entry_of(logged.event, state);
      if (!page.takes(entry.ByteSizeLong())) {
        response->set_next_page_token(std::to_string(at - 1));
        co_return;
      }
      *response->add_entries() = std::move(entry);
    }
  }
}

// Adds the fields beside the entries, on the first page only.
void add_summary(v1::Incident incident, std::int64_t now_ms, v1::GetTimelineResponse& response) {
  for (v1::StageTime& time : domain::stage_times(incident)) *response.add_stages() = std::move(time);
  for (v1::LedgerLine& line : domain::ledger_of(incident, now_ms)) *response.add_ledger() = std::move(line);
  for (v1::Attribution& attribution : domain::attributions_of(incident, now_ms)) {
    *response.add_attributions() = std::move(attribution);
  }
  *response.mutable_incident() = chassis::shown(std::move(incident));
}

}  // namespace

Awaitable<Outcome<v1::GetTimelineResponse>> get_timeline(District& district,
                                                         const ComplianceProjection& projection,
                                                         const v1::GetTimelineRequest& request) {
  projection.require_complete();
  co_await district.follower.catch_up();
  const auto known = projection.incidents().find(request.incident_id());
  if (known == projection.incidents().end()) {
    co_return tl::unexpected(domain::require_known(v1::Incident(), request.incident_id()).error());
  }
  v1::GetTimelineResponse response;
  if (request.page_token().empty()) {
    std::vector<std::string> ids(1, request.incident_id());
    std::vector<v1::Incident> found = co_await district.store.load_incidents(std::move(ids));
    add_summary(std::move(found.front()), district.clock.now_ms(), response);
  }
  co_await add_entries(district.store, known->second.sequences, request, &response);
  co_return response;
}

}  // namespace turnout::accountability
