#include "event_store/redis_event_store.h"

#include <charconv>
#include <iomanip>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "event_store/commit_library.h"
#include "event_store/redis_server.h"
#include "event_store/stored_form.h"
#include "runtime/log.h"

namespace turnout::event_store {
namespace {

using redis::args;
using redis::Reply;

Awaitable<void> prepare_for_commands(redis::Send send) {
  co_await require_master(send);
  co_await require_durability(send);
  co_await require_library(send);
}

redis::ConnectionObserver observer(telemetry::Metrics& metrics, telemetry::RedisConnection connection) {
  const std::string name =
      telemetry::values_of(telemetry::RedisConnection()).at(static_cast<std::size_t>(connection));
  const auto connected = [&metrics, connection, name](bool again) {
    if (!again) return;
    metrics.redis_reconnected(connection);
    log::info("redis is back", {{"connection", name}});
  };
  const auto lost = [name](const std::string& why) {
    log::warn("redis is lost", {{"connection", name}, {"reason", why}});
  };
  return {.connected = connected, .lost = lost, .not_made = {}};
}

std::uint64_t version_of(const AggregateId& which, const Reply& stored) {
  if (stored.is_nil()) return 0;
  std::uint64_t version = 0;
  const std::string& text = stored.as_string();
  const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size() && version != 0) return version;
  throw DamagedRecord(which, "its stored version is no number");
}

bool is_of_wrong_type(const redis::CommandError& error) {
  return std::string_view(error.what()).starts_with("WRONGTYPE");
}

// 64 random bits.
std::string new_identity() {
  std::random_device random;
  std::ostringstream text;
  text << std::hex << std::setfill('0') << std::setw(8) << random() << std::setw(8) << random();
  return text.str();
}

}  // namespace

RedisEventStore::RedisEventStore(boost::asio::io_context& io, const redis::ConnectionOptions& options,
                                 const std::string& district, telemetry::Metrics& metrics)
    : keys_(district),
      metrics_(metrics),
      command_timeout_(options.command_timeout),
      commands_(io, options, prepare_for_commands, observer(metrics, telemetry::RedisConnection::kCommands)),
      queries_(io, options, require_master, observer(metrics, telemetry::RedisConnection::kQueries)),
      log_(io, options, require_master, observer(metrics, telemetry::RedisConnection::kLog)) {}

Awaitable<void> RedisEventStore::start() {
  co_await commands_.command(args("PING"));
  co_await queries_.command(args("PING"));
  co_await log_.command(args("PING"));
}

Awaitable<std::chrono::microseconds> RedisEventStore::server_time() {
  const Reply time = co_await commands_.command(args("TIME"));
  const std::vector<Reply>& parts = time.as_array_of(2);
  co_return std::chrono::seconds(parts[0].as_decimal()) + std::chrono::microseconds(parts[1].as_decimal());
}

void RedisEventStore::measure() const {
  using enum telemetry::RedisConnection;
  metrics_.set_redis_connected(kCommands, commands_.is_ready());
  metrics_.set_redis_connected(kQueries, queries_.is_ready());
  metrics_.set_redis_connected(kLog, log_.is_ready());
  metrics_.set_redis_commands_in_flight(kCommands, commands_.pending());
  metrics_.set_redis_commands_in_flight(kQueries, queries_.pending());
  metrics_.set_redis_commands_in_flight(kLog, log_.pending());
}

void RedisEventStore::close() {
  commands_.close();
  queries_.close();
  log_.close();
}

Awaitable<domain::Aggregates> RedisEventStore::load(AggregateIds ids) {
  std::vector<AggregateId> which;
  for (std::string& id : ids.unit_ids) which.push_back({v1::AGGREGATE_KIND_UNIT, std::move(id)});
  for (std::string& id : ids.person_ids) which.push_back({v1::AGGREGATE_KIND_PERSON, std::move(id)});
  for (std::string* id : {&ids.incident_id, &ids.other_incident_id}) {
    if (!id->empty()) which.push_back({v1::AGGREGATE_KIND_INCIDENT, std::move(*id)});
  }
  const std::vector<Reply> replies = co_await read(commands_, which);
  domain::Aggregates found;
  bool is_other = false;
  for (std::size_t i = 0; i < which.size(); ++i) {
    if (which[i].kind == v1::AGGREGATE_KIND_UNIT) {
      found.units.push_back(state_of<v1::Unit>(which[i], replies[i]));
    } else if (which[i].kind == v1::AGGREGATE_KIND_PERSON) {
      found.people.push_back(state_of<v1::Person>(which[i], replies[i]));
    } else {
      v1::Incident& incident = std::exchange(is_other, true) ? found.other_incident : found.incident;
      incident = state_of<v1::Incident>(which[i], replies[i]);
    }
  }
  co_return found;
}

