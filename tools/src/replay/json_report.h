// The report of a replay as JSON.
//
//   calls        one object per call, by time of receipt: call (the trace's own number), incident_id, station,
//                area, received, first_en_route, first_on_scene (RFC 3339 or null), turnout_limit_s,
//                turnout_verdict ("met", "met_reported_late", "breached", "cancelled", or null while it
//                runs). Everything except the number is read back from the services.
//   stages       by name (received_to_dispatched …): count, median_s, p90_s, p95_s of the services, the same
//                of the file under `file`, and difference_s, the greatest of the three.
//   turnout      by area: calls, met, met_reported_late, breached, other, and what the file implies:
//                file_in_time
//   first_unit   by limit in seconds ("300"): calls whose first unit was en_route and on_scene within it,
//                and the same of the file under `file`
//   turnout_predicted  warned, breached, predicted, median_ahead_s, false_alarms of the turnout clocks
//   late_turnout by wait: longest_in, duration_s of breached turnout clocks
//   flaws        how often each kind was found: those of all rows of the file, and those of the play
//   absent       stages that the file does not have: received, dispatched, en_route, on_scene, available. Everything above
//                that begins or ends with one is null
//   differences  calls whose verdict is not plainly the file's: call, standing ("near_limit", "explained",
//                "unexplained"), reason
//   faults       sentences about what is wrong beyond single calls
//   run          run, speed, tolerance_s, calls, orders, commands, repeated, idle_skipped_s, as_the_file
//                (whether the exit code is 0)
#pragma once

#include <string>

#include "replay/findings.h"

namespace turnout::replay {

std::string json_report(const Findings& findings);

}  // namespace turnout::replay
