// Standard output.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/table.h"

namespace turnout::turnoutctl {

// Prints any text as one line, made printable.
void print(std::string_view line);
// Prints lines that are already formatted and coloured.
void print(const std::vector<std::string>& lines);
// Prints texts in their styles, one a line.
void print(const std::vector<text::Cell>& lines);
// Prints a table fitted to the terminal; nothing for a table without rows.
void print(const text::Table& table);

// A heading after an empty line.
void print_heading(std::string_view heading);

// Prints a message as JSON: as a document, or as one line of a stream, which is flushed at once.
void print_json(const google::protobuf::Message& message);
void print_json_line(const google::protobuf::Message& message);

// Width and colours of standard output.
text::Look output_look();

}  // namespace turnout::turnoutctl
