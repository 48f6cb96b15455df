#include "intake/likely_duplicates.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <ranges>
#include <set>
#include <tuple>

#include "domain/distance.h"
#include "domain/duplicates.h"

namespace turnout::intake {
namespace {

constexpr std::size_t kMostLookedAt = 500;
constexpr std::size_t kMostSuggested = 5;

struct Likeness {
  bool same_phone = false;
  std::optional<double> same_type_at_m;  // so far away
  std::int64_t apart_ms = 0;
};

// Written with blanks, hyphens or without: the same number.
std::string digits_of(const std::string& phone) {
  std::string digits;
  std::ranges::copy_if(phone, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

std::set<std::string> phones_of(const v1::Incident& incident) {
  std::set<std::string> phones;
  for (const v1::Call& call : incident.calls()) phones.insert(digits_of(call.caller_phone()));
  phones.erase("");
  return phones;
}

bool shares_phone(const v1::Incident& incident, const std::set<std::string>& phones) {
  return std::ranges::any_of(incident.calls(), [&phones](const v1::Call& call) {
    return phones.contains(digits_of(call.caller_phone()));
  });
}

std::optional<double> distance_m(const v1::Incident& one, const v1::Incident& other) {
  if (!one.place().has_position() || !other.place().has_position()) return std::nullopt;
  return domain::distance_m(one.place().position(), other.place().position());
}

std::optional<double> same_type_at_m(const v1::Incident& one, const v1::Incident& other, double near_m) {
  if (one.type().empty() || one.type() != other.type()) return std::nullopt;
  const std::optional<double> metres = distance_m(one, other);
  return metres && *metres <= near_m ? metres : std::nullopt;
}

std::string how_long(std::int64_t duration_ms) {
  return duration_ms < 60'000 ? std::to_string(duration_ms / 1'000) + " s"
                              : std::to_string(duration_ms / 60'000) + " min";
}

std::string reason_of(const Likeness& likeness, bool before) {
  std::string reason = likeness.same_phone ? "same number, " : "";
  if (likeness.same_type_at_m) {
    reason += "same type " + std::to_string(std::llround(*likeness.same_type_at_m)) + " m away, ";
  }
  return reason + how_long(likeness.apart_ms) + (before ? " before" : " after");
}

// The most likely comes first.
auto rank_of(const Likeness& likeness) {
  return std::tuple(!(likeness.same_phone && likeness.same_type_at_m), !likeness.same_phone,
                    likeness.apart_ms);
}

}  // namespace

std::vector<v1::LikelyDuplicate> likely_duplicates(const v1::Incident& reported,
                                                   const v1::DuplicateRule& rule, const OpenIncidents& open) {
  struct Found {
    Likeness likeness;
    const v1::Incident* incident;
  };
  const std::set<std::string> phones = phones_of(reported);
  const std::int64_t longest_apart_ms = std::max(rule.same_phone_within_ms(), rule.same_type_within_ms());
  std::vector<Found> found;
  for (const auto& [id, other] : open | std::views::reverse | std::views::take(kMostLookedAt)) {
    Likeness likeness;
    likeness.apart_ms = std::abs(reported.started_at_ms() - other->started_at_ms());
    if (likeness.apart_ms > longest_apart_ms) continue;  // most of them, at the price of one look
    if (other->kind() != reported.kind() || !domain::is_earlier(*other, reported)) continue;
    likeness.same_phone = likeness.apart_ms <= rule.same_phone_within_ms() && shares_phone(*other, phones);
    if (likeness.apart_ms <= rule.same_type_within_ms()) {
      likeness.same_type_at_m = same_type_at_m(reported, *other, rule.near_m());
    }
    if (likeness.same_phone || likeness.same_type_at_m) found.push_back({likeness, other.get()});
  }
  std::ranges::stable_sort(found, {}, [](const Found& one) { return rank_of(one.likeness); });
  std::vector<v1::LikelyDuplicate> suggested;
  for (const Found& each : found | std::views::take(kMostSuggested)) {
    v1::LikelyDuplicate& duplicate = suggested.emplace_back();
    duplicate.set_incident_id(each.incident->id());
    duplicate.set_reason(
        reason_of(each.likeness, each.incident->started_at_ms() <= reported.started_at_ms()));
  }
  return suggested;
}

}  // namespace turnout::intake
