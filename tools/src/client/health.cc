#include "client/health.h"

#include <grpcpp/generic/generic_stub.h>

#include <cctype>
#include <chrono>
#include <future>
#include <memory>
#include <vector>

#include "client/channel.h"

namespace turnout::client {
namespace {

constexpr const char* kCheck = "/grpc.health.v1.Health/Check";
// Field 1 of HealthCheckResponse is the status; 1 = SERVING.
const std::string kServing = "\x08\x01";

// The HealthCheckRequest for a service; field 1 is its full name.
std::string request_for(std::string service) {
  service.front() = static_cast<char>(std::toupper(service.front()));
  const std::string name = "turnout.v1." + service + "Service";
  return "\x0a" + std::string(1, static_cast<char>(name.size())) + name;
}

std::string bytes_of(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  buffer.Dump(&slices);
  std::string bytes;
  for (const grpc::Slice& slice : slices) bytes.append(slice.begin(), slice.end());
  return bytes;
}

}  // namespace

void require_serving(const Connection& connection, const std::string& service, const std::string& address) {
  const Channel channel{service, address, connection.deadline, std::chrono::milliseconds(0),
                        !connection.tls.given()};
  grpc::GenericStub stub(open_channel(address, credentials_of(connection)));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + channel.deadline);
  const grpc::Slice asked(request_for(service));
  const grpc::ByteBuffer request(&asked, 1);
  grpc::ByteBuffer response;
  const auto ended = std::make_shared<std::promise<grpc::Status>>();
  stub.UnaryCall(&context, kCheck, grpc::StubOptions(), &request, &response,
                 [ended](grpc::Status status) { ended->set_value(std::move(status)); });
  const grpc::Status status = ended->get_future().get();
  if (!status.ok()) throw unanswered(channel, status);
  if (bytes_of(response) != kServing) {
    throw Unanswered("the " + service + " service at " + address +
                     " is not ready: it cannot reach Redis, or is stopping");
  }
}

}  // namespace turnout::client
