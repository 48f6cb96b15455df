// One form of a request, however its client writes it. A request is brought into it before anything else looks at it, so that its
// fingerprint is that of the same request written otherwise.
#pragma once

#include <google/protobuf/message.h>

namespace turnout::domain {

// In `request` and the messages in it: ids that are UUIDs (incident_id, duplicate_of, request_id) in lower case; in every other
// text a line ends with a line feed, where it ended with CR LF or CR.
void normalise(google::protobuf::Message& request);

}  // namespace turnout::domain
