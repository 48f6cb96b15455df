#include "turnoutctl/names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/locale/encoding_utf.hpp>
#include <sstream>

namespace turnout::turnoutctl {
namespace {

constexpr std::size_t kNearest = 3;
constexpr std::size_t kMaxFitting = 5;

// In lower case, half width and without spaces: "ＣＧ 3" → "cg3".
std::u32string folded(std::string_view text) {
  constexpr char32_t kFullWidthFirst = U'！';
  constexpr char32_t kFullWidthLast = U'～';
  constexpr char32_t kWideSpace = U'\u3000';
  std::u32string folded;
  for (char32_t c : boost::locale::conv::utf_to_utf<char32_t>(text.data(), text.data() + text.size())) {
    if (c >= kFullWidthFirst && c <= kFullWidthLast) c -= kFullWidthFirst - U'!';
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    if (c != U' ' && c != kWideSpace) folded += c;
  }
  return folded;
}

// How many characters must be put in, left out or exchanged to make one of the other (Levenshtein).
std::size_t edit_distance(const std::u32string& one, const std::u32string& other) {
  std::vector<std::size_t> row(other.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j < row.size(); ++j) {
      const std::size_t exchanged = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, exchanged}));
    }
  }
  return row.back();
}

std::size_t distance(const std::u32string& typed, const Named& named) {
  std::size_t least = edit_distance(typed, folded(named.id));
  for (const std::string& name : named.names) least = std::min(least, edit_distance(typed, folded(name)));
  return least;
}

bool fits(const std::u32string& typed, const Named& named) {
  return folded(named.id) == typed ||
         std::ranges::any_of(named.names, [&](const std::string& name) { return folded(name) == typed; });
}

std::string listed(const std::vector<const Named*>& some) {
  std::vector<std::string> texts;
  for (const Named* each : some) {
    texts.push_back(each->names.empty() ? each->id : fmt::format("{} ({})", each->id, each->names.front()));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

struct Near {
  std::size_t distance;
  const Named* named;
};

// The nearest first.
std::vector<Near> nearest(const std::u32string& typed, const std::vector<Named>& known) {
  std::vector<Near> by_distance;
  for (const Named& each : known) by_distance.push_back({distance(typed, each), &each});
  std::ranges::stable_sort(by_distance, {}, &Near::distance);
  by_distance.resize(std::min(by_distance.size(), kNearest));
  return by_distance;
}

std::string no_such(const std::string& what, std::string_view text, const std::vector<Named>& known) {
  if (known.empty()) return fmt::format("no {} \"{}\": there are none", what, text);
  std::vector<const Named*> some;
  for (const Near& near : nearest(folded(text), known)) some.push_back(near.named);
  return fmt::format("no {} \"{}\"; the nearest: {}", what, text, listed(some));
}

}  // namespace

Named named(const v1::Unit& unit) {
  Named unit_named{.id = unit.id()};
  if (!unit.details().call_sign().empty()) unit_named.names.push_back(unit.details().call_sign());
  return unit_named;
}

Named named(const v1::Station& station) {
  constexpr std::string_view kEnding = "派出所";
  Named station_named{.id = station.id(), .names = {station.name()}};
  std::istringstream words(station.name());
  for (std::string word; words >> word;) {
    station_named.names.push_back(word);
    if (word.ends_with(kEnding) && word != kEnding) {
      station_named.names.push_back(word.substr(0, word.size() - kEnding.size()));
    }
  }
  return station_named;
}

tl::expected<std::string, std::string> pick_named(const std::string& what, std::string_view text,
                                                  const std::vector<Named>& known) {
  const std::u32string typed = folded(text);
  std::vector<const Named*> fitting;
  for (const Named& each : known) {
    if (each.id == text) return each.id;
    if (!typed.empty() && fits(typed, each)) fitting.push_back(&each);
  }
  if (fitting.size() == 1) return fitting.front()->id;
  if (fitting.empty()) return tl::make_unexpected(no_such(what, text, known));
  const std::size_t count = fitting.size();
  fitting.resize(std::min(count, kMaxFitting));
  return tl::make_unexpected(
      fmt::format("\"{}\" fits {} {}s: {}; give the id", text, count, what, listed(fitting)));
}

std::string did_you_mean(std::string_view text, const std::vector<Named>& known) {
  const std::u32string typed = folded(text);
  const std::vector<Near> near = nearest(typed, known);
  std::vector<std::string> likely;
  for (const Near& each : near) {
    const bool is_slip = each.distance * 2 <= typed.size() && each.distance == near.front().distance;
    if (is_slip) likely.push_back(each.named->id);
  }
  return likely.empty() ? "" : fmt::format("; did you mean {}?", fmt::join(likely, " or "));
}

}  // namespace turnout::turnoutctl
