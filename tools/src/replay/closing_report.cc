#include "replay/closing_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "client/words.h"
#include "replay/file_figures.h"
#include "replay/time_text.h"
#include "text/width.h"

namespace turnout::replay {
namespace {

using text::Align;
using text::Style;

constexpr int kWidest = 100;
constexpr std::size_t kMostShown = 20;  // differences of one kind

std::string seconds(std::int64_t ms) {
  return fmt::format("{:g}", static_cast<double>(ms) / 1'000);
}

std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return "–";
  return fmt::format("{:.1f} %", 100 * static_cast<double>(part) / static_cast<double>(whole));
}

// The words of a sentence in lines that fit; the later ones indented.
std::vector<std::string> wrapped(const std::string& sentence, int columns) {
  std::vector<std::string> lines = {""};
  std::istringstream words(sentence);
  for (std::string word; words >> word;) {
    const bool first = lines.back().find_first_not_of(' ') == std::string::npos;
    const int width = text::display_width(lines.back()) + text::display_width(word) + 1;
    if (!first && width > columns) {
      lines.push_back("    " + word);
    } else {
      lines.back() += (first ? "" : " ") + word;
    }
  }
  return lines;
}

class Report {
 public:
  Report(const Findings& findings, text::Look look) : findings_(findings), look_(look) {
    look_.columns = std::min(look_.columns, kWidest);
  }

  std::vector<std::string> lines() {
    summary();
    section("Stages, seconds: the services, and the file", stages());
    section("First unit en route within the limit, by area", turnout());
    section("First unit within, of all calls", bands());
    section("Turnout, as it was foretold", foretold());
    section("Where the time of late turnouts went", late());
    section(fmt::format("Flaws of the file, in all its {} rows", findings_.trace.rows),
            flaws(flaws_of_file(findings_)));
    section("Flaws of the play", flaws(flaws_of_play(findings_)));
    differences(Standing::kNearLimit, "Within the tolerance of the limit");
    differences(Standing::kExplained, "Explained");
    differences(Standing::kUnexplained, "Unexplained");
    verdict();
    return std::move(lines_);
  }

 private:
  void add(const std::string& line, Style style = Style::kPlain) {
    lines_.push_back(text::styled(text::truncate(line, look_.columns), style, look_.colours));
  }

  void add_sentence(const std::string& sentence, Style style = Style::kPlain) {
    for (const std::string& line : wrapped(text::printable(sentence), look_.columns)) add(line, style);
  }

  void heading(const std::string& title) {
    lines_.emplace_back();
    add(title, Style::kBold);
  }

  void section(const std::string& title, const text::Table& table) {
    if (table.empty()) return;
    heading(title);
    for (std::string& line : table.lines(look_)) lines_.push_back(std::move(line));
  }

  void summary() {
    const auto& calls = findings_.trace.calls;
    const Played& played = findings_.played;
    add(fmt::format("Calls        {}, received {} to {} ({})", calls.size(),
                    zone_time(calls.front().received_at_ms, findings_.zone),
                    zone_time(calls.back().received_at_ms, findings_.zone), findings_.zone));
    add(fmt::format("Assignments  {}", count_assignments(calls)));
    add(fmt::format("Commands     {} at speed {:g}, {} repeated, {} refused", played.commands,
                    findings_.speed, played.repeated, played.refused.size()));
    add("Answered     after " + answer_times());
    add(fmt::format("Run          {}", findings_.run));
  }

  // Real time, over the reports and stages.
  std::string answer_times() const {
    std::vector<std::int64_t> times = findings_.played.answered_after_ms;
    if (times.empty()) return "–";
    std::ranges::sort(times);
    const auto real = [&](std::size_t percent) {
      const std::int64_t ms = times[(times.size() * percent + 99) / 100 - 1];
      return fmt::format("{:.0f} ms", static_cast<double>(ms) / findings_.speed);
    };
    return fmt::format("median {}, p99 {}, at most {}", real(50), real(99), real(100));
  }

  text::Table stages() const {
    text::Table table({{"STAGE"},
                       {"N", Align::kRight},
                       {"MEDIAN", Align::kRight},
                       {"P90", Align::kRight},
                       {"P95", Align::kRight},
                       {"FILE N", Align::kRight},
                       {"MEDIAN", Align::kRight},
                       {"P90", Align::kRight},
                       {"P95", Align::kRight},
                       {"DIFFERENCE", Align::kRight}});
    for (std::size_t i = 0; i < findings_.stages.size(); ++i) {
      const auto& [services, file, difference_ms, equal] = findings_.stages[i];
      table.add({kRecordedStages.at(i).title,
                 std::to_string(services.count()),
                 seconds(services.median_ms()),
                 seconds(services.p90_ms()),
                 seconds(services.p95_ms()),
                 std::to_string(file.count()),
                 seconds(file.median_ms()),
                 seconds(file.p90_ms()),
                 seconds(file.p95_ms()),
                 {seconds(difference_ms), equal ? Style::kPlain : Style::kRed}});
    }
    return table;
  }

