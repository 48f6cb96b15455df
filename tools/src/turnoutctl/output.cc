#include "turnoutctl/output.h"

#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <iostream>
#include <stdexcept>

#include "text/terminal.h"

namespace turnout::turnoutctl {
namespace {

std::string json(const google::protobuf::Message& message, bool spread) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = spread;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string text;
  const auto status = google::protobuf::util::MessageToJsonString(message, &text, options);
  if (!status.ok()) throw std::runtime_error("the answer has no JSON form: " + std::string(status.message()));
  return text::bidi_escaped(text);
}

}  // namespace

void print(std::string_view line) {
  std::cout << text::printable(line) << '\n';
}

void print(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) std::cout << line << '\n';
}

void print(const std::vector<text::Cell>& lines) {
  const bool colours = output_look().colours;
  for (const text::Cell& line : lines) std::cout << text::styled(line.text, line.style, colours) << '\n';
}

void print(const text::Table& table) {
  if (!table.empty()) print(table.lines(output_look()));
}

void print_heading(std::string_view heading) {
  std::cout << '\n'
            << text::styled(text::printable(heading), text::Style::kBold, output_look().colours) << '\n';
}

void print_json(const google::protobuf::Message& message) {
  std::cout << json(message, true);
}
void print_json_line(const google::protobuf::Message& message) {
  std::cout << json(message, false) << std::endl;
}

text::Look output_look() {
  return text::look_of(STDOUT_FILENO);
}

}  // namespace turnout::turnoutctl
