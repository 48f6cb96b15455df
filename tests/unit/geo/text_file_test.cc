#include "geo/text_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/data_error.h"
#include "testing/temporary_folder.h"

namespace turnout::geo {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

const std::string kLongText(300'000, 'x');

std::string first_bytes(const std::filesystem::path& file, std::size_t bytes) {
  std::string text(bytes, '\0');
  std::ifstream(file, std::ios::binary).read(text.data(), static_cast<std::streamsize>(bytes));
  return text;
}

TEST(TextFile, ReadsPlainAndGzipAlikeWhateverTheName) {
  const testing::TemporaryFolder folder;
  EXPECT_EQ(read_text_file(folder.write("a.csv", "城关派出所\n")), "城关派出所\n");
  EXPECT_EQ(read_text_file(folder.write_gzip("b.csv", kLongText)), kLongText);
  EXPECT_EQ(read_text_file(folder.write("empty", "")), "");
}

TEST(TextFile, TakesOffTheByteOrderMark) {
  const testing::TemporaryFolder folder;
  EXPECT_EQ(read_text_file(folder.write("a.csv", "\xEF\xBB\xBFid,name")), "id,name");
}

TEST(TextFile, NamesAFileThatIsMissingOrAFolder) {
  const testing::TemporaryFolder folder;
  EXPECT_THAT([&] { read_text_file(folder.path() / "none.csv"); },
              ThrowsMessage<DataError>(AllOf(HasSubstr("none.csv"), HasSubstr("No such file"))));
  EXPECT_THAT([&] { read_text_file(folder.path()); }, ThrowsMessage<DataError>(HasSubstr("is a folder")));
}

TEST(TextFile, RefusesGzipThatWasCutOffAnywhere) {
  const testing::TemporaryFolder folder;
  std::string text;
  for (int line = 0; line < 20'000; ++line) text += std::to_string(line * 7919) + '\n';
  const auto whole = folder.write_gzip("whole.gz", text);
  const std::size_t size = std::filesystem::file_size(whole);
  for (const std::size_t kept : {std::size_t{3}, std::size_t{12}, size / 2, size - 8, size - 1}) {
    const auto cut = folder.write("cut.gz", first_bytes(whole, kept));
    EXPECT_THAT([&] { read_text_file(cut); }, ThrowsMessage<DataError>(HasSubstr("cut.gz")))
        << kept << " bytes kept";
  }
}

TEST(TextFile, RefusesGzipThatWasDamaged) {
  const testing::TemporaryFolder folder;
  const auto whole = folder.write_gzip("whole.gz", kLongText);
  std::string bytes = first_bytes(whole, std::filesystem::file_size(whole));
  bytes[bytes.size() - 6] ^= 1;  // the checksum
  EXPECT_THAT([&] { read_text_file(folder.write("damaged.gz", bytes)); },
              ThrowsMessage<DataError>(AllOf(HasSubstr("damaged.gz"), HasSubstr("cannot be read"))));
}

TEST(TextFile, BoundsTheTextAfterDecompression) {
  const testing::TemporaryFolder folder;
  const auto file = folder.write_gzip("bomb.gz", kLongText);
  EXPECT_EQ(read_text_file(file, kLongText.size()), kLongText);
  EXPECT_THAT([&] { read_text_file(file, kLongText.size() - 1); },
              ThrowsMessage<DataError>(HasSubstr("longer than 299999 bytes")));
}

}  // namespace
}  // namespace turnout::geo
