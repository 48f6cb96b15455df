#include "archive/find_query.h"

#include <sstream>

#include "archive/conditions.h"
#include "archive/find_page.h"
#include "runtime/errors.h"

namespace turnout::archive {
namespace {

// A response is at most 1 MiB; the rest is for its other fields.
constexpr std::size_t kMaxPageBytes = 1'000'000;

// The table is searched once. PostgreSQL might otherwise search it again for each incident.
void require_in(Conditions& conditions, const char* table, const std::string& condition) {
  conditions.require("i.number IN (WITH fitting AS MATERIALIZED (SELECT incident FROM " + std::string(table) +
                     " WHERE " + condition + ") SELECT incident FROM fitting)");
}

void require_named(Conditions& conditions, const char* table, const char* column, const std::string& value) {
  if (!value.empty()) require_in(conditions, table, column + (" = " + conditions.parameter(value)));
}

void require_words(const Database& database, const std::string& words, Conditions& conditions) {
  std::istringstream parts(words);
  for (std::string part; parts >> part;) {
    const std::string parameter = conditions.parameter(database.contained(part));
    require_in(conditions, "texts", database.contains(part, parameter));
  }
}

void require_verdict(const v1::FindIncidentsRequest& request, Conditions& conditions) {
  if (request.clock() == v1::CLOCK_KIND_UNSPECIFIED) return;
  std::string condition = "kind = " + conditions.parameter(std::int64_t{request.clock()});
  if (request.verdict() != v1::CLOCK_VERDICT_UNSPECIFIED) {
    condition += " AND verdict = " + conditions.parameter(std::int64_t{request.verdict()});
  }
  require_in(conditions, "clocks", condition);
}

void require_after_page(const v1::FindIncidentsRequest& request, Conditions& conditions) {
  if (request.page_token().empty()) return;
  const FindPage before = page_before(request).value_or(FindPage());
  const std::string started = conditions.parameter(before.started_at_ms);
  conditions.require("(i.started_at_ms, i.number) < (" + started + ", " +
                     conditions.parameter(before.number) + ")");
}

Conditions conditions_of(const Database& database, const v1::FindIncidentsRequest& request,
                         const std::string& phone_key) {
  Conditions conditions;
  conditions.incidents_of(request);
  conditions.equal("i.status", request.status());
  conditions.equal("i.disposition_code", request.disposition_code());
  require_verdict(request, conditions);
  require_named(conditions, "calls", "phone_key", phone_key);
  require_words(database, request.words(), conditions);
  require_named(conditions, "people", "person", request.officer_id());
  require_named(conditions, "orders", "unit_id", request.unit_id());
  require_named(conditions, "calls", "received_by", request.call_taker_id());
  require_after_page(request, conditions);
  return conditions;
}

}  // namespace

v1::FindIncidentsResponse find_incidents(Database& database, const v1::FindIncidentsRequest& request,
                                         const std::string& phone_key, std::size_t most) {
  Conditions conditions = conditions_of(database, request, phone_key);
  const std::string one_more = conditions.parameter(static_cast<std::int64_t>(most + 1));
  const auto rows =
      database.query("SELECT i.started_at_ms, i.number, i.summary FROM incidents i" + conditions.where() +
                         " ORDER BY i.started_at_ms DESC, i.number DESC LIMIT " + one_more,
                     conditions.parameters());
  v1::FindIncidentsResponse response;
  std::size_t size = 0;
  FindPage last;
  for (const Row& row : rows) {
    const std::string& summary = bytes(row[2]);
    size += summary.size();
    const auto shown = static_cast<std::size_t>(response.incidents_size());
    if (shown == most || (shown > 0 && size > kMaxPageBytes)) {
      response.set_next_page_token(page_token(request, last));
      break;
    }
    if (!response.add_incidents()->ParseFromString(summary)) {
      throw runtime::DataLoss("an archived incident is damaged: number " + std::to_string(integer(row[1])));
    }
    last = {.started_at_ms = integer(row[0]), .number = integer(row[1])};
  }
  return response;
}

}  // namespace turnout::archive
