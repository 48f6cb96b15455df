// A semaphore for coroutines: at most so many hold a permit at once, the others wait in order. Everybody who gets one continues in
// a later turn of the io_context, so that a crowd that comes at once leaves room for other work between its members.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>

#include "runtime/awaitable.h"
#include "runtime/wakeup.h"

namespace turnout::runtime {

class Permits {
 public:
  Permits(boost::asio::io_context& io, std::size_t count) : io_(io), free_(count) {}

  // Lives in the coroutine that holds it; gives it back when it is destroyed, also while it waits.
  class Permit {
   public:
    explicit Permit(Permits& permits) : permits_(permits), wakeup_(permits.io_) {}
    ~Permit() {
      if (is_waiting_) permits_.waiting_.remove(this);
      if (is_held_) permits_.give_back();
    }
    Permit(const Permit&) = delete;
    Permit& operator=(const Permit&) = delete;

    Awaitable<void> acquire() {
      if (permits_.free_ == 0) {
        permits_.waiting_.push_back(this);
        is_waiting_ = true;
        co_await wakeup_.wait();
      } else {
        --permits_.free_;
        is_held_ = true;
        co_await wakeup_.wait_for(std::chrono::nanoseconds(0));
      }
    }

   private:
    friend class Permits;

    Permits& permits_;
    Wakeup wakeup_;
    bool is_waiting_ = false;
    bool is_held_ = false;
  };

 private:
  void give_back() {
    if (waiting_.empty()) {
      ++free_;
      return;
    }
    Permit& next = *waiting_.front();
    waiting_.pop_front();
    next.is_waiting_ = false;
    next.is_held_ = true;
    next.wakeup_.wake();
  }

  boost::asio::io_context& io_;
  std::size_t free_;
  std::list<Permit*> waiting_;
};

}  // namespace turnout::runtime
