// Reading and marking one order's milestones.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

// True until it is cleared, recalled or declined.
bool is_active(const v1::Order& order);
// True while the unit's wish to return it waits for the dispatcher.
bool is_decline_pending(const v1::Order& order);

// Whether another unit was sent after this order had ended.
bool was_followed(const v1::Incident& incident, const v1::Order& ended);

// The units that are on the incident: those with an active order.
std::vector<std::string> active_units(const v1::Incident& incident);

// The stamp of a milestone, or nullptr if it has not been reached.
const v1::Stamp* find_stamp(const v1::Order& order, v1::Milestone milestone);

// The order with this number, or nullptr.
const v1::Order* find_order(const v1::Incident& incident, std::uint32_t number);
v1::Order* find_order(v1::Incident& incident, std::uint32_t number);
// 0 = there is none.
std::uint32_t last_order_number(const v1::Incident& incident);
// The order with this number, or for 0 the unit's latest one; nullptr if the unit has no such order.
const v1::Order* find_order(const v1::Incident& incident, const std::string& unit_id,
                            std::uint32_t number = 0);

// The unit's latest order that moved here from that incident, or nullptr.
const v1::Order* find_order_from(const v1::Incident& incident, const std::string& from_incident_id,
                                 const std::string& unit_id);

// Marks a milestone as reached, and with it the earlier ones as implied, up to ON_SCENE. A report counts
// before what later milestones imply; of two reports, and of two implications, the earlier instant counts. So
// the stamps are the same in whatever order the reports arrive. What a supervisor has adjudicated stays.
void reach(v1::Order& order, v1::Milestone milestone, const v1::Stamp& stamp);

// The order had ended by the time that counts: what its unit did then is not done for the incident. An accepted record counts as it is,
// even where its own times contradict one another.
bool is_after_end(const v1::Order& order, v1::Milestone milestone, const v1::Stamp& stamp);
// The newest report of the milestone for a time after the order's end, or nullptr.
const v1::Stamp* find_after_end(const v1::Order& order, v1::Milestone milestone);
// What a ruling on the milestone is about: the report that counts, else the newest after the order's end; nullptr = nobody reported it.
const v1::Stamp* find_reported(const v1::Order& order, v1::Milestone milestone);
// Keeps such a milestone on the record, where it counts for nothing.
void keep_after_end(v1::Order& order, v1::Milestone milestone, const v1::Stamp& stamp);

// Puts a supervisor's stamp in place of a milestone's; what milestones imply follows. The clearing that ended an order ends it then.
void rule(v1::Order& order, v1::Milestone milestone, const v1::Stamp& stamp);

// Another step's time counts, and a time of this milestone must fit it: sent, en route, on scene and cleared keep their order.
bool sets_bounds(const v1::MilestoneStamp& other, v1::Milestone milestone);

}  // namespace turnout::domain
