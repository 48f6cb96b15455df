#include "turnoutctl/rows.h"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "client/new_id.h"
#include "text/blank.h"
#include "turnout/v1/incident.pb.h"
#include "turnoutctl/request_field.h"
#include "turnoutctl/session.h"
#include "turnoutctl/word_option.h"

namespace turnout::turnoutctl {
namespace {

using google::protobuf::FieldDescriptor;

// The field as the row names it; refusals of it are told under the option's name.
RequestField named_field(RequestForm& form, const std::string& name, const std::string& path) {
  form.names[path] = name.substr(name.rfind(',') + 1);
  return {*form.request, path};
}

// An option whose text is read after the whole command line, because a service is asked for its meaning.
template <class Read>
CLI::Option* add_late_option(RequestForm& form, const char* name, const char* meaning, const Read& read) {
  const auto take = [&form, read](const std::string& text) {
    form.steps.push_back([read, text] { read(text); });
  };
  return form.command.add_option_function<std::string>(name, take, meaning);
}

CLI::Option* add_time(RequestForm& form, const RequestField& field, const Session::TypedFlag& flag,
                      const char* meaning) {
  const auto read = [&form, field, flag](const std::string& text) {
    Session::TypedFlag typed = flag;
    typed.text = text;
    field.set_integer(form.session.instant(typed, service_of(*form.request->GetDescriptor())));
  };
  return add_late_option(form, flag.flag.c_str(), meaning, read)->type_name("TIME");
}

// An empty text stays empty: for most requests no station is asked for.
CLI::Option* add_station(RequestForm& form, const char* name, const char* path, const char* meaning) {
  const RequestField field = named_field(form, name, path);
  const auto read = [&form, field](const std::string& text) {
    const client::Service service = service_of(*form.request->GetDescriptor());
    field.set_text(text.empty() ? text : form.session.station(text, service));
  };
  return add_late_option(form, name, meaning, read)->type_name("STATION");
}

CLI::Option* add_field(RequestForm& form, const char* name, const std::string& path, const char* meaning) {
  CLI::App& command = form.command;
  const RequestField field = named_field(form, name, path);
  if (field.type().is_repeated()) {
    const auto take = [field](const std::vector<std::string>& values) { field.set_texts(values); };
    return command.add_option_function<std::vector<std::string>>(name, take, meaning);
  }
  switch (field.type().cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return command.add_flag_callback(
          name, [field] { field.set_integer(1); }, meaning);
    case FieldDescriptor::CPPTYPE_ENUM:
      return add_word(
          command, name, field.type().enum_type(), [field](int value) { field.set_integer(value); }, meaning);
    case FieldDescriptor::CPPTYPE_UINT32:
      return command.add_option_function<std::uint32_t>(
          name, [field](std::uint32_t value) { field.set_integer(value); }, meaning);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return command.add_option_function<double>(
          name, [field](double value) { field.set_number(value); }, meaning);
    case FieldDescriptor::CPPTYPE_INT64:
      return add_time(form, field, {.flag = name, .has_happened = true}, meaning);
    default:
      return command.add_option_function<std::string>(
          name, [field](const std::string& value) { field.set_text(value); }, meaning);
  }
}

// For a required text: words are asked for.
std::string fault_of_blank(const std::string& value) {
  return text::is_blank(value) ? "says nothing" : "";
}

Row all_of(Rows rows) {
  return [rows = std::move(rows)](RequestForm& form) {
    for (const Row& row : rows) row(form);
  };
}

Row preset_text(const char* field, const std::string& value) {
  return [=](RequestForm& form) { RequestField(*form.request, field).set_text(value); };
}

bool has_field(const RequestForm& form, const char* name) {
  return form.request->GetDescriptor()->FindFieldByName(name) != nullptr;
}

}  // namespace

std::string default_actor() {
  for (const char* variable : {"TURNOUT_ACTOR", "USER", "LOGNAME"}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0') return value;
  }
  return "operator";
}

Row option(const char* name, const char* field, const char* meaning) {
  return [=](RequestForm& form) { add_field(form, name, field, meaning); };
}

Row required(const char* name, const char* field, const char* meaning) {
  return [=](RequestForm& form) {
    add_field(form, name, field, meaning)->required()->check(CLI::Validator(fault_of_blank, ""));
  };
}

Row preset(const char* field, int value) {
  return [=](RequestForm& form) { RequestField(*form.request, field).set_integer(value); };
}

Row negated_flag(const char* name, const char* field, const char* meaning) {
  return [=](RequestForm& form) {
    const RequestField target = named_field(form, name, field);
    target.set_integer(1);
    form.command.add_flag_callback(
        name, [target] { target.set_integer(0); }, meaning);
  };
}

Row yes_or_no(const char* name, const char* field, const char* yes, const char* no, const char* meaning) {
  return [=](RequestForm& form) {
    const RequestField target = named_field(form, name, field);
    const auto take = [=](const std::string& word) {
      if (word != yes && word != no) {
        throw CLI::ValidationError(fmt::format("\"{}\" is neither {} nor {}", word, yes, no));
      }
      target.set_integer(word == yes ? 1 : 0);
    };
    form.command.add_option_function<std::string>(name, take, meaning)->required();
  };
}

Row bounded(const char* name, const char* field, int least, int most, const char* meaning) {
  return [=](RequestForm& form) { add_field(form, name, field, meaning)->check(CLI::Range(least, most)); };
}

Row next_time(const char* name, const char* field, const char* meaning) {
  return [=](RequestForm& form) {
    add_time(form, named_field(form, name, field), {.flag = name, .nearest = text::NearestTime::kNext},
             meaning);
  };
}

Row bound_of_period(const char* name, const char* field, const char* meaning) {
  return [=](RequestForm& form) { add_time(form, named_field(form, name, field), {.flag = name}, meaning); };
}

Row incident() {
  return other_incident("incident", "incident_id",
                        "its id, or the beginning or end of an open incident's id");
}

Row other_incident(const char* name, const char* field, const char* meaning) {
  return [=](RequestForm& form) {
    const RequestField target = named_field(form, name, field);
    const auto read = [&form, target](const std::string& text) {
      target.set_text(form.session.incident(text));
    };
    add_late_option(form, name, meaning, read)->required();
  };
}

Row unit() {
  return [](RequestForm& form) {
    const RequestField target = named_field(form, "unit", "unit_id");
    const auto read = [&form, target](const std::string& text) { target.set_text(form.session.unit(text)); };
    add_late_option(form, "unit", "id or call sign of the unit", read)->required();
  };
}

Row only_unit() {
  return [](RequestForm& form) {
    const RequestField target = named_field(form, "--unit", "unit_id");
    const auto read = [&form, target](const std::string& text) { target.set_text(form.session.unit(text)); };
    add_late_option(form, "--unit", "only those to which this unit was sent: its id or call sign", read);
  };
}

Row new_unit() {
  return required("unit", "unit_id", "id of the unit");
}

Row station(const char* name, const char* field, const char* meaning) {
  return [=](RequestForm& form) { add_station(form, name, field, meaning); };
}

Row required_station(const char* name, const char* field, const char* meaning) {
  return [=](RequestForm& form) { add_station(form, name, field, meaning)->required(); };
}

Row reason() {
  return required("--reason", "reason", "why");
}

Row position(const std::string& field) {
  return [=](RequestForm& form) {
    auto* latitude = add_field(form, "--lat", field + ".latitude_deg", "latitude in degrees, WGS 84");
    auto* longitude = add_field(form, "--lon", field + ".longitude_deg", "longitude in degrees");
    latitude->type_name("DEGREES")->needs(longitude);
    longitude->type_name("DEGREES")->needs(latitude);
  };
}

Row place() {
  return all_of({position("place.position"),
                 option("--address", "place.address.text", "the address in the caller's words")});
}

Row call() {
  return all_of({
      preset("call.source", v1::CALL_SOURCE_LINE_110),
      option("--source", "call.source", "source of the call [line_110]"),
      preset_text("call.received_by", default_actor()),
      option("--received-by", "call.received_by",
             "id of the call taker (TURNOUT_ACTOR, else the login name)"),
      option("--words", "call.caller.words", "what the caller said"),
      option("--phone", "call.caller.phone", "the caller's number"),
      option("--name", "call.caller.name", "the caller's name"),
      option("--ring-at", "call.ring_at_ms", "when it rang"),
      option("--answered-at", "call.answered_at_ms", "when it was answered: the clocks start here [now]"),
      option("--hung-up-at", "call.hung_up_at_ms", "when it ended"),
  });
}

Row id_to_repeat(const char* name, const char* field, const char* meaning) {
  return [=](RequestForm& form) {
    const RequestField target = named_field(form, name, field);
    target.set_text(client::new_id());
    const auto take = [target](const std::string& given) {
      if (!given.empty()) target.set_text(given);
    };
    form.command.add_option_function<std::string>(name, take, meaning);
  };
}

Row only_station() {
  return station("--station", "station_id", "only those of this station");
}

Row incidents_of_past() {
  return all_of({bound_of_period("--from", "from_ms", "incidents that started at or after this [all]"),
                 bound_of_period("--to", "to_ms", "incidents that started before this [now]"), only_station(),
                 option("--area", "area_class", "only this area class"),
                 option("--kind", "kind", "only this kind"),
                 option("--type", "type", "only this incident type, exactly"),
                 option("--priority", "priority", "only this priority")});
}

Row cursor(const char* otherwise) {
  return [=](RequestForm& form) {
    const std::string meaning =
        std::string("continue after this cursor of an earlier --json line [") + otherwise + "]";
    add_field(form, "--cursor", "cursor", meaning.c_str());
  };
}

Row actor_and_request_id() {
  return [](RequestForm& form) {
    if (has_field(form, "actor")) {
      preset_text("actor", default_actor())(form);
      option("--actor", "actor",
             "id of the person who gives the command (TURNOUT_ACTOR, else the login name)")(form);
    }
    if (has_field(form, "request_id")) {
      id_to_repeat("--request-id", "request_id",
                   "the command's id, to repeat a command whose outcome is unknown [a new UUIDv7]")(form);
    }
  };
}

}  // namespace turnout::turnoutctl