Awaitable<std::vector<v1::Incident>> RedisEventStore::load_incidents(std::vector<std::string> ids) {
  return load_all<v1::Incident>(v1::AGGREGATE_KIND_INCIDENT, std::move(ids));
}

Awaitable<std::vector<v1::Unit>> RedisEventStore::load_units(std::vector<std::string> ids) {
  return load_all<v1::Unit>(v1::AGGREGATE_KIND_UNIT, std::move(ids));
}

Awaitable<std::vector<v1::Person>> RedisEventStore::load_people(std::vector<std::string> ids) {
  return load_all<v1::Person>(v1::AGGREGATE_KIND_PERSON, std::move(ids));
}

template <class State>
Awaitable<std::vector<State>> RedisEventStore::load_all(v1::AggregateKind kind,
                                                        std::vector<std::string> ids) {
  if (ids.size() > kMaxLoad) throw std::invalid_argument("load: too many ids");
  std::vector<AggregateId> which;
  for (std::string& id : ids) which.push_back({kind, std::move(id)});
  const std::vector<Reply> replies = co_await read(queries_, which);
  std::vector<State> states;
  for (std::size_t i = 0; i < which.size(); ++i) states.push_back(state_of<State>(which[i], replies[i]));
  co_return states;
}

Awaitable<std::vector<Reply>> RedisEventStore::read(redis::Connection& connection,
                                                    const std::vector<AggregateId>& which) {
  std::vector<std::vector<std::string>> reads;
  for (const AggregateId& each : which) reads.push_back(read_of(each));
  try {
    co_return co_await connection.commands(std::move(reads));
  } catch (const redis::CommandError& error) {
    if (!is_of_wrong_type(error)) throw;
  }
  // One reply fails all: which one is of a wrong type?
  for (const AggregateId& each : which) co_await require_hash(each);
  throw runtime::Unavailable("a key of redis had a wrong type for a moment");
}

Awaitable<void> RedisEventStore::require_hash(AggregateId which) {
  try {
    co_await commands_.command(read_of(which));
  } catch (const redis::CommandError& error) {
    if (!is_of_wrong_type(error)) throw;
    const DamagedRecord damaged(which, "its key in redis is of another type");
    tell_damaged(damaged);
    throw damaged;
  }
}

std::vector<std::string> RedisEventStore::read_of(const AggregateId& which) const {
  return args("HMGET", keys_.aggregate(which.kind, which.id), "version", "snapshot");
}

template <class State>
State RedisEventStore::state_of(const AggregateId& which, const Reply& stored) const {
  try {
    const std::uint64_t version = version_of(which, stored.as_array_of(2)[0]);
    const Reply& snapshot = stored.as_array_of(2)[1];
    if (version == 0 && snapshot.is_nil()) {
      State none;
      none.set_id(which.id);
      return none;
    }
    if (snapshot.is_nil()) throw DamagedRecord(which, "it has a version and no content");
    return parse_snapshot<State>(which, version, snapshot.as_string());
  } catch (const DamagedRecord& damaged) {
    tell_damaged(damaged);
    throw;
  }
}

Awaitable<std::uint64_t> RedisEventStore::stored_version(AggregateId which) {
  const Reply stored = co_await commands_.command(read_of(which));
  co_return version_of(which, stored.as_array_of(2)[0]);
}

Awaitable<bool> RedisEventStore::commit(const domain::Change& change) {
  require_within_bounds(change);
  return commit_within_bounds(change);
}

Awaitable<bool> RedisEventStore::commit_within_bounds(const domain::Change& change) {
  const auto encoded = [this, &change] { return commit_command(keys_, change); };
  const Reply reply = co_await call(commands_, encoded);
  co_return reply.as_array().at(0).as_integer() == 1;
}