  text::Table turnout() const {
    text::Table table({{"AREA"},
                       {"CALLS", Align::kRight},
                       {"MET", Align::kRight},
                       {"REPORTED LATE", Align::kRight},
                       {"BREACHED", Align::kRight},
                       {"OTHER", Align::kRight},
                       {"IN TIME", Align::kRight},
                       {"FILE IN TIME", Align::kRight}});
    for (const auto& [area, verdicts] : findings_.comparison.areas) {
      const std::size_t in_time = verdicts.met + verdicts.met_reported_late;
      table.add({area == v1::AREA_CLASS_UNSPECIFIED ? "unknown" : client::word(area),
                 std::to_string(verdicts.calls), std::to_string(verdicts.met),
                 std::to_string(verdicts.met_reported_late), std::to_string(verdicts.breached),
                 std::to_string(verdicts.other), percent(in_time, verdicts.calls),
                 percent(verdicts.file_in_time, verdicts.calls)});
    }
    return table;
  }

  text::Table bands() const {
    text::Table table({{"WITHIN"},
                       {"EN ROUTE", Align::kRight},
                       {"ON SCENE", Align::kRight},
                       {"FILE EN ROUTE", Align::kRight},
                       {"FILE ON SCENE", Align::kRight}});
    const std::size_t calls = findings_.trace.calls.size();
    for (const auto& [services, file] : findings_.bands) {
      table.add({fmt::format("{} min", services.within_ms() / 60'000), percent(services.en_route(), calls),
                 percent(services.on_scene(), calls), percent(file.en_route(), calls),
                 percent(file.on_scene(), calls)});
    }
    return table;
  }

  text::Table foretold() const {
    const Foretold& foretold = findings_.foretold;
    text::Table table({{"WARNED", Align::kRight},
                       {"BREACHED", Align::kRight},
                       {"FORETOLD", Align::kRight},
                       {"AHEAD, MEDIAN s", Align::kRight},
                       {"FALSE ALARMS", Align::kRight}});
    table.add({std::to_string(foretold.warned), std::to_string(foretold.breaches),
               fmt::format("{} ({})", foretold.foretold, percent(foretold.foretold, foretold.breaches)),
               seconds(foretold.median_ahead_ms), std::to_string(foretold.false_alarms)});
    return table;
  }

  text::Table late() const {
    text::Table table(
        {{"WAIT"}, {"LONGEST IN", Align::kRight}, {"SECONDS", Align::kRight}, {"SHARE", Align::kRight}});
    std::size_t whole_ms = 0;
    for (const v1::LateFigures& late : findings_.compliance.late()) {
      whole_ms += static_cast<std::size_t>(late.duration_ms());
    }
    for (const v1::LateFigures& late : findings_.compliance.late()) {
      table.add({client::word(late.wait()), std::to_string(late.breaches()), seconds(late.duration_ms()),
                 percent(static_cast<std::size_t>(late.duration_ms()), whole_ms)});
    }
    return table;
  }

  static text::Table flaws(const std::vector<FlawCount>& counts) {
    text::Table table({{"COUNT", Align::kRight}, {"WHAT", Align::kLeft, 20}});
    for (const FlawCount& flaw : counts) {
      if (flaw.count > 0) table.add({std::to_string(flaw.count), flaw.meaning});
    }
    return table;
  }

  void differences(Standing standing, const std::string& title) {
    const std::size_t count = findings_.comparison.count(standing);
    if (count == 0) return;
    heading(fmt::format("{}: {}", title, count));
    std::size_t shown = 0;
    for (const Difference& difference : findings_.comparison.differences) {
      if (difference.standing != standing || ++shown > kMostShown) continue;
      add_sentence(findings_.trace.calls[difference.call].number + ": " + difference.reason);
    }
    if (count > kMostShown) add(fmt::format("… and {} more; --json lists all", count - kMostShown));
  }

  void verdict() {
    lines_.emplace_back();
    for (const std::string& fault : findings_.faults) add_sentence(fault, Style::kRed);
    if (findings_.as_the_file()) {
      add("Every verdict is what the file implies.", Style::kGreen);
    } else {
      add(fmt::format("Not as the file: {} unexplained differences, {} other faults.",
                      findings_.comparison.count(Standing::kUnexplained), findings_.faults.size()),
          Style::kRed);
    }
  }

  const Findings& findings_;
  text::Look look_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> closing_report(const Findings& findings, text::Look look) {
  return Report(findings, look).lines();
}

}  // namespace turnout::replay
