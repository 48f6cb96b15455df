#include "client/tls_probe.h"

#include <netdb.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <memory>

namespace turnout::client {
namespace {

constexpr timeval kPatience{.tv_sec = 1, .tv_usec = 0};  // for the connection, and for the answer
constexpr unsigned char kAlert = 21, kHandshake = 22;    // content types of TLS records

// What a client sends first.
std::string client_hello() {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                  SSL_CTX_free);
  const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), SSL_free);
  BIO* sent = BIO_new(BIO_s_mem());
  SSL_set_bio(tls.get(), BIO_new(BIO_s_mem()), sent);  // takes both
  SSL_connect(tls.get());                              // wants an answer, which never comes
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(sent, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

// The first byte that answers `request`; -1 if there is none.
int first_byte_from(const addrinfo& where, const std::string& request) {
  const int fd = socket(where.ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  unsigned char first = 0;
  const bool answered = connect(fd, where.ai_addr, where.ai_addrlen) == 0 &&
                        send(fd, request.data(), request.size(), MSG_NOSIGNAL) > 0 &&
                        recv(fd, &first, 1, 0) == 1;
  close(fd);
  return answered ? first : -1;
}

}  // namespace

bool speaks_tls(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos) return false;
  std::string host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo* found = nullptr;
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(host.c_str(), address.substr(colon + 1).c_str(), &hints, &found) != 0) return false;
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> first(found, freeaddrinfo);
  const int byte = first_byte_from(*first, client_hello());
  return byte == kHandshake || byte == kAlert;
}

}  // namespace turnout::client
