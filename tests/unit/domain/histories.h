// Random histories of two incidents and up to four units: commands that make sense, commands that do not, and
// the passing of time with a deadline keeper that sometimes sleeps.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "testing/given_when_then.h"

namespace turnout::testing {

// The same seed gives the same throws.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool chance(int percent) { return between(1, 100) <= percent; }
  template <class T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(choices.size()) - 1))];
  }

 private:
  std::mt19937_64 engine_;
};

// Where every history begins: four units, and limits that come and go with area and priority.
Story beginning();

class History {
 public:
  History(std::uint64_t seed, const Story& beginning);

  // Lets time pass and runs the next command, or the deadline keeper.
  Answer step();
  // Sends a command that was accepted not long ago again, and then with another body; says what was wrong
  // with the answers, or nothing.
  std::string send_again();

  const Story& story() const { return story_; }
  Dice& dice() { return dice_; }

 private:
  struct Sent {
    std::function<Answer(Story&)> again;
    std::function<Answer(Story&)> with_another_body;
    domain::CommandResult result;
  };

  void pass_time();
  Answer report_one(const std::string& incident);
  Answer on_the_desk();
  Answer on_the_units();
  Answer on_the_way_out();
  Answer on_the_road();
  Answer at_the_end();
  Answer by_itself();
  Answer among_people();
  Answer on_the_record();
  template <class Request>
  Answer send(Command<Request> command);
  std::string some_unit();
  std::string some_incident();
  std::string some_officer();
  std::string some_reviewed_incident();
  std::uint32_t some_order(const std::string& incident);
  v1::Priority some_priority();
  void place_somewhere(domain::Jurisdiction& jurisdiction);

  Dice dice_;
  Story story_;
  std::optional<Sent> sent_;
  int requests_ = 0;
};

}  // namespace turnout::testing
