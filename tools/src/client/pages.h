// Paged lists as one.
#pragma once

#include <stdexcept>
#include <utility>

#include "client/services.h"

namespace turnout::client {

constexpr int kMostPages = 10'000;

// Every page of a paged request in one response: lists joined, what only the first page has kept, no next
// page. A cursor is the first page's, so that a watch from it misses nothing that changed while the pages
// were read.
template <class Request>
auto all_pages(const Services& services, Request request) -> decltype(services.call(request)) {
  auto all = services.call(request);
  for (int page = 1; all && !all->next_page_token().empty(); ++page) {
    if (page == kMostPages) throw Unanswered("the list does not end");
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
