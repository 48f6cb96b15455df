// A generated service whose RPCs get and give bytes.
//
// gRPC answers bytes that are no request with UNIMPLEMENTED and says nothing more. The bridge reads them itself, so that it can say
// which field is at fault.
#pragma once

namespace turnout::rpc {

template <class Base, template <class> class... Raw>
struct WithRawMethods {
  using Type = Base;
};

template <class Base, template <class> class First, template <class> class... Rest>
struct WithRawMethods<Base, First, Rest...> {
  using Type = typename WithRawMethods<First<Base>, Rest...>::Type;
};

// RawMethods<v1::IntakeService::Service, v1::IntakeService::WithRawCallbackMethod_AddNote, …>, one for each RPC.
template <class Base, template <class> class... Raw>
using RawMethods = typename WithRawMethods<Base, Raw...>::Type;

}  // namespace turnout::rpc
