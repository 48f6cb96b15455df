// Refusals as clients see them: a serialized Refusal in the trailer `turnout-refusal-bin` beside the gRPC
// status.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "turnout/v1/refusal.pb.h"

namespace turnout::client {

constexpr std::string_view kRefusalTrailer = "turnout-refusal-bin";

// The refusal in a trailer's bytes; nothing if they hold none.
std::optional<v1::Refusal> decode_refusal(std::string_view trailer);

// One sentence with the reason, and with the field unless the message names it:
// "unit c-7 is on another incident (UNIT_ON_ANOTHER_INCIDENT, unit_id)".
std::string sentence(const v1::Refusal& refusal);

}  // namespace turnout::client
