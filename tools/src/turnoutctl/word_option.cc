#include "turnoutctl/word_option.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

#include "client/words.h"

namespace turnout::turnoutctl {

CLI::Option* add_word(CLI::App& command, const std::string& name,
                      const google::protobuf::EnumDescriptor* type, std::function<void(int)> set,
                      const std::string& meaning) {
  const std::string words = fmt::format("{}", fmt::join(client::words_of(type), ", "));
  const auto take = [name, type, words, set = std::move(set)](const std::string& text) {
    const auto value = client::value_of(type, text);
    if (!value) throw CLI::ValidationError(name, fmt::format("\"{}\" is not one of {}", text, words));
    set(*value);
  };
  return command.add_option_function<std::string>(name, take, meaning + ": " + words)->type_name("WORD");
}

}  // namespace turnout::turnoutctl
