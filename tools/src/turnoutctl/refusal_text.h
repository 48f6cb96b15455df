// Refusals of the services in the words of whoever typed the command.
#pragma once

#include <map>
#include <string>

#include "turnout/v1/refusal.pb.h"

namespace turnout::turnoutctl {

// How the fields of a request were typed: "to_officer_id" → "officer", "note" → "--note".
using TypedNames = std::map<std::string, std::string>;

// One sentence: the message, with the option in place of the field that it begins with; without a message its reason in words.
std::string refusal_text(const v1::Refusal& refusal, const TypedNames& names = {});

}  // namespace turnout::turnoutctl
