#include "chassis/options.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "testing/temporary_folder.h"

namespace turnout::chassis {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::internal::CaptureStderr;
using ::testing::internal::GetCapturedStderr;

ParsedOptions parse(std::vector<std::string> words) {
  words.insert(words.begin(), "turnout-intake");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  return parse_options({.name = "intake", .rpc_port = 7110, .metrics_port = 7111},
                       static_cast<int>(argv.size()), argv.data());
}

std::vector<std::string> with_data(std::vector<std::string> words) {
  for (const char* word : {"--stations", "s.geojson", "--policy", "p.yaml"}) words.emplace_back(word);
  return words;
}

TEST(Options, HaveLoopbackDefaultsAndTheRealClock) {
  const ParsedOptions parsed = parse(with_data({}));
  ASSERT_TRUE(parsed.options);
  EXPECT_EQ(parsed.options->listen.text(), "127.0.0.1:7110");
  EXPECT_EQ(parsed.options->metrics_listen.text(), "127.0.0.1:7111");
  EXPECT_EQ(parsed.options->redis.text(), "127.0.0.1:7379");
  EXPECT_EQ(parsed.options->redis_user, "default");
  EXPECT_EQ(parsed.options->redis_password, "");
  EXPECT_EQ(parsed.options->max_connections, 4'096U);
  EXPECT_EQ(parsed.options->max_connections_per_address, 1'024U);
  EXPECT_EQ(parsed.options->max_memory_mib, 768U);
  EXPECT_EQ(parsed.options->clock.speed, 1);
  EXPECT_EQ(parsed.options->clock.sim_ms, parsed.options->clock.wall_ms);
  EXPECT_EQ(parsed.options->clock_tolerance, std::chrono::seconds(5));
}

TEST(Options, AreReadFromAFileToo) {
  const testing::TemporaryFolder folder;
  const auto file = folder.write("intake.toml", "district = \"north\"\nstations = \"s\"\npolicy = \"p\"\n");
  const ParsedOptions parsed = parse({"--config", file.string()});
  ASSERT_TRUE(parsed.options);
  EXPECT_EQ(parsed.options->district, "north");
}

TEST(Options, HoldThePasswordOfRedisAndDoNotPrintIt) {
  const testing::TemporaryFolder folder;
  const auto file = folder.write("password", "hidden\n");
  const ParsedOptions parsed =
      parse(with_data({"--redis-user", "intake-demo", "--redis-password-file", file.string()}));
  ASSERT_TRUE(parsed.options);
  EXPECT_EQ(parsed.options->redis_password, "hidden");
  EXPECT_THAT(printed(*parsed.options), HasSubstr("redis-user = intake-demo"));
  EXPECT_THAT(printed(*parsed.options), Not(HasSubstr("hidden")));
}

TEST(Options, MayListenToOthersWithCertificates) {
  const ParsedOptions parsed = parse(
      with_data({"--listen", "0.0.0.0:7110", "--tls-cert", "c", "--tls-key", "k", "--tls-client-ca", "a"}));
  ASSERT_TRUE(parsed.options);
  EXPECT_EQ(parsed.options->listen.text(), "0.0.0.0:7110");
  EXPECT_TRUE(parsed.options->tls.given());
}

TEST(Options, ThatAreWrongNameTheKeyAndExitWith2) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> rows = {
      {{"--policy", "p"}, "--stations"},
      {with_data({"--listen", "0.0.0.0:7110"}), "--listen"},
      {with_data({"--listen", "0.0.0.0:7110"}), "needs --tls-cert, --tls-key and --tls-client-ca"},
      {with_data({"--tls-cert", "c", "--tls-key", "k"}), "--tls-client-ca"},
      {with_data({"--tls-cert", "c", "--tls-client-ca", "a"}), "--tls-key"},
      {with_data({"--tls-key", "k", "--tls-client-ca", "a"}), "--tls-cert"},
      {with_data({"--metrics-listen", "192.0.2.1:7111"}), "--metrics-listen"},
      {with_data({"--redis", "redis"}), "--redis"},
      {with_data({"--redis-user", "intake-demo"}), "--redis-user"},
      {with_data({"--redis-password-file", "/nowhere"}), "--redis-password-file"},
      {with_data({"--redis-password-file", "/dev/null"}), "--redis-password-file"},
      {with_data({"--district", "a b"}), "--district"},
      {with_data({"--clock-speed", "60"}), "needs --simulation"},
      {with_data({"--simulation", "--clock-speed", "0"}), "--clock-speed"},
      {with_data({"--clock-tolerance-ms", "499"}), "--clock-tolerance-ms"},
      {with_data({"--clock-tolerance-ms", "30001"}), "--clock-tolerance-ms"},
      {with_data({"--units", "u.yaml"}), "--units"},  // dispatch's alone
      {with_data({"--no-such"}), "--no-such"},
  };
  for (const auto& [words, complaint] : rows) {
    CaptureStderr();
    const ParsedOptions parsed = parse(words);
    EXPECT_THAT(GetCapturedStderr(), HasSubstr(complaint));
    EXPECT_FALSE(parsed.options);
    EXPECT_EQ(parsed.exit_code, 2);
  }
}

}  // namespace
}  // namespace turnout::chassis
