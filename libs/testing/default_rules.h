// The policies and the roster of tests.
#pragma once

#include "turnout/v1/policy.pb.h"
#include "turnout/v1/roster.pb.h"

namespace turnout::testing {

// Assign 60 s, acknowledge 30 s, turnout 300 s (rural 600 s), arrival 900 s, disposition 3,600 s, close 24 h; imported
// times wait. Nobody is warned or told, and no service acts unasked.
v1::Policy default_policy();
// The same, and: turnout warns the dispatcher at 60 % and the shift leader 60 s before; its ladder is shift
// leader at once, station chief after 120 s, district commander after 300 s and again every 600 s.
// Acknowledge tells the dispatcher after 15 s and then the station chief after 30 s; two orders in a row are
// reassigned automatically. Citizen requests get a first response within 15 min, complaints an answer within 24
// h.
v1::Policy acting_policy();
// leader-1, chief-1 and commander-1 around the clock; dispatcher-1 likewise.
v1::Roster default_roster();

}  // namespace turnout::testing
