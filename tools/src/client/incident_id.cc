#include "client/incident_id.h"

#include <fmt/format.h>

namespace turnout::client {
namespace {

constexpr std::size_t kShort = 6;
constexpr std::size_t kMaxListed = 5;

}  // namespace

std::string short_id(std::string_view incident_id) {
  return std::string(incident_id.size() <= kShort ? incident_id
                                                  : incident_id.substr(incident_id.size() - kShort));
}

tl::expected<std::string, std::string> pick_incident(std::string_view text,
                                                     const std::vector<std::string>& open) {
  std::vector<std::string_view> matches;
  for (const std::string& id : open) {
    if (id == text) return id;
    if (!text.empty() && (id.starts_with(text) || id.ends_with(text))) matches.push_back(id);
  }
  if (matches.size() == 1) return std::string(matches.front());
  if (matches.empty()) {
    return tl::make_unexpected(fmt::format(
        "no open incident's id begins or ends with \"{}\"; an incident that has ended needs its whole id",
        text));
  }
  std::string list;
  for (std::size_t i = 0; i < matches.size() && i < kMaxListed; ++i)
    list.append(i > 0 ? ", " : "").append(matches[i]);
  if (matches.size() > kMaxListed) list += fmt::format(" and {} more", matches.size() - kMaxListed);
  return tl::make_unexpected(fmt::format("\"{}\" fits {} open incidents: {}", text, matches.size(), list));
}

}  // namespace turnout::client
