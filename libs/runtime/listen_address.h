// Where a service listens. Until connections are encrypted and authenticated that is loopback only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace turnout::runtime {

struct ListenAddress {
  std::string host;        // numeric: "127.0.0.1" or "::1"
  std::uint16_t port = 0;  // 0 = any free one

  // "127.0.0.1:7110", "[::1]:7110".
  std::string text() const;
};

// Reads "HOST:PORT", HOST being 127.x.x.x, [::1] or localhost (taken as 127.0.0.1).
// Throws std::invalid_argument with one sentence for everything else, above all for an address that others
// can reach.
ListenAddress parse_loopback_address(std::string_view text);

}  // namespace turnout::runtime
