// Queries of the archive run on these threads. Each thread uses another connection, so a slow report delays neither the writer nor
// the service's other work. What waits for them is bounded, and so is the time of each query.
//
// Used on the io_context's thread.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "domain/outcome.h"
#include "records/archive_writer.h"

namespace turnout::records {

class QueryThreads {
 public:
  explicit QueryThreads(OpenArchive open) : open_(std::move(open)) {}

  // How long one query may take. Less than the longest deadline of a request.
  static constexpr std::chrono::milliseconds kLimit{8'000};

  // What the query answers. Refuses with LIMIT_REACHED when it takes too long or too many wait.
  template <class Response>
  Awaitable<domain::Outcome<Response>> ask(std::function<Response(archive::Archive&)> query);

 private:
  static constexpr std::size_t kThreads = 2;
  static constexpr std::size_t kMaxQueries = 32;

  std::unique_ptr<archive::Archive> take();
  void give_back(std::unique_ptr<archive::Archive> idle);

  OpenArchive open_;
  // Running or waiting; shared with coroutines, which may end after this object.
  std::shared_ptr<std::size_t> queries_ = std::make_shared<std::size_t>(0);
  std::mutex mutex_;
  std::vector<std::unique_ptr<archive::Archive>> idle_;
  boost::asio::thread_pool threads_{kThreads};
};

}  // namespace turnout::records
