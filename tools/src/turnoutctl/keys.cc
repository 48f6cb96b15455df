#include "turnoutctl/keys.h"

#include <string_view>

namespace turnout::turnoutctl {
namespace {

struct Sequence {
  std::string_view bytes;
  Key key;
};

// Both forms that terminals send: cursor keys in normal and in application mode.
constexpr Sequence kSequences[] = {
    {"\x1b[A", Key::kUp},      {"\x1bOA", Key::kUp},        {"\x1b[B", Key::kDown}, {"\x1bOB", Key::kDown},
    {"\x1b[5~", Key::kPageUp}, {"\x1b[6~", Key::kPageDown}, {"\x1b[H", Key::kHome}, {"\x1bOH", Key::kHome},
    {"\x1b[1~", Key::kHome},   {"\x1b[F", Key::kEnd},       {"\x1bOF", Key::kEnd},  {"\x1b[4~", Key::kEnd},
    {"q", Key::kQuit},         {"Q", Key::kQuit},           {"k", Key::kUp},        {"j", Key::kDown},
    {"b", Key::kPageUp},       {" ", Key::kPageDown},       {"g", Key::kHome},      {"G", Key::kEnd},
};

}  // namespace

std::optional<Key> take_key(std::string& typed) {
  if (typed.empty()) return std::nullopt;
  for (const auto& [bytes, key] : kSequences) {
    if (!typed.starts_with(bytes)) continue;
    typed.erase(0, bytes.size());
    return key;
  }
  for (const auto& [bytes, key] : kSequences) {
    if (bytes.starts_with(typed)) return std::nullopt;
  }
  typed.erase(0, 1);
  return Key::kOther;
}

}  // namespace turnout::turnoutctl
