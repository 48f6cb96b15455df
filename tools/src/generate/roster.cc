#include "generate/roster.h"

#include <fmt/format.h>

#include <array>

namespace turnout::generate {
namespace {

constexpr std::array kSurnames{"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"};

struct Post {
  const char* role;
  const char* by_day;  // the title after the surname
  const char* by_night;
};
constexpr Post kOfADistrict[] = {{"dispatcher", "调度员", "调度员"},
                                 {"shift_leader", "值班长", "值班长"},
                                 {"district_commander", "指挥长", "副指挥长"}};
constexpr Post kOfAStation[] = {{"shift_leader", "值班长", "值班长"}, {"station_chief", "所长", "副所长"}};

// For incidents whose station is not known.
constexpr Post kOfNoStation{"station_chief", "总值班长", "副总值班长"};

// Writes duties; nobody holds two of them.
class Writer {
 public:
  void add(const Post& post, const std::string& station) {
    add(post.role, station, post.by_day, "08:00-20:00");
    add(post.role, station, post.by_night, "20:00-08:00");
  }
  std::string take() { return std::move(text_); }

 private:
  void add(const char* role, const std::string& station, const char* title, const char* hours) {
    const auto number = people_++;
    text_ += fmt::format("  - {{role: {}, {}person: P{}, name: {}{}, hours: \"{}\"}}\n", role,
                         station.empty() ? "" : fmt::format("station: {}, ", station), 2001 + number,
                         kSurnames.at(number % kSurnames.size()), title, hours);
  }

  std::string text_ =
      "# Who holds which post when in the invented county (值班表). Made by tools/generate city; edit "
      "freely: the\n"
      "# services take a changed file over within a second. A post without a station is the whole "
      "district's.\n"
      "time_zone: Asia/Shanghai\n"
      "duties:\n";
  std::size_t people_ = 0;
};

}  // namespace

std::string roster_file(const City& city) {
  Writer writer;
  for (const Post& post : kOfADistrict) writer.add(post, "");
  for (const geo::StationArea& area : city.stations) {
    for (const Post& post : kOfAStation) writer.add(post, area.station.id());
  }
  writer.add(kOfNoStation, "");
  return writer.take();
}

}  // namespace turnout::generate
