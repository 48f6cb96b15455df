#include "client/refusals.h"

#include "client/words.h"

namespace turnout::client {
namespace {

std::string reason_name(v1::RefusalReason reason) {
  constexpr std::string_view kPrefix = "REFUSAL_REASON_";
  const std::string& name = v1::RefusalReason_Name(reason);
  return name.empty() ? "reason " + std::to_string(reason) : name.substr(kPrefix.size());
}

}  // namespace

std::optional<v1::Refusal> decode_refusal(std::string_view trailer) {
  v1::Refusal refusal;
  const bool whole = refusal.ParseFromArray(trailer.data(), static_cast<int>(trailer.size()));
  if (!whole || refusal.reason() == v1::REFUSAL_REASON_UNSPECIFIED) return std::nullopt;
  return refusal;
}

std::string sentence(const v1::Refusal& refusal) {
  std::string message = refusal.message();
  while (message.ends_with('.')) message.pop_back();
  if (message.empty()) message = word(refusal.reason());
  const bool names_field = message.find(refusal.field()) != std::string::npos;
  return message + " (" + reason_name(refusal.reason()) + (names_field ? "" : ", " + refusal.field()) + ")";
}

}  // namespace turnout::client
