#!lua name=turnout_v6
-- The only way to change a district. All its keys carry the district's hash tag. An aggregate (an incident, a unit, a person) is a hash
-- {version, snapshot}; the log is a stream whose entry ids are the dense sequence 0-1, 0-2, …, which Redis continues, also after
-- trimming has emptied the log.

-- Raise VERSION, here and in the first line, with every change of this file. Library and functions carry it in their names, so
-- that services of two versions run side by side, each calling its own, while one is exchanged for the other. Both write the
-- same keys: a version that stores them in another form needs a migration first.
local VERSION = 6

-- The bounds of event_store.h: the build checks that they are the same.
local MAX_AGGREGATES = 72
local MAX_EVENTS = 3584
local INDEX_KEYS = 4 -- before the aggregates' keys: log, open, deadlines, units
local WIDTH = 6      -- arguments of one aggregate

local function sequence_of(entry_id) return tonumber(string.match(entry_id, '%d+$')) end

-- Sequence of the newest event; 0 = there was never one. Right also after trimming has emptied the log.
local function last_sequence(log)
  local newest = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  local id = newest and newest[1]
  if not id and redis.call('EXISTS', log) == 1 then
    local facts = redis.call('XINFO', 'STREAM', log)
    for i = 1, #facts, 2 do
      if facts[i] == 'last-generated-id' then id = facts[i + 1] end
    end
  end
  return id and sequence_of(id) or 0
end

local function is_well_formed(keys, args)
  local aggregates = #keys - INDEX_KEYS
  local events = tonumber(args[1]) or 0
  return aggregates >= 1 and aggregates <= MAX_AGGREGATES and events >= 1 and events <= MAX_EVENTS
    and #args == 1 + events + WIDTH * aggregates
end

-- One aggregate's arguments.
local function aggregate_at(keys, args, i)
  local at = 1 + tonumber(args[1]) + WIDTH * (i - 1)
  return {
    key = keys[INDEX_KEYS + i], index = args[at + 1], id = args[at + 2], decided_on = args[at + 3],
    version = args[at + 4], due = args[at + 5], snapshot = args[at + 6]
  }
end

-- Adds the writes that bring the indexes up to date. It reads what it would write: that shows what has changed, and fails now if
-- a key has the wrong type.
local function add_index_writes(writes, keys, aggregate)
  local _, open, deadlines, units = unpack(keys, 1, INDEX_KEYS)
  if aggregate.index == 'open' or aggregate.index == 'ended' then
    local is_open = aggregate.index == 'open' and 1 or 0
    if redis.call('SISMEMBER', open, aggregate.id) ~= is_open then
      writes[#writes + 1] = {is_open == 1 and 'SADD' or 'SREM', open, aggregate.id}
    end
    if (redis.call('ZSCORE', deadlines, aggregate.id) or '0') ~= aggregate.due then
      writes[#writes + 1] = aggregate.due == '0' and {'ZREM', deadlines, aggregate.id}
        or {'ZADD', deadlines, aggregate.due, aggregate.id}
    end
  elseif aggregate.index == 'unit' and aggregate.decided_on == '0' then
    if redis.call('SISMEMBER', units, aggregate.id) == 0 then
      writes[#writes + 1] = {'SADD', units, aggregate.id}
    end
  end
end

-- keys: log, open, deadlines, units; then the key of each aggregate
-- args: number of events; the events; then of each aggregate
--   its index (open or ended = an incident, unit, none), its id, the version that the change was decided on (0 = it did not
--   exist), its new version (the same = it is only checked), its next deadline in Unix ms (0 = none) and its snapshot
-- Returns {1, last sequence}; or {0} if an aggregate has another version by now, and nothing was changed.
--
-- Redis rolls nothing back: whatever can fail comes before the first write.
local function commit(keys, args)
  if not is_well_formed(keys, args) then return redis.error_reply('ERR turnout: malformed commit') end
  local log, events = keys[1], tonumber(args[1])
  local writes = {}
  for i = 1, #keys - INDEX_KEYS do
    local aggregate = aggregate_at(keys, args, i)
    local version = redis.call('HGET', aggregate.key, 'version') or '0'
    if version ~= aggregate.decided_on then return {0} end
    if aggregate.version ~= version then
      writes[#writes + 1] =
        {'HSET', aggregate.key, 'version', aggregate.version, 'snapshot', aggregate.snapshot}
      add_index_writes(writes, keys, aggregate)
    end
  end

  -- The first of them fails, and nothing was written, if the log is not one or has foreign entries.
  local newest
  for i = 2, 1 + events do newest = redis.call('XADD', log, '0-*', 'event.v3', args[i]) end
  for _, write in ipairs(writes) do redis.call(unpack(write)) end
  return {1, sequence_of(newest)}
end

local function named(name) return name .. '_v' .. VERSION end

redis.register_function(named('commit'), commit)
redis.register_function{
  function_name = named('last_sequence'), flags = {'no-writes'},
  callback = function(keys) return last_sequence(keys[1]) end
}
redis.register_function{
  function_name = named('version'), flags = {'no-writes'}, callback = function() return VERSION end
}
