// Reads all pages of a list.
#pragma once

#include <stdexcept>
#include <utility>

#include "client/services.h"

namespace turnout::client {

constexpr int kMaxPages = 10'000;

// Returns all pages of a request as one response: the lists are joined, fields of the first page are kept, the page
// token is empty. The cursor is the first page's: a watch from it misses no change made while the pages were read.
template <class Request>
auto all_pages(const Services& services, Request request) -> decltype(services.call(request)) {
  auto all = services.call(request);
  for (int page = 1; all && !all->next_page_token().empty(); ++page) {
    if (page == kMaxPages) throw Unanswered("the list does not end");
    request.set_page_token(all->next_page_token());
    auto next = services.call(request);
    if (!next) return next;
    all->clear_next_page_token();
    if constexpr (requires { next->clear_cursor(); }) next->clear_cursor();
    all->MergeFrom(*next);
  }
  return all;
}

}  // namespace turnout::client
