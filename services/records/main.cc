// turnout-records (档案): archives the log in a database, and answers what is asked about the past.
#include <memory>

#include "records/rebuild.h"
#include "records/records.h"

int main(int argc, char** argv) {
  using namespace turnout;
  const chassis::ServiceIdentity identity{
      .name = "records", .rpc_port = 7170, .metrics_port = 7171, .reads_only = true};
  const chassis::ParsedOptions parsed = chassis::parse_options(identity, argc, argv);
  if (!parsed.options) return parsed.exit_code;
  if (parsed.options->rebuild) return records::rebuild(*parsed.options);
  return chassis::run(
      identity, argc, argv, [](chassis::ServiceProcess& process) -> std::unique_ptr<chassis::Service> {
        return std::make_unique<records::Records>(process, records::archive_of(process.options));
      });
}
