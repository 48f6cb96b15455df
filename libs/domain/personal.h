// Personal data in events (personal.proto): sealed with a salt and a digest, so that it can be deleted one day without breaking
// a proof over the event.
#pragma once

#include <string>

#include "turnout/v1/event.pb.h"

namespace turnout::domain {

inline constexpr std::size_t kPersonalSaltBytes = 16;

// The personal messages inside `message`, each as 4 bytes of its length (big-endian) and its bytes, in the order of the field
// numbers; empty = there are none.
std::string personal_bytes(const google::protobuf::Message& message);

// SHA-256(salt ‖ personal_bytes).
std::string personal_digest(const std::string& salt, const google::protobuf::Message& message);

// Gives the event its salt and digest if it carries personal data; else changes nothing. `salt`: kPersonalSaltBytes random bytes.
void seal_personal(v1::Event& event, const std::string& salt);

// The event as a proof covers it: without its personal messages and their salt, with their digest.
v1::Event without_personal(v1::Event event);

}  // namespace turnout::domain
