#include "geo/yaml_map.h"

#include <algorithm>
#include <set>

#include "geo/data_error.h"
#include "geo/text_file.h"

namespace turnout::geo {
namespace {

constexpr std::size_t kMaxBytes = 4U << 20U;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

YamlMap YamlMap::load(const std::filesystem::path& file, const std::vector<std::string>& allowed_keys,
                      const std::vector<std::string>& former_keys) {
  return parse(read_text_file(file, kMaxBytes), file.string(), allowed_keys, former_keys);
}

YamlMap YamlMap::parse(const std::string& text, const std::string& file,
                       const std::vector<std::string>& allowed_keys,
                       const std::vector<std::string>& former_keys) {
  try {
    return {file, YAML::Load(text), allowed_keys, former_keys};
  } catch (const YAML::Exception& error) {
    throw DataError(file + ":" + std::to_string(std::max(error.mark.line, 0) + 1) + ": " + error.msg);
  }
}

YamlMap::YamlMap(std::string file, const YAML::Node& node, const std::vector<std::string>& allowed_keys,
                 const std::vector<std::string>& former_keys)
    : file_(std::move(file)), node_(node) {
  if (!node_.IsMap()) {
    fail("", "must be a mapping" + (allowed_keys.empty() ? "" : " with the keys " + joined(allowed_keys)));
  }
  std::set<std::string> seen;
  for (const std::string& key : keys()) {
    if (!seen.insert(key).second) fail(key, "is given twice");
    if (!allowed_keys.empty() && !holds(allowed_keys, key) && !holds(former_keys, key)) {
      fail(key, "is not known here; allowed are " + joined(allowed_keys));
    }
  }
}

YamlMap YamlMap::map(const std::string& key, const std::vector<std::string>& allowed_keys) const {
  if (!has(key)) fail(key, "is required");
  return {file_, node_[key], allowed_keys};
}

std::vector<YamlMap> YamlMap::list(const std::string& key,
                                   const std::vector<std::string>& allowed_keys) const {
  std::vector<YamlMap> maps;
  if (!has(key)) return maps;
  if (!node_[key].IsSequence()) fail(key, "must be a list");
  for (const auto& item : node_[key]) maps.push_back(YamlMap(file_, item, allowed_keys));
  return maps;
}

bool YamlMap::has(const std::string& key) const {
  return node_[key].IsDefined();
}

std::vector<std::string> YamlMap::keys() const {
  std::vector<std::string> names;
  for (const auto& entry : node_) {
    if (!entry.first.IsScalar()) fail("", "must have texts as keys");
    names.push_back(entry.first.Scalar());
  }
  return names;
}

std::string YamlMap::text(const std::string& key) const {
  const auto found = value<std::string>(key, "text");
  if (!found || found->empty()) fail(key, "is required");
  return *found;
}

std::string YamlMap::text_or(const std::string& key, const std::string& otherwise) const {
  return value<std::string>(key, "text").value_or(otherwise);
}

double YamlMap::number(const std::string& key) const {
  const auto found = value<double>(key, "a number");
  if (!found) fail(key, "is required");
  return *found;
}

bool YamlMap::truth_or(const std::string& key, bool otherwise) const {
  return value<bool>(key, "true or false").value_or(otherwise);
}

std::vector<std::string> YamlMap::texts(const std::string& key) const {
  return value<std::vector<std::string>>(key, "a list of texts").value_or(std::vector<std::string>());
}

void YamlMap::fail(const std::string& key, const std::string& what) const {
  const YAML::Mark mark = !key.empty() && has(key) ? node_[key].Mark() : node_.Mark();
  throw DataError(file_ + ":" + std::to_string(std::max(mark.line, 0) + 1) + ": " +
                  (key.empty() ? "" : key + " ") + what);
}

template <class Value>
std::optional<Value> YamlMap::value(const std::string& key, const char* kind) const {
  if (!has(key)) return std::nullopt;
  try {
    return node_[key].as<Value>();
  } catch (const YAML::BadConversion&) {
    fail(key, std::string("must be ") + kind);
  }
}

}  // namespace turnout::geo
