// The log of a process on standard error, one entry per line: "time level message key=value …", time in UTC.
//
// Thread-safe. For what an operator must read; figures belong in telemetry. Never log what callers said or who
// they are.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace turnout::log {

// One key=value of an entry. Values with blanks, quotes or control characters are quoted and escaped.
struct Field {
  Field(std::string_view name, std::string_view text) : key(name), value(text) {}
  Field(std::string_view name, bool truth) : key(name), value(truth ? "true" : "false") {}
  template <std::integral Number>
  Field(std::string_view name, Number number) : key(name), value(std::to_string(number)) {}
  Field(std::string_view name, double number);
  // Keeps text literals from being taken as bool.
  Field(std::string_view name, const char* text) : Field(name, std::string_view(text)) {}

  std::string_view key;
  std::string value;
};
using Fields = std::initializer_list<Field>;

enum class Level { kInfo, kWarning, kError, kSilent };

// info: an event in the life of the process. warn: something degraded that recovers without help. error:
// somebody must act.
void info(std::string_view message, Fields fields = {});
void warn(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});

// Drops entries below `least` from now on. At the start it is kInfo.
void set_least_level(Level least);

// The text of an entry after its time and level.
std::string formatted(std::string_view message, Fields fields);

}  // namespace turnout::log
