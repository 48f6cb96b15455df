// The records service (档案): the objects around its verbs.
#pragma once

#include <memory>

#include "chassis/service_process.h"
#include "records/archive_writer.h"
#include "records/past.h"
#include "records/query_threads.h"
#include "records/records_service.h"

namespace turnout::records {

class Records final : public chassis::Service {
 public:
  // `open` makes a connection to the archive, whose schema is this program's.
  Records(chassis::ServiceProcess& process, const OpenArchive& open)
      : process_(process),
        writer_(process.io, process.district, open),
        queries_(open),
        api_(make_service(process, {.writer = writer_, .queries = queries_})) {}

  rpc::ServedService served() override;
  Awaitable<void> measure() override;
  Awaitable<void> start() override;

 private:
  Awaitable<void> measure_size();

  chassis::ServiceProcess& process_;
  ArchiveWriter writer_;
  QueryThreads queries_;
  std::unique_ptr<grpc::Service> api_;
};

// How this process opens its district's archive; makes its schema first. Throws geo::DataError if it cannot be used.
OpenArchive archive_of(const chassis::Options& options);

}  // namespace turnout::records
