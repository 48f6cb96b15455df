// The log of a process: one line an entry on standard error, "time level message key=value …", time in UTC.
//
// Thread-safe. For what an operator must read; figures belong into telemetry. Never log what a caller said or
// who they are.
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

// info: what happened in the life of the process. warn: something degraded that heals by itself. error:
// somebody must look.
void info(std::string_view message, Fields fields = {});
void warn(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});

// Entries below `least` are dropped from now on; kInfo at the start.
void set_least_level(Level least);

// What an entry looks like after its time and level.
std::string formatted(std::string_view message, Fields fields);

}  // namespace turnout::log
