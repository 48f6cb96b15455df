#include "disk.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <string>
#include <system_error>

namespace turnout::bench {

std::vector<double> sync_ms(const std::filesystem::path& folder) {
  using Steady = std::chrono::steady_clock;
  const std::filesystem::path name = folder / "appended";
  const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0) throw std::system_error(errno, std::generic_category(), name);
  const std::string bytes(2'000, 'x');  // about what a commit appends
  std::vector<double> took_ms;
  const auto end = Steady::now() + std::chrono::seconds(1);
  for (bool written = true; written && Steady::now() < end;) {
    const auto begun = Steady::now();
    written = ::write(file, bytes.data(), bytes.size()) > 0 && ::fdatasync(file) == 0;
    took_ms.push_back(std::chrono::duration<double, std::milli>(Steady::now() - begun).count());
  }
  ::close(file);
  return took_ms;
}

}  // namespace turnout::bench
