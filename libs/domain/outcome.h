// What a decision comes to: a value, or the refusal that says why nothing was changed.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "turnout/v1/refusal.pb.h"

namespace turnout::domain {

template <class T>
using Outcome = tl::expected<T, v1::Refusal>;

// A refusal to return from a function that yields an Outcome. `field` is the path of the field at fault, e.g.
// "place.position.latitude_deg", or empty; `message` is one sentence for people, with the limit where there
// is one.
inline tl::unexpected<v1::Refusal> refuse(v1::RefusalReason reason, std::string field, std::string message) {
  v1::Refusal refusal;
  refusal.set_reason(reason);
  refusal.set_field(std::move(field));
  refusal.set_message(std::move(message));
  return tl::unexpected<v1::Refusal>(std::move(refusal));
}

}  // namespace turnout::domain
