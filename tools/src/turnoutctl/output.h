// Standard output.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/table.h"

namespace turnout::turnoutctl {

// One line of any text, made printable.
void print(std::string_view line);
// Lines that were drawn before, with their colours.
void print(const std::vector<std::string>& lines);
// Fitted to the terminal. Nothing for a table without rows.
void print(const text::Table& table);

// A heading after an empty line.
void print_heading(std::string_view heading);

// A message as JSON: as a document, or as one line of a stream, which is written out at once.
void print_json(const google::protobuf::Message& message);
void print_json_line(const google::protobuf::Message& message);

// How to draw on standard output.
text::Look output_look();

}  // namespace turnout::turnoutctl
