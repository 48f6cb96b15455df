// Reads YAML data files. Errors name the file, the line and the key.
#pragma once

#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace turnout::geo {

// One mapping of a YAML file. Every error is a DataError.
class YamlMap {
 public:
  // The whole file; its top level must be a mapping with these keys at most.
  // `former_keys` are read too, so that the caller may refuse each with what to write instead; no error names
  // them as allowed.
  static YamlMap load(const std::filesystem::path& file, const std::vector<std::string>& allowed_keys,
                      const std::vector<std::string>& former_keys = {});
  // The same for text already read; `file` only names it in errors.
  static YamlMap parse(const std::string& text, const std::string& file,
                       const std::vector<std::string>& allowed_keys,
                       const std::vector<std::string>& former_keys = {});

  // The mapping under `key`, required. Without `allowed_keys` its keys are data, and any key is allowed.
  YamlMap map(const std::string& key, const std::vector<std::string>& allowed_keys = {}) const;
  // The mappings of the sequence under `key`; empty if the key is absent.
  std::vector<YamlMap> list(const std::string& key, const std::vector<std::string>& allowed_keys) const;

  bool has(const std::string& key) const;
  std::vector<std::string> keys() const;           // in the order of the file
  std::string text(const std::string& key) const;  // required
  std::string text_or(const std::string& key, const std::string& otherwise) const;
  double number(const std::string& key) const;  // required
  bool truth_or(const std::string& key, bool otherwise) const;
  std::vector<std::string> texts(const std::string& key) const;  // sequence of text; empty if absent

  // Throws the error "FILE:LINE: KEY WHAT".
  [[noreturn]] void fail(const std::string& key, const std::string& what) const;

 private:
  YamlMap(std::string file, const YAML::Node& node, const std::vector<std::string>& allowed_keys,
          const std::vector<std::string>& former_keys = {});
  template <class Value>
  std::optional<Value> value(const std::string& key, const char* kind) const;

  std::string file_;
  YAML::Node node_;
};

}  // namespace turnout::geo
