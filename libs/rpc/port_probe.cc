#include "rpc/port_probe.h"

#include <openssl/ssl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "rpc/socket_address.h"

namespace turnout::rpc {
namespace {

using Clock = std::chrono::steady_clock;

// The preface and empty settings. The server sends its own settings.
std::string http2_hello() {
  using std::string_view_literals::operator""sv;
  return std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"sv);
}

// The first message of a handshake. The server answers it before it asks for a certificate.
std::string tls_hello() {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                  SSL_CTX_free);
  const std::unique_ptr<SSL, decltype(&SSL_free)> handshake(SSL_new(context.get()), SSL_free);
  BIO* sent = BIO_new(BIO_s_mem());
  SSL_set_bio(handshake.get(), BIO_new(BIO_s_mem()), sent);
  SSL_set_connect_state(handshake.get());
  SSL_do_handshake(handshake.get());
  std::array<char, 4'096> bytes;
  const int size = BIO_read(sent, bytes.data(), static_cast<int>(bytes.size()));
  return {bytes.data(), static_cast<std::size_t>(std::max(size, 0))};
}

// One's own address for a port that listens on all.
runtime::ListenAddress reachable(runtime::ListenAddress address) {
  if (address.host == "0.0.0.0") address.host = "127.0.0.1";
  if (address.host == "::") address.host = "::1";
  return address;
}

}  // namespace

PortProbe::PortProbe(const runtime::ListenAddress& address, bool tls)
    : address_(reachable(address)), tls_(tls), socket_(open_socket(address_)) {
  runtime::ListenAddress any_port = address_;
  any_port.port = 0;
  const SocketAddress local = socket_address(any_port);
  bind(socket_, local.get(), local.size);
}

PortProbe::~PortProbe() {
  close(socket_);
}

std::uint16_t PortProbe::port() const {
  return local_port(socket_);
}

bool PortProbe::answered(std::chrono::milliseconds timeout) {
  const Clock::time_point until = Clock::now() + timeout;
  const SocketAddress peer = socket_address(address_);
  connect(socket_, peer.get(), peer.size);
  const std::string hello = tls_ ? tls_hello() : http2_hello();
  if (!is_ready(POLLOUT, until) || send(socket_, hello.data(), hello.size(), MSG_NOSIGNAL) < 0) return false;
  char first = 0;
  return is_ready(POLLIN, until) && recv(socket_, &first, 1, 0) == 1;
}

bool PortProbe::is_ready(short event, Clock::time_point until) const {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
  pollfd wanted{.fd = socket_, .events = event, .revents = 0};
  return poll(&wanted, 1, static_cast<int>(std::max<std::int64_t>(left, 0))) == 1;
}

}  // namespace turnout::rpc
