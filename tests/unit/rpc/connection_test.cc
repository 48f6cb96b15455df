// Bounds on connections, before gRPC.
#include <gtest/gtest.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "rpc/port_probe.h"
#include "rpc_fixture.h"
#include "runtime/log.h"

namespace turnout::rpc {
namespace {

using boost::asio::ip::tcp;
using std::chrono::milliseconds;

constexpr milliseconds kLong{60'000};

class ConnectionTest : public RpcTest {
 protected:
  void start(ConnectionLimits limits) {
    ServerConfig bounded = config(milliseconds(4'000));
    bounded.connections = limits;
    service_.get_incident = echo;
    server_ = std::make_unique<Server>(bounded, bridge_, std::vector{serve<v1::IntakeService>(service_)});
    stub_ = client();
  }

  tcp::socket dial(const char* from = "127.0.0.2") {
    tcp::socket socket(io_);
    socket.open(tcp::v4());
    socket.bind({boost::asio::ip::make_address(from), 0});
    socket.connect({boost::asio::ip::make_address("127.0.0.1"), server_->port()});
    const timeval patience{.tv_sec = kPatience.count(), .tv_usec = 0};
    setsockopt(socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return socket;
  }
  // One that has begun HTTP/2; whether the server answers it.
  static bool is_served(tcp::socket& socket) {
    const std::string hello("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0", 33);
    boost::system::error_code error;
    boost::asio::write(socket, boost::asio::buffer(hello), error);
    return receives(socket);
  }
  // False when the server closes it.
  static bool receives(tcp::socket& socket) {
    char first = 0;
    boost::system::error_code error;
    socket.read_some(boost::asio::buffer(&first, 1), error);
    EXPECT_NE(error, boost::asio::error::try_again) << "neither answered nor closed";
    return !error;
  }

  // What a connection sees comes before it is counted.
  bool comes_to_say(std::string_view line) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (metrics_.text().find(line) == std::string::npos) {
      if (std::chrono::steady_clock::now() > end) return false;
      std::this_thread::sleep_for(milliseconds(10));
    }
    return true;
  }

  boost::asio::io_context io_;
};

TEST_F(ConnectionTest, AnAddressHasItsPlacesAndOthersHaveTheirs) {
  start({.most_per_address = 2});
  std::array held{dial(), dial()};
  for (tcp::socket& socket : held) EXPECT_TRUE(is_served(socket));
  tcp::socket third = dial();
  EXPECT_FALSE(is_served(third));
  EXPECT_TRUE(comes_to_say("turnout_connections_refused_total{bound=\"address\"} 1\n"));
  EXPECT_TRUE(get("i-1").ok());
}

TEST_F(ConnectionTest, APlaceIsFreeWhenItsConnectionHasEnded) {
  start({.most_per_address = 1});
  tcp::socket first = dial();
  ASSERT_TRUE(is_served(first));
  tcp::socket second = dial();
  ASSERT_FALSE(is_served(second));
  first.close();
  // gRPC closes its end a little later.
  bool served = false;
  for (const auto until = std::chrono::steady_clock::now() + kPatience;
       !served && std::chrono::steady_clock::now() < until;) {
    tcp::socket third = dial();
    served = is_served(third);
  }
  EXPECT_TRUE(served);
}

TEST_F(ConnectionTest, InAllThereAreSoManyAndTheProcessItselfIsStillAnswered) {
  start({.most = 2});
  std::array held{dial("127.0.0.2"), dial("127.0.0.3")};
  for (tcp::socket& socket : held) EXPECT_TRUE(is_served(socket));
  tcp::socket third = dial("127.0.0.4");
  EXPECT_FALSE(is_served(third));
  EXPECT_TRUE(comes_to_say("turnout_connections_refused_total{bound=\"total\"} 1\n"));
  EXPECT_TRUE(server_->answers(kPatience));
}

TEST_F(ConnectionTest, WhoHasTheMostSilentOnesLosesTheOldest) {
  start({.most_silent = 3, .first_byte = kLong});
  tcp::socket other = dial("127.0.0.3");
  std::array silent{dial(), dial(), dial()};
  EXPECT_FALSE(receives(silent[0]));
  EXPECT_TRUE(is_served(silent[1]));
  EXPECT_TRUE(is_served(silent[2]));
  EXPECT_TRUE(is_served(other));
}

TEST_F(ConnectionTest, ASilentOneIsClosedAfterItsTime) {
  start({.first_byte = milliseconds(50)});
  tcp::socket silent = dial();
  EXPECT_FALSE(receives(silent));
  EXPECT_TRUE(comes_to_say("turnout_connections_refused_total{bound=\"silent\"} 1\n"));
}

TEST_F(ConnectionTest, AHandshakeThatDoesNotEndIsClosed) {
  start({});
  tcp::socket half = dial();
  boost::asio::write(half, boost::asio::buffer(std::string("PRI")));
  const auto begun = std::chrono::steady_clock::now();
  while (receives(half)) {
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(8));
}

TEST_F(ConnectionTest, APortThatNobodyServesDoesNotAnswer) {
  tcp::acceptor deaf(io_, {boost::asio::ip::make_address("127.0.0.1"), 0});
  PortProbe probe({"127.0.0.1", deaf.local_endpoint().port()}, /*tls=*/false);
  EXPECT_FALSE(probe.answered(milliseconds(200)));
}

TEST_F(ConnectionTest, ACompressedRequestIsRefused) {
  start({});
  grpc::ClientContext context;
  set_deadline(context, kPatience);
  context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  v1::GetIncidentRequest request;
  request.set_incident_id(std::string(1'000, 'x'));
  v1::GetIncidentResponse response;
  EXPECT_EQ(stub_->GetIncident(&context, request, &response).error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(ConnectionTest, MetadataBeyondItsBoundIsRefused) {
  start({});
  grpc::ClientContext context;
  set_deadline(context, kPatience);
  context.AddMetadata("x-large", std::string(16 * 1024, 'x'));
  v1::GetIncidentResponse response;
  EXPECT_EQ(stub_->GetIncident(&context, {}, &response).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(ConnectionTest, WhoMakesTheMemoryGrowIsEndedAndOthersAreNot) {
  log::set_least_level(log::Level::kSilent);
  ServerConfig tight = config(milliseconds(4'000));
  tight.memory.most_growth = 1;  // whatever the process takes next is too much
  service_.get_incident = echo;
  server_ = std::make_unique<Server>(tight, bridge_, std::vector{serve<v1::IntakeService>(service_)});
  stub_ = client();
  EXPECT_TRUE(get("i-1").ok());
  tcp::socket flood = dial();
  ASSERT_TRUE(is_served(flood));
  const std::string ping(
      "\0\0\x08\x06\1\0\0\0\0"
      "12345678",
      17);  // an acknowledgement that nobody asked for
  std::string pings;
  for (int index = 0; index < 4'000; ++index) pings += ping;
  boost::system::error_code error;
  std::vector<std::string> kept;
  for (int round = 0; round < 1'000 && !error; ++round) {
    kept.emplace_back(std::size_t{1} << 20U, 'x');
    boost::asio::write(flood, boost::asio::buffer(pings), error);
  }
  EXPECT_TRUE(error);
  EXPECT_TRUE(get("i-2").ok());
  EXPECT_TRUE(comes_to_say("turnout_connections_refused_total{bound=\"memory\"} 1\n"));
  log::set_least_level(log::Level::kInfo);
}

}  // namespace
}  // namespace turnout::rpc
