// Reads a whole text file, plain or gzip-compressed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace turnout::geo {

// Maximum length of a file's text after decompression, in bytes.
inline constexpr std::size_t kMaxTextFileBytes = 256U << 20U;

// The text of `file`, decompressed if the content is gzip (the name does not matter), without a UTF-8 byte
// order mark. Throws DataError naming the file when it is missing, a folder, unreadable, cut off, damaged, or
// longer than `max_bytes`.
std::string read_text_file(const std::filesystem::path& file, std::size_t max_bytes = kMaxTextFileBytes);

}  // namespace turnout::geo
