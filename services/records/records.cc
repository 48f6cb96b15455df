#include "records/records.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "archive/errors.h"
#include "archive/open_archive.h"
#include "geo/data_error.h"
#include "runtime/log.h"
#include "runtime/spawn.h"
#include "telemetry/background_loop.h"

namespace turnout::records {
namespace {

constexpr std::chrono::minutes kMeasureSizeEvery{1};

}  // namespace

rpc::ServedService Records::served() {
  return {api_.get(), service_name()};
}

Awaitable<void> Records::measure() {
  writer_.measure();
  co_return;
}

Awaitable<void> Records::start() {
  runtime::spawn(process_.io, writer_.run());
  runtime::spawn(process_.io,
                 telemetry::run_loop(process_.io, process_.metrics, telemetry::Loop::kArchiveFigures,
                                     [this] { return measure_size(); }));
  co_return;
}

// Counting takes longer the more there is: it is a query like others.
Awaitable<void> Records::measure_size() {
  const std::function<archive::ArchiveSize(archive::Archive&)> query = [](archive::Archive& archive) {
    return archive.size(QueryThreads::kLimit);
  };
  const auto size = co_await queries_.ask(query);
  if (size) {
    process_.metrics.set_archive_size(size->bytes);
    for (std::size_t table = 0; table < size->rows.size(); ++table) {
      process_.metrics.set_archive_rows(static_cast<telemetry::ArchiveTable>(table), size->rows.at(table));
    }
  }
  boost::asio::steady_timer timer(process_.io, kMeasureSizeEvery);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

OpenArchive archive_of(const chassis::Options& options) {
  log::info("archive", {{"location", archive::printable_location(options.archive)}});
  try {
    archive::prepare_archive(options.archive, options.district);
  } catch (const archive::UnusableArchive& unusable) {
    throw geo::DataError(std::string("--archive: ") + unusable.what());
  }
  return [location = options.archive, district = options.district] {
    return archive::open_archive(location, district);
  };
}

}  // namespace turnout::records
