// Reads policy.yaml.
//
//   version: "2026-02"
//   time_zone: Asia/Shanghai            # optional: the city's, the same as the roster's; UTC without it
//   country: CN                         # optional: ISO 3166 code; how phone numbers are read
//   accept_imported_times: false        # optional
//   max_reassignments: 2                # optional: automatic reassignments of an order in a row, 0 to 10
//   decline_needs_approval: false       # optional
//   crew_required: false                # optional: a unit without a crew on its shift is not sent
//   arbiter: station_chief              # optional: decides a handover that was refused
//   scene_radius: 300 m                 # optional: an arrival this near the place counts as verified
//   turnout_time: 90 s                  # optional: expected from order to en route
//   reopen_window: 30 min               # optional: an incident reopened within it goes on; 1 min to 24 h
//   device_tolerance: 2 s               # optional: a terminal's clock may be this much fast; up to 60 s
//   plausible_start: 24 h               # optional: a call that says it began longer ago starts at its receipt; 1 h to 30 d
//   duplicates:                         # optional, also each key of it
//     { same_phone_within: 1 h, same_type_within: 30 min, near: 200 m }
//   clocks:                             # optional, at most one entry for each clock
//     - clock: turnout                  # assign, acknowledge, turnout, arrival, disposition,
//                                       # first_response, answer, close, and of each order that is given when a
//                                       # unit is en route: order_turnout, order_arrival (without a rule they
//                                       # follow turnout and arrival)
//       start: call                     # optional: call, assigned, acknowledged, en_route, on_scene,
//                                       # disposition, responded, closed
//       stop: en_route                  # optional: one of the same
//       remind: 10 min                  # optional: whoever acknowledged is told again while the clock is late
//       warnings:                       # at a share of the limit, or a time before the deadline
//         - { at: 60 %, tell: [dispatcher], recommend_backup: true }
//         - { before: 60 s, tell: [shift_leader] }
//       ladder:                         # roles: dispatcher, shift_leader, station_chief, district_commander
//         - { role: shift_leader, wait: 0 s }
//         - { role: station_chief, wait: 2 min, repeat: 10 min }
//   limits:
//     - clock: turnout
//       kind: police                    # optional: police, citizen_request, complaint
//       type: robbery                   # optional: the city's own type
//       area: urban                     # optional: urban, suburban, rural
//       priority: emergency             # optional: emergency, urgent, routine
//       from: 2026-01-01                # optional: for incidents that start on this day or later
//       until: 2027-01-01               # optional: and before this day
//       limit: 5 min                    # a number and s, min, h or d
//       source: "where the figure comes from"
//   travel_speeds:
//     - { area: urban, speed_kmh: 30, source: "…" }
//     - { area: urban, unit_kind: foot_patrol, speed_kmh: 5, source: "…" }  # patrol_car, motorcycle, foot_patrol, specialist
#pragma once

#include <filesystem>
#include <set>

#include "turnout/v1/policy.pb.h"

namespace turnout::chassis {

// What a file says, whether or not it is fit as a whole. Throws geo::DataError, naming the file, the key with
// its line, and what is allowed.
v1::Policy read_policy(const std::filesystem::path& file);

// Reads and checks a policy. Also throws if it has faults for a city with these area classes (domain::faults_of).
v1::Policy load_policy(const std::filesystem::path& file, const std::set<v1::AreaClass>& areas);

}  // namespace turnout::chassis
