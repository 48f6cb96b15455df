#include "redis/subscription.h"

#include "connection_fixture.h"

namespace turnout::redis {
namespace {

using ::testing::ElementsAre;
using testing::run_until;

class SubscriptionTest : public ConnectionTest {
 protected:
  // Says it again and again until somebody has listened.
  void publish_until_received(const std::string& message) {
    Connection speaker(io_, options());
    while (ask(speaker, args("PUBLISH", "{d:x}:positions", message)).as_integer() == 0) continue;
    run_until(io_, [&] { return !heard_.empty(); });
  }

  Subscription subscription_{io_, options(), "{d:x}:positions"};
  std::vector<std::string> heard_;
};

TEST_F(SubscriptionTest, HearsWhatIsSaidOnItsChannelAndNothingElse) {
  subscription_.listen([this](const std::string& message) { heard_.push_back(message); });
  publish_until_received(std::string("a\0b", 3));
  heard_.clear();
  Connection speaker(io_, options());
  ask(speaker, args("PUBLISH", "{d:y}:positions", "not for us"));
  ask(speaker, args("PUBLISH", "{d:x}:positions", "for us"));
  run_until(io_, [&] { return !heard_.empty(); });
  EXPECT_THAT(heard_, ElementsAre("for us"));
}

TEST_F(SubscriptionTest, ListensAgainWhenRedisIsBack) {
  subscription_.listen([this](const std::string& message) { heard_.push_back(message); });
  publish_until_received("before");
  server_.kill_hard();
  heard_.clear();
  server_.start_again();
  publish_until_received("after");
  EXPECT_EQ(heard_.back(), "after");
}

}  // namespace
}  // namespace turnout::redis
