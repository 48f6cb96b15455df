// Every bound of what an incident and a unit may hold.
#pragma once

#include <cstddef>
#include <cstdint>

namespace turnout::domain {

constexpr std::size_t kMaxSnapshotBytes = 393'216;  // of an incident; see snapshot_size.h
constexpr int kMaxCallsKept = 256;                  // the first and the newest; the log keeps all
constexpr int kMaxNotesKept = 100;                  // the newest; the log keeps all
constexpr int kMaxOrders = 256;                     // of one incident, over its life, and at one time
constexpr int kMaxOwnClocks =
    7;  // of the incident itself that run at once: one of each kind that is not of each order
constexpr int kMaxClocksOfAnOrder = 3;  // ACKNOWLEDGE, ORDER_TURNOUT, ORDER_ARRIVAL
constexpr std::uint32_t kMaxReopenings = 16;
// Units that one decision recalls or moves. With the incident, or the two that are linked, they are the aggregates of one commit.
constexpr int kMaxUnitsAtOnce = 30;
// Most events of one decision: every clock of every order fires and raises a level; one more level if the last order was returned;
// then cancelling begins or ends, and recalls units.
constexpr int kMaxEventsOfADecision =
    kMaxUnitsAtOnce + 2 * kMaxClocksOfAnOrder * kMaxOrders + 2 * kMaxOwnClocks + 2;
constexpr int kMaxDuplicates = 64;  // of one incident that is kept
// Linking: what is due of both incidents, then for each order that moves its recall, its order and up to six milestones.
constexpr int kMaxEventsOfALink = 2 * kMaxEventsOfADecision + 8 * kMaxUnitsAtOnce + 2;
constexpr int kMaxReliefsKept = 4;   // of an order, the newest; the log keeps all
constexpr int kMaxAfterEndKept = 8;  // of an order, the newest; the log keeps all
constexpr int kMaxPastResponsible = 64;
constexpr int kRememberedIncidentRequests = 512;
constexpr int kRememberedRequestsAfterEnd = 32;
constexpr int kRememberedUnitRequests = 64;

constexpr std::size_t kMaxIdBytes = 64;
constexpr std::size_t kMaxNameCharacters = 100;
constexpr std::size_t kMaxPhoneCharacters = 32;
constexpr std::size_t kMaxCodeCharacters = 64;
constexpr std::size_t kMaxReasonCharacters = 300;
constexpr std::size_t kMaxLinesCharacters = 2'000;
constexpr int kMaxCrew = 16;

constexpr std::int64_t kMaxInstantMs = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z
constexpr std::int64_t kLateEntryMs = 60'000;     // a report this long after its start is a late entry
constexpr std::int64_t kMaxCallAheadMs = 60'000;  // a console's clock that is further ahead is not believed

}  // namespace turnout::domain
