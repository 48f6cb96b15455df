#include "runtime/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

namespace turnout::log {
namespace {

spdlog::logger make_logger() {
  spdlog::logger logger("turnout", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger.set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
  logger.flush_on(spdlog::level::info);
  return logger;
}

// One logger, because the process has one standard error.
spdlog::logger& logger() {
  static spdlog::logger instance = make_logger();
  return instance;
}

bool is_plain(char c) {
  return static_cast<unsigned char>(c) > ' ' && c != '"' && c != '=' && c != '\\' && c != 0x7F;
}

void append_escaped(std::string& line, char c) {
  if (c == '\n') {
    line += "\\n";
  } else if (c == '"' || c == '\\') {
    line += '\\';
    line += c;
  } else if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) {
    line += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  } else {
    line += c;
  }
}

void append_value(std::string& line, std::string_view value) {
  if (!value.empty() && std::all_of(value.begin(), value.end(), is_plain)) {
    line += value;
    return;
  }
  line += '"';
  for (const char c : value) append_escaped(line, c);
  line += '"';
}

void write(spdlog::level::level_enum level, std::string_view message, Fields fields) {
  if (logger().should_log(level)) logger().log(level, formatted(message, fields));
}

}  // namespace

Field::Field(std::string_view name, double number) : key(name), value(fmt::format("{}", number)) {}

void info(std::string_view message, Fields fields) {
  write(spdlog::level::info, message, fields);
}
void warn(std::string_view message, Fields fields) {
  write(spdlog::level::warn, message, fields);
}
void error(std::string_view message, Fields fields) {
  write(spdlog::level::err, message, fields);
}

void set_least_level(Level least) {
  constexpr std::array kLevels{spdlog::level::info, spdlog::level::warn, spdlog::level::err,
                               spdlog::level::off};
  logger().set_level(kLevels.at(static_cast<std::size_t>(least)));
}

std::string formatted(std::string_view message, Fields fields) {
  std::string line;
  for (const char c : message) append_escaped(line, c);
  for (const Field& field : fields) {
    line += ' ';
    line += field.key;
    line += '=';
    append_value(line, field.value);
  }
  return line;
}

}  // namespace turnout::log
