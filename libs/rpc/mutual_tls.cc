#include "rpc/mutual_tls.h"

#include <grpc/grpc.h>

#include <utility>

namespace turnout::rpc {

MutualTls::MutualTls(tls::Certificates certificates)
    : certificates_(std::move(certificates)),
      credentials_(grpc_ssl_server_credentials_create_with_options(
          grpc_ssl_server_credentials_create_options_using_config_fetcher(
              GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY, fetch, this))) {}

MutualTls::~MutualTls() {
  grpc_server_credentials_release(credentials_);
}

void MutualTls::renew(tls::Certificates certificates) {
  const std::lock_guard lock(mutex_);
  certificates_ = std::move(certificates);
  fetched_ = false;
}

int MutualTls::AddPortToServer(const std::string& address, grpc_server* server) {
  return grpc_server_add_http2_port(server, address.c_str(), credentials_);
}

grpc_ssl_certificate_config_reload_status MutualTls::fetch(void* self,
                                                           grpc_ssl_server_certificate_config** config) {
  auto& tls = *static_cast<MutualTls*>(self);
  const std::lock_guard lock(tls.mutex_);
  if (std::exchange(tls.fetched_, true)) return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_UNCHANGED;
  const grpc_ssl_pem_key_cert_pair pair{tls.certificates_.key.c_str(), tls.certificates_.chain.c_str()};
  *config = grpc_ssl_server_certificate_config_create(tls.certificates_.authorities.c_str(), &pair, 1);
  return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_NEW;
}

}  // namespace turnout::rpc
