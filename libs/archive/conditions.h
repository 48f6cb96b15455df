// The conditions and parameters of one query on the table `incidents i`.
#pragma once

#include <string>
#include <utility>

#include "archive/database.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::archive {

class Conditions {
 public:
  // The name of a new parameter with this value.
  std::string parameter(Value value) {
    parameters_.push_back(std::move(value));
    return "$" + std::to_string(parameters_.size());
  }
  void require(const std::string& condition) { where_ += (where_.empty() ? " WHERE " : " AND ") + condition; }

  // " WHERE … AND …", or nothing.
  const std::string& where() const { return where_; }
  const Row& parameters() const { return parameters_; }

  // `column` has this value, unless the request leaves it open: empty, or the enum's 0.
  void equal(const char* column, const std::string& value) {
    if (!value.empty()) require(column + (" = " + parameter(value)));
  }
  void equal(const char* column, int value) {
    if (value != 0) require(column + (" = " + parameter(std::int64_t{value})));
  }

  // What searches and figures have in common.
  template <class Request>
  void incidents_of(const Request& request) {
    if (request.from_ms() != 0) require("i.started_at_ms >= " + parameter(std::int64_t{request.from_ms()}));
    if (request.to_ms() != 0) require("i.started_at_ms < " + parameter(std::int64_t{request.to_ms()}));
    equal("i.station_id", request.station_id());
    equal("i.area_class", request.area_class());
    equal("i.kind", request.kind());
    equal("i.type", request.type());
    equal("i.priority", request.priority());
  }

 private:
  std::string where_;
  Row parameters_;
};

}  // namespace turnout::archive
