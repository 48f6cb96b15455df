#include "replay/closing_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "client/words.h"
#include "replay/time_text.h"
#include "text/duration.h"
#include "text/width.h"

namespace turnout::replay {
namespace {

using text::Align;
using text::Style;

constexpr int kWidest = 100;
constexpr const char* kAbsent = "absent";
constexpr std::size_t kMaxShown = 20;  // differences of one kind

std::string seconds_cell(std::int64_t ms) {
  return fmt::format("{:g}", static_cast<double>(ms) / 1'000);
}

std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return "–";
  return fmt::format("{:.1f} %", 100 * static_cast<double>(part) / static_cast<double>(whole));
}

// Wraps a sentence to lines of at most `columns`; indents all but the first.
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
    if (!findings_.turnout_is_absent()) {
      section("Turnout predictions", predictions());
      section("Where the time of late turnouts went", late());
    }
    section(fmt::format("Flaws of the file, in all its {} rows", findings_.trace.rows),
            flaw_table(findings_.file_flaws));
    section("Flaws of the play", flaw_table(findings_.play_flaws));
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
    const auto received = [&](std::size_t call) {
      return zone_time(findings_.in_file(call, calls[call].received_at_ms), findings_.zone);
    };
    add(fmt::format("Calls        {}, {} {} to {} ({})", calls.size(),
                    findings_.trace.absent.contains(trace::Stage::kReceived) ? "begun" : "received",
                    received(0), received(calls.size() - 1), findings_.zone));
    if (!findings_.trace.absent.empty())
      add("Absent       " + absent_stages() + ": the file does not have it");
    if (findings_.idle.stretches > 0) {
      add(fmt::format("Skipped      {} of idle time, in {} stretches", text::duration(findings_.skipped_ms()),
                      findings_.idle.stretches));
    }
    add(fmt::format("Orders       {}", findings_.orders));
    add(fmt::format("Commands     {} at speed {:g}, {} repeated, {} refused", played.commands,
                    findings_.speed, played.repeated, played.refused.size()));
    const auto& [median_ms, p99_ms, max_ms] = findings_.answer_times;
    add(fmt::format("Answered     after median {:.0f} ms, p99 {:.0f} ms, at most {:.0f} ms", median_ms,
                    p99_ms, max_ms));
    add(fmt::format("Run          {}", findings_.run));
  }

  std::string absent_stages() const {
    std::string names;
    for (const trace::Stage stage : findings_.trace.absent) {
      names += (names.empty() ? "" : ", ") + std::string(trace::words_of(stage).title);
    }
    return names;
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
    for (const auto& [stage, services, file, difference_ms, equal] : findings_.stages) {
      if (findings_.is_absent(stage.from, stage.to)) {
        table.add({stage.title, kAbsent, "", "", "", kAbsent, "", "", "", ""});
        continue;
      }
      table.add({stage.title,
                 std::to_string(services.count()),
                 seconds_cell(services.median_ms()),
                 seconds_cell(services.p90_ms()),
                 seconds_cell(services.p95_ms()),
                 std::to_string(file.count()),
                 seconds_cell(file.median_ms()),
                 seconds_cell(file.p90_ms()),
                 seconds_cell(file.p95_ms()),
                 {seconds_cell(difference_ms), equal ? Style::kPlain : Style::kRed}});
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
      const std::string name = area == v1::AREA_CLASS_UNSPECIFIED ? "unknown" : client::word(area);
      if (findings_.turnout_is_absent()) {
        table.add({name, std::to_string(verdicts.calls), kAbsent, "", "", "", "", kAbsent});
        continue;
      }
      table.add({name, std::to_string(verdicts.calls), std::to_string(verdicts.met),
                 std::to_string(verdicts.met_reported_late), std::to_string(verdicts.breached),
                 std::to_string(verdicts.other), percent(verdicts.in_time(), verdicts.calls),
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
      const bool no_arrival = findings_.is_absent(trace::Stage::kReceived, trace::Stage::kOnScene);
      const auto en_route = [&](const v1::Band& band) {
        return findings_.turnout_is_absent() ? kAbsent : percent(band.en_route(), calls);
      };
      const auto on_scene = [&](const v1::Band& band) {
        return no_arrival ? kAbsent : percent(band.on_scene(), calls);
      };
      table.add({fmt::format("{} min", services.within_ms() / 60'000), en_route(services), on_scene(services),
                 en_route(file), on_scene(file)});
    }
    return table;
  }

  text::Table predictions() const {
    const PredictionAccuracy& accuracy = findings_.predictions;
    text::Table table({{"WARNED", Align::kRight},
                       {"BREACHED", Align::kRight},
                       {"PREDICTED", Align::kRight},
                       {"AHEAD, MEDIAN s", Align::kRight},
                       {"FALSE ALARMS", Align::kRight}});
    table.add({std::to_string(accuracy.warned), std::to_string(accuracy.breaches),
               fmt::format("{} ({})", accuracy.predicted, percent(accuracy.predicted, accuracy.breaches)),
               seconds_cell(accuracy.median_ahead_ms), std::to_string(accuracy.false_alarms)});
    return table;
  }

  text::Table late() const {
    text::Table table(
        {{"WAIT"}, {"LONGEST IN", Align::kRight}, {"SECONDS", Align::kRight}, {"SHARE", Align::kRight}});
    for (const v1::LateFigures& late : findings_.compliance.late()) {
      table.add({client::word(late.wait()), std::to_string(late.breaches()), seconds_cell(late.duration_ms()),
                 percent(static_cast<std::size_t>(late.duration_ms()),
                         static_cast<std::size_t>(findings_.late_ms))});
    }
    return table;
  }

  void differences(Standing standing, const std::string& title) {
    const std::size_t count = findings_.comparison.count(standing);
    if (count == 0) return;
    heading(fmt::format("{}: {}", title, count));
    std::size_t shown = 0;
    for (const Difference& difference : findings_.comparison.differences) {
      if (difference.standing != standing || ++shown > kMaxShown) continue;
      add_sentence(findings_.trace.calls[difference.call].number + ": " + difference.reason);
    }
    if (count > kMaxShown) add(fmt::format("… and {} more; --json lists all", count - kMaxShown));
  }

  void verdict() {
    lines_.emplace_back();
    for (const std::string& fault : findings_.faults) add_sentence(fault, Style::kRed);
    if (findings_.as_the_file()) {
      add(findings_.turnout_is_absent()
              ? "No verdict on turnout: the file does not have its begin and its end. The "
                "rest is what the file implies."
              : "Every verdict agrees with the file.",
          Style::kGreen);
    } else {
      add(fmt::format("Verdicts differ: {} unexplained differences, {} other faults.",
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
