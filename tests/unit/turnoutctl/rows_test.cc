#include "turnoutctl/rows.h"

#include <gmock/gmock.h>
#include <stdlib.h>

#include <CLI/CLI.hpp>

#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

using testing::ElementsAre;

// Before any row is made: rows read who is at the keyboard.
const bool kActorIsSet = setenv("TURNOUT_ACTOR", "d-1", 1) == 0;

// Types words at a command whose request is filled by the rows. No service is asked.
template <class Request>
class TypedCommand {
 public:
  explicit TypedCommand(const Rows& rows) : request(std::make_shared<Request>()) {
    app_.require_subcommand(1);
    CLI::App& command = new_subcommand(app_, session_, {"do", "does it"});
    when_given({.command = command, .session = session_, .request = request}, rows, [this] { ++runs; });
  }

  void type(const std::string& words) { app_.parse("do " + words); }

  std::shared_ptr<Request> request;
  int runs = 0;

 private:
  CLI::App app_;
  Session session_;
};

TEST(Rows, FillTheFieldsByTheirTypes) {
  TypedCommand<v1::ReportMilestoneRequest> typed({new_unit(), required("milestone", "milestone", ""),
                                                  option("--order", "order_number", ""),
                                                  position("position")});
  typed.type("car-7 en_route --order 2 --lat 35.5 --lon 150.25");
  EXPECT_EQ(typed.runs, 1);
  EXPECT_EQ(typed.request->unit_id(), "car-7");
  EXPECT_EQ(typed.request->milestone(), v1::MILESTONE_EN_ROUTE);
  EXPECT_EQ(typed.request->order_number(), 2u);
  EXPECT_EQ(typed.request->position().longitude_deg(), 150.25);
  EXPECT_EQ(typed.request->actor(), "d-1");
  EXPECT_EQ(typed.request->request_id().size(), 36u);
}

TEST(Rows, LeaveOutWhatIsNotGiven) {
  TypedCommand<v1::AmendIncidentRequest> typed({place(), option("--type", "type", "")});
  typed.type("");
  EXPECT_FALSE(typed.request->has_place());
  EXPECT_FALSE(typed.request->has_type());
}

TEST(Rows, FillNestedMessagesAndLists) {
  TypedCommand<v1::ReportIncidentRequest> report({call(), place()});
  report.type("--words help --address here --source sms");
  EXPECT_EQ(report.request->call().caller().words(), "help");
  EXPECT_EQ(report.request->call().source(), v1::CALL_SOURCE_SMS);
  EXPECT_EQ(report.request->call().received_by(), "d-1");
  EXPECT_EQ(report.request->place().address().text(), "here");
  EXPECT_FALSE(report.request->place().has_position());

  TypedCommand<v1::SignOnRequest> sign_on({new_unit(), required("--officer", "officers", "")});
  sign_on.type("car-7 --officer 1 --officer 2");
  EXPECT_THAT(sign_on.request->officers(), ElementsAre("1", "2"));
}

TEST(Rows, TakeBoolsAsWordsAndFlags) {
  const Row answer = yes_or_no("to", "to_asked", "asked", "asker", "");
  TypedCommand<v1::ArbitrateHandoverRequest> asked({answer}), asker({answer}), neither({answer});
  asked.type("asked");
  asker.type("asker");
  EXPECT_TRUE(asked.request->to_asked());
  EXPECT_FALSE(asker.request->to_asked());
  EXPECT_THROW(neither.type("other"), CLI::ParseError);

  const Row reject = negated_flag("--reject", "confirmed", "");
  TypedCommand<v1::ConfirmTimeRequest> confirmed({reject}), rejected({reject});
  confirmed.type("");
  rejected.type("--reject");
  EXPECT_TRUE(confirmed.request->confirmed());
  EXPECT_FALSE(rejected.request->confirmed());
}

TEST(Rows, KeepTheIdOfARepeatedCommand) {
  TypedCommand<v1::CloseIncidentRequest> repeated({});
  ;
  repeated.type("--request-id r-1 --actor 110001");
  EXPECT_EQ(repeated.request->request_id(), "r-1");
  EXPECT_EQ(repeated.request->actor(), "110001");
}

TEST(Rows, RefuseWhatIsMissingUnknownOrOutOfBounds) {
  EXPECT_THROW(TypedCommand<v1::RecallUnitRequest>({new_unit(), reason()}).type("car-7"), CLI::ParseError);
  EXPECT_THROW(TypedCommand<v1::ReportPositionsRequest>({position("position")}).type("--lat 1"),
               CLI::ParseError);
  EXPECT_THROW(TypedCommand<v1::SetUnitStatusRequest>({required("status", "status", "")}).type("asleep"),
               CLI::ParseError);
  EXPECT_THROW(
      TypedCommand<v1::RecommendUnitsRequest>({bounded("--limit", "limit", 1, 50, "")}).type("--limit 51"),
      CLI::ParseError);
}

TEST(Rows, OfAReportThatSaysNothingRefuseItWithoutForce) {
  for (const char* words :
       {"report", "report --source sms", "report --station x", "report --words ' '", "report --words '　 　'",
        "report --words '\n\n' --name ' '", "report --address ' '"}) {
    CLI::App app;
    Session session;
    add_incident_commands(app, session);
    EXPECT_THROW(app.parse(words), BadInput) << words;
  }
}

TEST(Rows, OfAFieldThatIsNotThereAreAMistakeInTheProgram) {
  EXPECT_THROW(TypedCommand<v1::CloseIncidentRequest>({option("--text", "text", "")}), std::logic_error);
}

TEST(Rows, OfEverySubcommandFitItsRequest) {
  CLI::App app;
  Session session;
  EXPECT_NO_THROW(add_subcommands(app, session));
}

}  // namespace
}  // namespace turnout::turnoutctl
