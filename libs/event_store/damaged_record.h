// A stored state that is not what was stored: changed bytes, a foreign key, a foreign field.
#pragma once

#include <functional>
#include <string>

#include "runtime/errors.h"
#include "turnout/v1/event.pb.h"

namespace turnout::event_store {

// Names one aggregate.
struct AggregateId {
  v1::AggregateKind kind = v1::AGGREGATE_KIND_UNSPECIFIED;
  std::string id;

  auto operator<=>(const AggregateId&) const = default;
};

// Whoever needs that state fails; everybody else goes on. RecordRepair rebuilds it.
class DamagedRecord : public runtime::DataLoss {
 public:
  DamagedRecord(AggregateId which, const std::string& fault);

  const AggregateId& which() const { return which_; }

 private:
  AggregateId which_;
};

}  // namespace turnout::event_store
