#include "client/channel.h"

#include <fmt/format.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <cstdlib>
#include <map>
#include <string>

#include "client/refusals.h"
#include "client/tls_probe.h"

namespace turnout::client {
namespace {

constexpr unsigned int kReadCertificatesEveryS = 1;

// gRPC advances a connection attempt only while a call waits; otherwise it polls every 5 s. While a service cannot be
// reached, calls fail at once, so a TLS handshake would never finish. gRPC reads this variable when it starts.
void poll_connections_often() {
  ::setenv("GRPC_CLIENT_CHANNEL_BACKUP_POLL_INTERVAL_MS", "50", 0);
}

std::string unavailable_text(const std::string& message) {
  // gRPC appends the failure of each address; leave that out.
  return message.starts_with("failed to connect") ? "cannot be reached" : "is unavailable: " + message;
}

std::string reason_text(const Channel& channel, const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::OK:
      return "ended the stream";
    case grpc::StatusCode::UNAVAILABLE:
      if (channel.plain && speaks_tls(channel.address)) {
        return "accepts only TLS: give --tls-ca, --tls-cert and --tls-key";
      }
      return unavailable_text(status.error_message());
    case grpc::StatusCode::ABORTED:
      return "had too many conflicting commands at once";
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return fmt::format("did not answer within {:g} s",
                         static_cast<double>(channel.deadline.count()) / 1000);
    case grpc::StatusCode::UNIMPLEMENTED:
      return "does not know this command: it has another version";
    default:
      return fmt::format("failed: {} (gRPC status {})", status.error_message(),
                         static_cast<int>(status.error_code()));
  }
}

// While the service cannot reach Redis it answers from memory, and says how old its states are.
void tell_if_old(const std::multimap<grpc::string_ref, grpc::string_ref>& trailers) {
  const auto age = trailers.find("turnout-state-age-ms");
  if (age == trailers.end()) return;
  const long seconds =
      std::strtol(std::string(age->second.data(), age->second.size()).c_str(), nullptr, 10) / 1000;
  fmt::print(stderr, "as of {} s ago: the service cannot reach Redis and answers from memory\n", seconds);
}

}  // namespace

std::shared_ptr<grpc::ChannelCredentials> credentials_of(const Connection& connection) {
  using grpc::experimental::FileWatcherCertificateProvider;
  poll_connections_often();
  const tls::Files& files = connection.tls;
  if (!files.given()) return grpc::InsecureChannelCredentials();
  tls::valid_until(tls::read(files), files);
  grpc::experimental::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(std::make_shared<FileWatcherCertificateProvider>(
      files.key.path, files.certificate.path, files.authorities.path, kReadCertificatesEveryS));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  return grpc::experimental::TlsCredentials(options);
}

std::shared_ptr<grpc::Channel> open_channel(const std::string& address,
                                            const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 20'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5'000);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1'000);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 2'000);  // also the time to connect
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(address, credentials, arguments);
}

Reply reply_of(grpc::Status status, const grpc::ClientContext& context) {
  Reply reply{.status = std::move(status), .refusal = {}};
  const auto& trailers = context.GetServerTrailingMetadata();
  if (reply.status.ok()) {
    tell_if_old(trailers);
    return reply;
  }
  const auto found = trailers.find(grpc::string_ref(kRefusalTrailer.data(), kRefusalTrailer.size()));
  if (found != trailers.end()) reply.refusal = decode_refusal({found->second.data(), found->second.size()});
  return reply;
}

Unanswered unanswered(const Channel& channel, const grpc::Status& status) {
  return Unanswered(
      fmt::format("{} at {} {}", channel.service, channel.address, reason_text(channel, status)));
}

void pause(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any stopped;
  stopped.wait_for(lock, stop, time, [] { return false; });
}

bool may_resume(const Reply& reply) {
  if (reply.refusal) return reply.refusal->reason() == v1::REFUSAL_REASON_WATCHER_TOO_SLOW;
  const grpc::StatusCode code = reply.status.error_code();
  return may_repeat(reply) || code == grpc::StatusCode::OK || code == grpc::StatusCode::CANCELLED;
}

}  // namespace turnout::client
