#include "client/new_id.h"

#include <fmt/format.h>

#include <random>

namespace turnout::client {

std::string new_id() {
  std::random_device device;
  const std::uint64_t random = (std::uint64_t{device()} << 32) | device();
  return uuid_v7(std::chrono::system_clock::now().time_since_epoch(), random);
}

std::string uuid_v7(std::chrono::nanoseconds since_epoch, std::uint64_t random) {
  const auto ns = static_cast<std::uint64_t>(since_epoch.count());
  const std::uint64_t ms = ns / 1'000'000;
  const std::uint64_t fraction = ns % 1'000'000 * 4096 / 1'000'000;
  const std::uint64_t variant_and_random = (random & 0x3fff'ffff'ffff'ffff) | 0x8000'0000'0000'0000;
  return fmt::format("{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}", (ms >> 16) & 0xffff'ffff, ms & 0xffff, fraction,
                     variant_and_random >> 48, variant_and_random & 0xffff'ffff'ffff);
}

}  // namespace turnout::client
