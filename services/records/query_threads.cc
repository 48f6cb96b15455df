#include "records/query_threads.h"

#include <utility>

#include "archive/errors.h"
#include "records/on_thread.h"

namespace turnout::records {
namespace {

class Counted {
 public:
  explicit Counted(std::shared_ptr<std::size_t> count) : count_(std::move(count)) { ++*count_; }
  ~Counted() { --*count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::shared_ptr<std::size_t> count_;
};

}  // namespace

std::unique_ptr<archive::Archive> QueryThreads::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<archive::Archive> archive = std::move(idle_.back());
      idle_.pop_back();
      return archive;
    }
  }
  return open_();
}

void QueryThreads::give_back(std::unique_ptr<archive::Archive> idle) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(idle));
}

template <class Response>
Awaitable<domain::Outcome<Response>> QueryThreads::ask(std::function<Response(archive::Archive&)> query) {
  if (*queries_ >= kMaxQueries) {
    co_return domain::refuse(v1::REFUSAL_REASON_LIMIT_REACHED, "",
                             "the service has " + std::to_string(*queries_) +
                                 " queries of the past running or waiting, as many as it may; try later");
  }
  const Counted counted(queries_);
  // A connection that failed is not used again.
  std::function<Response()> work = [this, query = std::move(query)] {
    std::unique_ptr<archive::Archive> archive = take();
    Response response = query(*archive);
    give_back(std::move(archive));
    return response;
  };
  try {
    co_return co_await on_thread(threads_, std::move(work));
  } catch (const archive::QueryTooLong&) {
  }
  co_return domain::refuse(v1::REFUSAL_REASON_LIMIT_REACHED, "",
                           "the query takes longer than " + std::to_string(kLimit.count() / 1'000) +
                               " s; choose a shorter period or more conditions");
}

template Awaitable<domain::Outcome<v1::FindIncidentsResponse>> QueryThreads::ask(
    std::function<v1::FindIncidentsResponse(archive::Archive&)> query);
template Awaitable<domain::Outcome<v1::GetStatisticsResponse>> QueryThreads::ask(
    std::function<v1::GetStatisticsResponse(archive::Archive&)> query);
template Awaitable<domain::Outcome<v1::GetBulletinResponse>> QueryThreads::ask(
    std::function<v1::GetBulletinResponse(archive::Archive&)> query);
template Awaitable<domain::Outcome<archive::ArchiveSize>> QueryThreads::ask(
    std::function<archive::ArchiveSize(archive::Archive&)> query);

}  // namespace turnout::records
