#include "rpc/connection_acceptor.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "rpc/socket_address.h"

namespace turnout::rpc {
namespace {

using telemetry::ConnectionRefusal;

constexpr std::chrono::milliseconds kLookEvery{100};
constexpr int kBacklog = 4'096;
constexpr std::chrono::milliseconds kPauseWithoutDescriptors{20};
// Two of the largest requests. gRPC still reads what is here after the connection was ended.
constexpr int kReceiveBufferBytes = 128 * 1024;
constexpr int kAcceptsAtOnce = 64;
// Descriptors for everything else: files, Redis, /metrics, gRPC's own.
constexpr std::size_t kReserved = 128;

std::size_t descriptors() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

ConnectionLimits within_descriptors(ConnectionLimits limits) {
  const std::size_t all = descriptors();
  limits.most_silent = std::min(limits.most_silent, all / 8);
  const std::size_t others = kReserved + limits.most_silent;
  limits.most = std::min(limits.most, all > 2 * others ? all - others : all / 2);
  return limits;
}

int listen_on(const runtime::ListenAddress& address) {
  const int listener = open_socket(address);
  const SocketAddress local = socket_address(address);
  const int on = 1;
  const int off = 0;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &kReceiveBufferBytes, sizeof kReceiveBufferBytes);
  setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  if (bind(listener, local.get(), local.size) != 0 || listen(listener, kBacklog) != 0) {
    close(listener);
    throw std::runtime_error("cannot listen on " + address.text() + ": the port is in use or not allowed");
  }
  return listener;
}

void watch(int epoll, int descriptor) {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLRDHUP;
  event.data.fd = descriptor;
  epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

}  // namespace

ConnectionAcceptor::ConnectionAcceptor(const runtime::ListenAddress& address, ConnectionLimits connections,
                                       telemetry::Metrics& metrics)
    : limits_(within_descriptors(connections)),
      metrics_(metrics),
      listener_(listen_on(address)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      stop_(eventfd(0, EFD_CLOEXEC)) {
  port_ = local_port(listener_);
  watch(epoll_, listener_);
  watch(epoll_, stop_);
}

ConnectionAcceptor::~ConnectionAcceptor() {
  stop();
  for (const int descriptor : {epoll_, stop_}) close(descriptor);
}

void ConnectionAcceptor::start(Receiver receiver, MemoryLimits memory) {
  thread_ = std::thread([this, receiver = std::move(receiver), memory] { run(receiver, memory); });
}

void ConnectionAcceptor::stop() {
  if (listener_ < 0) return;
  eventfd_write(stop_, 1);
  if (thread_.joinable()) thread_.join();
  close(std::exchange(listener_, -1));
  while (!silent_.empty()) close_silent(silent_.begin());
  open_.end_all();
}

void ConnectionAcceptor::run(Receiver receiver, MemoryLimits memory) {
  MemoryGuard guard(memory, open_);
  Clock::time_point look_at = Clock::now();
  std::array<epoll_event, 64> events;
  for (;;) {
    const int count = epoll_wait(epoll_, events.data(), events.size(), static_cast<int>(kLookEvery.count()));
    for (int index = 0; index < count; ++index) {
      const int descriptor = events.at(static_cast<std::size_t>(index)).data.fd;
      if (descriptor == stop_) return;
      if (descriptor == listener_) {
        accept_all();
      } else {
        hear(descriptor, receiver);
      }
    }
    if (Clock::now() < look_at) continue;
    look_at = Clock::now() + kLookEvery;
    end_silent();
    open_.forget_closed();
    export_figures();
    const MemoryGuard::Finding finding = guard.look();
    if (finding == MemoryGuard::Finding::kConnectionsEnded)
      metrics_.connection_refused(ConnectionRefusal::kMemory);
    if (finding == MemoryGuard::Finding::kExhausted) std::exchange(receiver.memory_exhausted, [] {})();
  }
}

void ConnectionAcceptor::accept_all() {
  for (int turn = 0; turn < kAcceptsAtOnce; ++turn) {
    const int descriptor = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor < 0) {
      if (errno == EMFILE || errno == ENFILE) std::this_thread::sleep_for(kPauseWithoutDescriptors);
      return;
    }
    if (silent_.size() >= limits_.most_silent) {
      metrics_.connection_refused(ConnectionRefusal::kSilent);
      close_silent(most_dispensable());
    }
    silent_.push_back({descriptor, peer_address(descriptor), Clock::now()});
    ++silent_from_[silent_.back().address];
    by_descriptor_[descriptor] = std::prev(silent_.end());
    watch(epoll_, descriptor);
  }
}

// The connection has sent its first byte, or has ended.
void ConnectionAcceptor::hear(int descriptor, const Receiver& receiver) {
  const auto found = by_descriptor_.find(descriptor);
  if (found == by_descriptor_.end()) return;  // closed for a newer one since
  const SilentList::iterator silent = found->second;
  char first = 0;
  if (recv(descriptor, &first, 1, MSG_PEEK) != 1 || !admits(*silent)) {
    close_silent(silent);
    return;
  }
  epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
  if (!is_own(descriptor)) open_.add(descriptor, silent->address);
  forget_silent(silent);
  receiver.connection(descriptor);
}

bool ConnectionAcceptor::admits(const Silent& connection) {
  if (is_own(connection.descriptor)) return true;
  const auto full = [&] { return open_.size() >= limits_.most; };
  const auto address_full = [&] { return open_.from(connection.address) >= limits_.most_per_address; };
  if (full() || address_full()) open_.forget_closed();
  if (!full() && !address_full()) return true;
  metrics_.connection_refused(full() ? ConnectionRefusal::kTotal : ConnectionRefusal::kAddress);
  return false;
}

bool ConnectionAcceptor::is_own(int descriptor) const {
  return exempt_port_ != 0 && peer_port(descriptor) == exempt_port_;
}

void ConnectionAcceptor::end_silent() {
  while (!silent_.empty() && Clock::now() - silent_.front().since > limits_.first_byte) {
    metrics_.connection_refused(ConnectionRefusal::kSilent);
    close_silent(silent_.begin());
  }
}

// The oldest one of the address that has the most: whoever dials fast closes his own.
ConnectionAcceptor::SilentList::iterator ConnectionAcceptor::most_dispensable() {
  const auto most =
      std::ranges::max_element(silent_from_, {}, [](const auto& entry) { return entry.second; });
  return std::ranges::find(silent_, most->first, &Silent::address);
}

void ConnectionAcceptor::close_silent(SilentList::iterator silent) {
  close(silent->descriptor);
  forget_silent(silent);
}

void ConnectionAcceptor::forget_silent(SilentList::iterator silent) {
  const auto count = silent_from_.find(silent->address);
  if (--count->second == 0) silent_from_.erase(count);
  by_descriptor_.erase(silent->descriptor);
  silent_.erase(silent);
}

void ConnectionAcceptor::export_figures() {
  metrics_.set_connections(telemetry::ConnectionState::kOpen, open_.size());
  metrics_.set_connections(telemetry::ConnectionState::kSilent, silent_.size());
}

}  // namespace turnout::rpc
