#include "geo/yaml_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/data_error.h"
#include "testing/temporary_folder.h"

namespace turnout::geo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

YamlMap parse(const std::string& text) {
  return YamlMap::parse(text, "f.yaml", {"name", "size", "on", "tags", "open", "units"});
}

TEST(YamlMap, GivesTextsNumbersTruthsAndLists) {
  const YamlMap map =
      parse("name: 城关\nsize: 2.5\non: true\ntags: [a, b]\nopen: {x: 1, y: 2}\nunits: [{id: A}, {id: B}]");
  EXPECT_EQ(map.text("name"), "城关");
  EXPECT_EQ(map.number("size"), 2.5);
  EXPECT_TRUE(map.truth_or("on", false));
  EXPECT_THAT(map.texts("tags"), ElementsAre("a", "b"));
  EXPECT_THAT(map.map("open").keys(), ElementsAre("x", "y"));
  EXPECT_EQ(map.list("units", {"id"}).at(1).text("id"), "B");
}

TEST(YamlMap, HasDefaultsForWhatIsAbsent) {
  const YamlMap map = parse("{}");
  EXPECT_FALSE(map.has("name"));
  EXPECT_EQ(map.text_or("name", "none"), "none");
  EXPECT_TRUE(map.truth_or("on", true));
  EXPECT_TRUE(map.texts("tags").empty());
  EXPECT_TRUE(map.list("units", {"id"}).empty());
}

TEST(YamlMap, NamesFileLineAndKeyOfWhatIsWrong) {
  const std::pair<const char*, const char*> bad[] = {
      {"name: a\nsized: 1",
       "f.yaml:2: sized is not known here; allowed are name, size, on, tags, open, units"},
      {"name: a\nname: b", "name is given twice"},
      {"name: [", "f.yaml:1: "},
      {"", "f.yaml:1: must be a mapping with the keys name, "},
      {"[]", "must be a mapping with the keys name, "},
      {"{[a]: b}", "must have texts as keys"},
  };
  for (const auto& [text, complaint] : bad) {
    EXPECT_THAT([&] { parse(text); }, ThrowsMessage<DataError>(HasSubstr(complaint))) << text;
  }
  const YamlMap map = parse("name: []\nsize: big\non: maybe\nopen: 3\nunits: 4");
  EXPECT_THAT([&] { (void)map.text("name"); }, ThrowsMessage<DataError>("f.yaml:1: name must be text"));
  EXPECT_THAT([&] { (void)map.number("size"); }, ThrowsMessage<DataError>("f.yaml:2: size must be a number"));
  EXPECT_THAT([&] { (void)map.truth_or("on", true); },
              ThrowsMessage<DataError>("f.yaml:3: on must be true or false"));
  EXPECT_THAT([&] { (void)map.map("open"); }, ThrowsMessage<DataError>(HasSubstr("must be a mapping")));
  EXPECT_THAT([&] { (void)map.list("units", {}); },
              ThrowsMessage<DataError>(HasSubstr("units must be a list")));
  EXPECT_THAT([&] { (void)map.texts("size"); },
              ThrowsMessage<DataError>(HasSubstr("must be a list of texts")));
  EXPECT_THAT([&] { (void)map.map("tags"); }, ThrowsMessage<DataError>(HasSubstr("tags is required")));
}

TEST(YamlMap, NamesAFileThatIsMissing) {
  const testing::TemporaryFolder folder;
  EXPECT_THAT([&] { YamlMap::load(folder.path() / "none.yaml", {}); },
              ThrowsMessage<DataError>(HasSubstr("none.yaml")));
}

}  // namespace
}  // namespace turnout::geo
