#include "intake/duplicate_index.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <optional>
#include <ranges>
#include <tuple>

#include "domain/distance.h"
#include "domain/duplicates.h"
#include "domain/phone.h"
#include "domain/words.h"

namespace turnout::intake {
namespace {

constexpr std::size_t kNearestInTime = 16;
constexpr std::size_t kMaxKeysRead = 4'096;
constexpr std::size_t kMaxSuggested = 5;
const std::string kAnyType = "*";  // name of the cells with incidents of every type
constexpr double kCellM = 1'000;
constexpr double kMetresPerDegree = 111'320;  // of latitude; of longitude at the equator

struct Likeness {
  bool same_phone = false;
  std::optional<double> like_type_at_m;  // distance, if the type may be the same
  bool is_typed = true;                  // both types are known
  std::int64_t apart_ms = 0;
};

void keep_each_once(std::vector<std::string>& texts) {
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  std::erase(texts, "");
}

std::vector<std::string> phones_of(const v1::Incident& incident) {
  std::vector<std::string> phones;
  for (const v1::Call& call : incident.calls()) phones.push_back(call.caller().phone());
  keep_each_once(phones);
  return phones;
}

std::string cell_name(const std::string& type, std::int64_t row, std::int64_t column) {
  return type + '\n' + std::to_string(row) + ',' + std::to_string(column);
}

std::int64_t row_of(double latitude_deg) {
  return std::llround(std::floor(latitude_deg * kMetresPerDegree / kCellM));
}

// A row's cells are as wide as they are high.
std::int64_t column_of(double longitude_deg, std::int64_t row) {
  const double latitude_rad = static_cast<double>(row) * kCellM / kMetresPerDegree * std::numbers::pi / 180;
  return std::llround(std::floor(longitude_deg * std::cos(latitude_rad) * kMetresPerDegree / kCellM));
}

// A placed incident stands in the cell of its type and in that of any type.
std::vector<std::string> cells_of(const v1::Incident& incident) {
  if (!incident.place().has_position()) return {};
  const std::int64_t row = row_of(incident.place().position().latitude_deg());
  const std::int64_t column = column_of(incident.place().position().longitude_deg(), row);
  return {cell_name(incident.type(), row, column), cell_name(kAnyType, row, column)};
}

// The types of which incidents may be the same: an incident without a type may be of any.
std::vector<std::string> types_like(const v1::Incident& incident) {
  if (incident.type().empty()) return {kAnyType};
  return {incident.type(), ""};
}

// The cells that reach within `near_m` of the incident's place.
std::vector<std::string> cells_around(const v1::Incident& incident, double near_m) {
  std::vector<std::string> cells;
  const auto reach = static_cast<std::int64_t>(std::ceil(near_m / kCellM));
  const std::int64_t middle = row_of(incident.place().position().latitude_deg());
  for (std::int64_t row = middle - reach; row <= middle + reach; ++row) {
    const std::int64_t column = column_of(incident.place().position().longitude_deg(), row);
    for (std::int64_t at = column - reach; at <= column + reach; ++at) {
      for (const std::string& type : types_like(incident)) cells.push_back(cell_name(type, row, at));
    }
  }
  return cells;
}

template <class Buckets>
void insert(Buckets& buckets, const std::string& key, std::int64_t started_at_ms, const std::string& id) {
  buckets[key].emplace(started_at_ms, id);
}

template <class Buckets>
void erase(Buckets& buckets, const std::string& key, std::int64_t started_at_ms, const std::string& id) {
  const auto bucket = buckets.find(key);
  if (bucket == buckets.end()) return;
  bucket->second.erase({started_at_ms, id});
  if (bucket->second.empty()) buckets.erase(bucket);
}

// Adds the ids of the bucket's incidents that are nearest to `started_at_ms`, and within `within_ms` of it.
template <class Bucket>
void add_nearest(const Bucket& bucket, std::int64_t started_at_ms, std::int64_t within_ms,
                 std::set<std::string>& ids) {
  auto later = bucket.lower_bound({started_at_ms, ""});
  auto earlier = later;
  for (std::size_t taken = 0; taken < kNearestInTime; ++taken) {
    const bool has_earlier = earlier != bucket.begin();
    const bool has_later = later != bucket.end();
    if (!has_earlier && !has_later) return;
    const bool take_earlier = has_earlier && (!has_later || started_at_ms - std::prev(earlier)->first <=
                                                                later->first - started_at_ms);
    const auto& [at_ms, id] = take_earlier ? *--earlier : *later++;
    if (std::abs(started_at_ms - at_ms) > within_ms) return;
    ids.insert(id);
  }
}

// The same, or one of them is not known yet.
bool may_be_of_one_type(const v1::Incident& one, const v1::Incident& other) {
  return one.type().empty() || other.type().empty() || one.type() == other.type();
}

std::optional<double> like_type_at_m(const v1::Incident& one, const v1::Incident& other, double near_m) {
  if (!one.place().has_position() || !other.place().has_position()) return std::nullopt;
  if (!may_be_of_one_type(one, other)) return std::nullopt;
  const double metres = domain::distance_m(one.place().position(), other.place().position());
  return metres <= near_m ? std::optional(metres) : std::nullopt;
}

std::string reason_of(const Likeness& likeness, bool before) {
  std::string reason = likeness.same_phone ? "same number, " : "";
  if (likeness.like_type_at_m) {
    reason += (likeness.is_typed ? "same type " : "type not known yet, ") +
              std::to_string(std::llround(*likeness.like_type_at_m)) + " m away, ";
  }
  return reason + domain::span_text(likeness.apart_ms) + (before ? " before" : " after");
}

// Sorts the most likely duplicate first.
auto rank_of(const Likeness& likeness) {
  return std::tuple(!(likeness.same_phone && likeness.like_type_at_m), !likeness.same_phone,
                    likeness.apart_ms);
}

bool share_any(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  return std::ranges::any_of(
      one, [&other](const std::string& each) { return std::ranges::find(other, each) != other.end(); });
}

}  // namespace

void DuplicateIndex::load(const event_store::DistrictView& view, const std::string& country) {
  country_ = country;
  for (const auto& [id, state] : view.open_incidents()) add(state);
}

void DuplicateIndex::take(const std::vector<event_store::Entry>& entries) {
  for (const event_store::Entry& entry : entries) {
    if (!entry.incident) continue;
    if (entry.incident->status() == v1::INCIDENT_STATUS_OPEN) {
      add(entry.incident);
    } else {
      remove(entry.incident->id());
    }
  }
}

void DuplicateIndex::add(event_store::IncidentState state) {
  Indexed next{.state = std::move(state), .phones = {}, .keys = {}, .cells = {}};
  next.phones = phones_of(*next.state);
  next.cells = cells_of(*next.state);
  const std::string id = next.state->id();
  const std::int64_t started_at_ms = next.state->started_at_ms();
  const auto known = incidents_.find(id);
  if (known != incidents_.end() && known->second.phones == next.phones && known->second.cells == next.cells &&
      known->second.state->started_at_ms() == started_at_ms) {
    known->second.state = std::move(next.state);
    return;
  }
  remove(id);
  next.keys = keys_of(next.phones);
  for (const std::string& key : next.keys) insert(by_phone_, key, started_at_ms, id);
  for (const std::string& cell : next.cells) insert(by_cell_, cell, started_at_ms, id);
  incidents_.emplace(id, std::move(next));
}

void DuplicateIndex::remove(const std::string& incident_id) {
  const auto known = incidents_.find(incident_id);
  if (known == incidents_.end()) return;
  const std::int64_t started_at_ms = known->second.state->started_at_ms();
  for (const std::string& key : known->second.keys) erase(by_phone_, key, started_at_ms, incident_id);
  for (const std::string& cell : known->second.cells) erase(by_cell_, cell, started_at_ms, incident_id);
  incidents_.erase(known);
}

void DuplicateIndex::read_phones_as_in(const std::string& country) {
  if (country_ == country) return;
  country_ = country;
  keys_read_.clear();
  by_phone_.clear();
  for (auto& [id, indexed] : incidents_) {
    indexed.keys = keys_of(indexed.phones);
    for (const std::string& key : indexed.keys) {
      insert(by_phone_, key, indexed.state->started_at_ms(), id);
    }
  }
}

std::vector<std::string> DuplicateIndex::keys_of(const std::vector<std::string>& phones) {
  std::vector<std::string> keys;
  for (const std::string& phone : phones) {
    if (keys_read_.size() == kMaxKeysRead) keys_read_.clear();
    const auto [read, is_new] = keys_read_.try_emplace(phone);
    if (is_new) read->second = domain::phone_key(phone, country_);
    keys.push_back(read->second);
  }
  keep_each_once(keys);
  return keys;
}

std::set<std::string> DuplicateIndex::candidates(const v1::Incident& reported,
                                                 const std::vector<std::string>& keys,
                                                 const v1::DuplicateRule& rule) const {
  std::set<std::string> ids;
  for (const std::string& key : keys) {
    const auto bucket = by_phone_.find(key);
    if (bucket == by_phone_.end()) continue;
    add_nearest(bucket->second, reported.started_at_ms(), rule.same_phone_within_ms(), ids);
  }
  if (!reported.place().has_position() || rule.same_type_within_ms() == 0) return ids;
  for (const std::string& cell : cells_around(reported, rule.near_m())) {
    const auto bucket = by_cell_.find(cell);
    if (bucket == by_cell_.end()) continue;
    add_nearest(bucket->second, reported.started_at_ms(), rule.same_type_within_ms(), ids);
  }
  return ids;
}

std::vector<v1::LikelyDuplicate> DuplicateIndex::likely_duplicates(const v1::Incident& reported,
                                                                   const v1::Policy& policy) {
  struct Found {
    Likeness likeness;
    const v1::Incident* incident;
  };
  read_phones_as_in(policy.country());
  const v1::DuplicateRule& rule = policy.duplicates();
  const std::vector<std::string> keys = keys_of(phones_of(reported));
  std::vector<Found> found;
  for (const std::string& id : candidates(reported, keys, rule)) {
    const Indexed& indexed = incidents_.at(id);
    const v1::Incident& other = *indexed.state;
    if (other.kind() != reported.kind() || !domain::is_earlier(other, reported)) continue;
    Likeness likeness;
    likeness.apart_ms = std::abs(reported.started_at_ms() - other.started_at_ms());
    likeness.same_phone = likeness.apart_ms <= rule.same_phone_within_ms() && share_any(keys, indexed.keys);
    if (likeness.apart_ms <= rule.same_type_within_ms()) {
      likeness.like_type_at_m = like_type_at_m(reported, other, rule.near_m());
      likeness.is_typed = !reported.type().empty() && !other.type().empty();
    }
    if (likeness.same_phone || likeness.like_type_at_m) found.push_back({likeness, &other});
  }
  std::ranges::stable_sort(found, {}, [](const Found& one) { return rank_of(one.likeness); });
  std::vector<v1::LikelyDuplicate> suggested;
  for (const Found& each : found | std::views::take(kMaxSuggested)) {
    v1::LikelyDuplicate& duplicate = suggested.emplace_back();
    duplicate.set_incident_id(each.incident->id());
    duplicate.set_reason(
        reason_of(each.likeness, each.incident->started_at_ms() <= reported.started_at_ms()));
  }
  return suggested;
}

}  // namespace turnout::intake
