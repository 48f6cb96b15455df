#include "archive/rows_of_event.h"

#include "domain/phone.h"
#include "event_store/stored_form.h"

namespace turnout::archive {
namespace {

enum TextKind : std::int64_t { kAddress = 1, kWords = 2, kNote = 3, kResult = 4 };

// So many calls and texts one event has at most: those of a duplicate that is merged.
constexpr std::int64_t kPlacesOfAnEvent = 1'024;

class Adder {
 public:
  Adder(const event_store::LoggedEvent& logged, std::int64_t incident, const std::string& country,
        EventRows& rows)
      : next_(static_cast<std::int64_t>(logged.sequence) * kPlacesOfAnEvent),
        event_(logged.event),
        incident_(incident),
        country_(country),
        rows_(rows) {}

  void add(const v1::Call& call) {
    const std::int64_t at_ms = call.answered_at_ms() != 0 ? call.answered_at_ms() : event_.at_ms();
    rows_.calls.push_back({next_++, incident_, at_ms, static_cast<std::int64_t>(call.source()),
                           call.received_by(), domain::phone_key(call.caller().phone(), country_)});
    add(kWords, call.caller().words());
  }
  void add(const v1::Place& place) { add(kAddress, place.address().text()); }
  void add(const v1::Note& note) { add(kNote, note.text().text()); }
  void add(const v1::Disposition& disposition) { add(kResult, disposition.text().text()); }

 private:
  void add(TextKind kind, const std::string& text) {
    if (text.empty()) return;
    rows_.texts.push_back({next_++, incident_, static_cast<std::int64_t>(kind), text});
  }

  std::int64_t next_;
  const v1::Event& event_;
  std::int64_t incident_;
  const std::string& country_;
  EventRows& rows_;
};

void add_merged(const v1::DuplicateMerged& merged, Adder& adder) {
  adder.add(merged.place());
  for (const v1::Call& call : merged.calls()) adder.add(call);
  for (const v1::Note& note : merged.notes()) adder.add(note);
}

}  // namespace

void add_event(const event_store::LoggedEvent& logged, EventRows& rows) {
  const v1::Event& event = logged.event;
  rows.events.push_back({static_cast<std::int64_t>(logged.sequence), event.at_ms(), event.incident_id(),
                         static_cast<std::int64_t>(event.incident_version()), event.unit_id(),
                         static_cast<std::int64_t>(event.body_case()), event.actor(),
                         Bytes{logged.fault.empty() ? event_store::to_bytes(event) : ""}, logged.fault});
}

void add_calls_and_texts(const event_store::LoggedEvent& logged, std::int64_t incident,
                         const std::string& country, EventRows& rows) {
  Adder adder(logged, incident, country, rows);
  switch (logged.event.body_case()) {
    case v1::Event::kIncidentReported:
      adder.add(logged.event.incident_reported().place());
      adder.add(logged.event.incident_reported().call());
      break;
    case v1::Event::kIncidentAmended:
      adder.add(logged.event.incident_amended().place());
      break;
    case v1::Event::kCallAdded:
      adder.add(logged.event.call_added().call());
      break;
    case v1::Event::kNoteAdded:
      adder.add(logged.event.note_added().note());
      break;
    case v1::Event::kDispositionReported:
      adder.add(logged.event.disposition_reported().disposition());
      break;
    case v1::Event::kDuplicateMerged:
      add_merged(logged.event.duplicate_merged(), adder);
      break;
    default:
      break;
  }
}

}  // namespace turnout::archive
