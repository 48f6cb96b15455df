#include "geo/text_file.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string_view>

#include "geo/data_error.h"

namespace turnout::geo {
namespace {

constexpr std::size_t kChunkBytes = 64U << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct CloseGzip {
  void operator()(gzFile file) const { gzclose(file); }
};
using GzipFile = std::unique_ptr<gzFile_s, CloseGzip>;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& why) {
  throw DataError(file.string() + ": " + why);
}

GzipFile open(const std::filesystem::path& file) {
  if (std::filesystem::is_directory(file)) fail(file, "is a folder, not a file");
  errno = 0;
  GzipFile opened(gzopen(file.c_str(), "rb"));
  if (!opened) fail(file, std::string("cannot be opened: ") + std::strerror(errno));
  return opened;
}

}  // namespace

std::string read_text_file(const std::filesystem::path& file, std::size_t max_bytes) {
  const GzipFile opened = open(file);
  std::string text;
  for (;;) {
    const std::size_t before = text.size();
    text.resize(before + kChunkBytes);
    const int read = gzread(opened.get(), text.data() + before, kChunkBytes);
    int code = Z_OK;
    const char* message = gzerror(opened.get(), &code);
    // A file that was cut off inside its compressed data is detected only by Z_BUF_ERROR at its end.
    if (code == Z_BUF_ERROR) fail(file, "the compressed data end too early: the file was cut off");
    if (read < 0)
      fail(file, std::string("cannot be read: ") + (code == Z_ERRNO ? std::strerror(errno) : message));
    text.resize(before + static_cast<std::size_t>(read));
    if (text.size() > max_bytes) fail(file, "is longer than " + std::to_string(max_bytes) + " bytes of text");
    if (read == 0) break;
  }
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  return text;
}

}  // namespace turnout::geo
