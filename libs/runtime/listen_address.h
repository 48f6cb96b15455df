// The address on which a service listens: loopback only, unless connections use mutual TLS.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace turnout::runtime {

struct ListenAddress {
  std::string host;        // numeric: "127.0.0.1", "::"
  std::uint16_t port = 0;  // 0 = any free one

  // "127.0.0.1:7110", "[::1]:7110".
  std::string text() const;
  bool is_loopback() const;
};

// Reads "HOST:PORT". HOST is a numeric address (IPv6 in brackets) or localhost (means 127.0.0.1). Throws
// std::invalid_argument with one sentence for everything else.
ListenAddress parse_listen_address(std::string_view text);

// The same, but also throws for an address that is not loopback.
ListenAddress parse_loopback_address(std::string_view text);

}  // namespace turnout::runtime
