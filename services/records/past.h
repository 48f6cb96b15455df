// The past of a district, as the verbs of records see it.
#pragma once

#include "records/archive_writer.h"
#include "records/query_threads.h"

namespace turnout::records {

struct Past {
  ArchiveWriter& writer;
  QueryThreads& queries;
};

// How long a query waits for what was committed before it.
inline constexpr std::chrono::milliseconds kPatience{1'000};

}  // namespace turnout::records
