// Ids that clients make: UUID version 7 (RFC 9562) in text form.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace turnout::client {

// A new id from the host's clock and random bits. Thread-safe.
std::string new_id();

// The id of an instant: 48 bits of Unix milliseconds, 12 bits of the fraction of the millisecond (RFC 9562
// section 6.2, method 3), so that ids of later instants sort later, and the low 62 bits of `random`.
std::string uuid_v7(std::chrono::nanoseconds since_epoch, std::uint64_t random);

}  // namespace turnout::client
