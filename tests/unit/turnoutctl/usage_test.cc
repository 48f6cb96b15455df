#include "turnoutctl/usage.h"

#include <gmock/gmock.h>

#include <CLI/CLI.hpp>

#include "turnoutctl/session.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

using testing::StartsWith;

// What is said to a command line that is refused before any service is asked.
std::string fault_of(const std::string& words) {
  CLI::App app("", "turnoutctl");
  Session session;
  app.fallthrough();
  app.require_subcommand(1);
  client::add_connection_flags(app, session.connection);
  add_subcommands(app, session);
  try {
    app.parse(words);
  } catch (const CLI::ParseError& wrong) {
    return usage_fault(app, wrong);
  }
  return "no fault";
}

TEST(UsageFault, OfASlipNamesTheCommandThatWasMeant) {
  EXPECT_EQ(fault_of("asign 07398f CG3"),
            "unknown command \"asign\"; did you mean assign? (see turnoutctl --help)");
  EXPECT_EQ(fault_of("shwo"), "unknown command \"shwo\"; did you mean show? (see turnoutctl --help)");
  EXPECT_EQ(fault_of("handover acept 07398f"),
            "unknown command \"acept\"; did you mean accept? (see turnoutctl handover --help)");
}

TEST(UsageFault, OfAnythingElseNamesNoCommand) {
  EXPECT_EQ(fault_of("foo"), "unknown command \"foo\" (see turnoutctl --help)");
}

TEST(UsageFault, WithoutACommandSaysWhichThereAre) {
  EXPECT_EQ(fault_of("times"),
            "a command is missing: pending, confirm, correct, start (see turnoutctl times --help)");
  EXPECT_EQ(fault_of(""), "a command is missing (see turnoutctl --help)");
}

TEST(UsageFault, OfAnOptionNamesTheOneThatWasMeant) {
  EXPECT_EQ(fault_of("recall 07398f CG3 --reson x"),
            "unknown option --reson; did you mean --reason? (see turnoutctl recall --help)");
  EXPECT_EQ(fault_of("report --wrods=x"),
            "unknown option --wrods; did you mean --words? (see turnoutctl report --help)");
  EXPECT_EQ(fault_of("report --order 2"), "unknown option --order (see turnoutctl report --help)");
  EXPECT_EQ(fault_of("list --timout 3"),
            "unknown option --timout; did you mean --timeout? (see turnoutctl list --help)");
}

TEST(UsageFault, OfAWordNamesTheOneThatWasMeantAndAllOfThem) {
  EXPECT_EQ(
      fault_of("milestone 07398f CG3 enroute"),
      "unknown milestone \"enroute\"; did you mean en_route? Allowed are assigned 派警, delivered 送达, read "
      "已读, "
      "acknowledged 签收, en_route 出警, on_scene 到场, cleared 归队 (see turnoutctl milestone --help)");
  EXPECT_THAT(fault_of("milestone 07398f CG3 出勤"),
              StartsWith("unknown milestone \"出勤\"; did you mean en_route?"));
  EXPECT_THAT(fault_of("report --words x --source fax"),
              StartsWith("unknown source \"fax\"; allowed are line_110 电话, "));
  EXPECT_EQ(fault_of("handover arbitrate 07398f both --reason x"),
            "\"both\" is neither asked nor asker (see turnoutctl handover arbitrate --help)");
}

TEST(UsageFault, OfWhatIsMissingSaysWhatItMeans) {
  EXPECT_EQ(fault_of("acknowledge 07398f"),
            "--note is missing: what is being done (see turnoutctl acknowledge --help)");
  EXPECT_THAT(fault_of("handover arbitrate 07398f"), StartsWith("decision is missing: asked: the officer"));
  EXPECT_EQ(fault_of("recommend 07398f --limit"), "--limit needs a value (see turnoutctl recommend --help)");
}

TEST(UsageFault, OfAReasonThatIsOnlySpacesSaysSo) {
  EXPECT_EQ(fault_of("recall 07398f CG3 --reason 　"),
            "--reason: says nothing (see turnoutctl recall --help)");
}

TEST(UsageFault, OfAWordTooManyNamesIt) {
  EXPECT_EQ(fault_of("show 07398f CG3"), "nothing more was expected at \"CG3\" (see turnoutctl show --help)");
}

}  // namespace
}  // namespace turnout::turnoutctl