Awaitable<std::vector<LoggedEvent>> RedisEventStore::read_after(std::uint64_t sequence, std::size_t most,
                                                                std::chrono::milliseconds wait) {
  if (wait <= wait.zero()) {
    const Reply entries =
        co_await queries_.command(args("XRANGE", keys_.log(), "(" + entry_id(sequence), "+", "COUNT", most));
    co_return logged_events(entries);
  }
  const Reply streams = co_await log_.command(
      args("XREAD", "COUNT", most, "BLOCK", wait.count(), "STREAMS", keys_.log(), entry_id(sequence)),
      wait + command_timeout_);
  if (streams.is_nil()) co_return std::vector<LoggedEvent>();
  co_return logged_events(streams.as_array_of(1)[0].as_array_of(2)[1]);
}

Awaitable<std::vector<LoggedEvent>> RedisEventStore::read_at(std::vector<std::uint64_t> sequences) {
  if (sequences.size() > kMaxReadAt) throw std::invalid_argument("read_at: too many sequences");
  std::vector<std::vector<std::string>> reads;
  for (const std::uint64_t sequence : sequences) {
    reads.push_back(args("XRANGE", keys_.log(), entry_id(sequence), entry_id(sequence)));
  }
  const std::vector<Reply> replies = co_await queries_.commands(std::move(reads));
  std::vector<LoggedEvent> events;
  for (std::size_t i = 0; i < replies.size(); ++i) {
    std::vector<LoggedEvent> found = logged_events(replies[i]);
    if (found.empty()) throw not_in_log(sequences[i]);
    events.push_back(std::move(found.front()));
  }
  co_return events;
}

Awaitable<std::string> RedisEventStore::log_identity() {
  const Reply known = co_await queries_.command(args("GET", keys_.log_identity()));
  if (!known.is_nil()) co_return known.as_string();
  const std::string made = new_identity();
  co_await queries_.command(args("SET", keys_.log_identity(), made, "NX"));
  const Reply first = co_await queries_.command(args("GET", keys_.log_identity()));
  co_return first.as_string();
}

Awaitable<std::uint64_t> RedisEventStore::last_sequence() {
  const auto encoded = [this] { return args("FCALL_RO", kLastSequenceFunction, 1, keys_.log()); };
  const Reply sequence = co_await call(queries_, encoded);
  co_return static_cast<std::uint64_t>(sequence.as_integer());
}

Awaitable<std::vector<std::string>> RedisEventStore::open_incident_ids() {
  return members(keys_.open());
}

Awaitable<std::vector<std::string>> RedisEventStore::unit_ids() {
  return members(keys_.units());
}

Awaitable<std::vector<DueIncident>> RedisEventStore::next_due(std::size_t most) {
  const Reply reply = co_await commands_.command(
      args("ZRANGE", keys_.deadlines(), "-inf", "+inf", "BYSCORE", "LIMIT", 0, most, "WITHSCORES"));
  const std::vector<Reply>& parts = reply.as_array();
  std::vector<DueIncident> due;
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    due.push_back({.incident_id = parts[i].as_string(), .due_at_ms = parts[i + 1].as_decimal()});
  }
  co_return due;
}

// The library is checked on every new connection, but somebody may flush the functions meanwhile. A call of a function that is
// not there has changed nothing, so that it may be made again.
Awaitable<redis::Reply> RedisEventStore::call(
    redis::Connection& connection, const std::function<std::vector<std::string>()>& function_call) {
  try {
    std::vector<std::string> command = function_call();
    co_return co_await connection.command(std::move(command));
  } catch (const redis::CommandError& error) {
    if (!is_library_missing(error)) throw;
  }
  co_await require_library(
      [&connection](std::vector<std::string> command) { return connection.command(std::move(command)); });
  std::vector<std::string> command = function_call();
  co_return co_await connection.command(std::move(command));
}

// In one piece: a district has thousands at most (36 bytes each), it happens once a start, and unlike a scan
// it is one instant's truth.
Awaitable<std::vector<std::string>> RedisEventStore::members(std::string set) {
  const Reply reply = co_await commands_.command(args("SMEMBERS", std::move(set)));
  std::vector<std::string> ids;
  for (const Reply& id : reply.as_array()) ids.push_back(id.as_string());
  co_return ids;
}

}  // namespace turnout::event_store
