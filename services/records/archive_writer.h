// Writes the log into the archive, in order and each event once, whatever is killed: a batch and the place up to which the log is
// archived are one transaction, and the place changes only from the value that this writer knew.
//
// Several processes may run for one district: the first one writes; the others find that the place has moved, and wait until it
// stands still while the log goes on.
//
// Not thread-safe: call it on the io_context's thread. The archive's work runs on a second thread, which this object owns.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "archive/archive.h"
#include "chassis/district.h"
#include "runtime/broadcast.h"

namespace turnout::records {

using OpenArchive = std::function<std::unique_ptr<archive::Archive>()>;

class ArchiveWriter {
 public:
  ArchiveWriter(boost::asio::io_context& io, chassis::District& district, OpenArchive open)
      : io_(io), district_(district), open_(std::move(open)), moved_(io) {}

  // Until cancelled. Survives failures of the log's store and of the archive.
  Awaitable<void> run();

  // By how much the archive is behind the log, once it contains everything that the log held at the call, or after `patience`.
  Awaitable<v1::ArchiveLag> catch_up(std::chrono::milliseconds patience);

  // Sets the gauges. Call it once a second.
  void measure() const;

 private:
  Awaitable<void> round();
  Awaitable<void> find_place();
  Awaitable<void> require_same_log(archive::Place place);
  Awaitable<void> write(std::vector<event_store::LoggedEvent> events);
  Awaitable<void> watch_other_writer();
  template <class Result>
  Awaitable<Result> on_archive(std::function<Result(archive::Archive&)> work);
  void move_to(std::uint64_t sequence);
  v1::ArchiveLag lag() const;

  boost::asio::io_context& io_;
  chassis::District& district_;
  OpenArchive open_;
  std::unique_ptr<archive::Archive> archive_;  // null until it was opened; used on `thread_` only
  bool has_place_ = false;
  bool is_writer_ = true;
  std::uint64_t sequence_ = 0;          // archived up to here
  std::int64_t oldest_waiting_ms_ = 0;  // time of the first event that was read and is not archived; 0 = none
  runtime::Broadcast moved_;
  boost::asio::thread_pool thread_{1};  // last: it ends before what it uses
};

}  // namespace turnout::records
