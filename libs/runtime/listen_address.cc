#include "runtime/listen_address.h"

#include <arpa/inet.h>

#include <charconv>
#include <stdexcept>

namespace turnout::runtime {
namespace {

[[noreturn]] void fail(std::string_view text, const std::string& why) {
  throw std::invalid_argument("the listen address '" + std::string(text) + "' " + why);
}

std::uint16_t parse_port(std::string_view text, std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) {
    fail(text, "must end in ':' and a port from 0 to 65535");
  }
  return port;
}

bool is_numeric(const std::string& host) {
  in6_addr any{};
  return inet_pton(AF_INET, host.c_str(), &any) == 1 || inet_pton(AF_INET6, host.c_str(), &any) == 1;
}

ListenAddress parse(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) fail(text, "must be HOST:PORT, for example 127.0.0.1:7110");
  ListenAddress address{std::string(text.substr(0, colon)), parse_port(text, text.substr(colon + 1))};
  if (address.host == "localhost") address.host = "127.0.0.1";
  if (address.host.starts_with('[') && address.host.ends_with(']')) {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  return address;
}

}  // namespace

std::string ListenAddress::text() const {
  const bool six = host.find(':') != std::string::npos;
  return (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

bool ListenAddress::is_loopback() const {
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24U) == 127;
  in6_addr six{};
  return inet_pton(AF_INET6, host.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

ListenAddress parse_listen_address(std::string_view text) {
  ListenAddress address = parse(text);
  if (!is_numeric(address.host)) fail(text, "must have a numeric address, for example 0.0.0.0:7110");
  return address;
}

ListenAddress parse_loopback_address(std::string_view text) {
  ListenAddress address = parse(text);
  if (!address.is_loopback()) {
    fail(text, "is not a loopback address: without TLS only 127.0.0.1, [::1] and localhost are allowed");
  }
  return address;
}

}  // namespace turnout::runtime
