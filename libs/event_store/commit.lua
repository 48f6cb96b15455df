#!lua name=turnout_v2
-- The one way to change a district. All its keys carry the district's hash tag. An aggregate is a hash
-- {version, snapshot}; the log is a stream whose entry ids are the dense sequence 0-1, 0-2, …:
-- Redis counts it on by itself, also when trimming has emptied the log.

-- Raise it, here and in the first line, with every change of this file. Library and functions carry it in their
-- names, so that services of two versions run side by side, each calling its own, while one is exchanged for the
-- other. Both write the same keys: a version that reads what lies there otherwise needs a migration first.
local VERSION = 2

local MOST_AGGREGATES = 32
local MOST_EVENTS = 128
local HEAD = 4 -- keys before the aggregates' keys; arguments before the events
local WIDTH = 4 -- arguments of one aggregate

local function sequence_of(entry_id) return tonumber(string.match(entry_id, '%d+$')) end

-- Place of the newest event; 0 = there never was one. Right also when trimming has emptied the log.
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
  local aggregates = #keys - HEAD
  local events = tonumber(args[1]) or 0
  return aggregates >= 1 and aggregates <= MOST_AGGREGATES and events >= 1 and events <= MOST_EVENTS
    and #args == HEAD + events + WIDTH * aggregates
end

-- The writes that bring the indexes up to date. It reads what it would write: that tells what has changed,
-- and fails now if a key has the wrong type.
local function index_writes(keys, args, first)
  local _, open, deadlines, units = unpack(keys, 1, HEAD)
  local _, has_incident, is_open, due = unpack(args, 1, HEAD)
  local writes = {}
  if has_incident == '1' then
    local id = args[first]
    if redis.call('SISMEMBER', open, id) ~= tonumber(is_open) then
      writes[#writes + 1] = {is_open == '1' and 'SADD' or 'SREM', open, id}
    end
    if (redis.call('ZSCORE', deadlines, id) or '0') ~= due then
      writes[#writes + 1] = due == '0' and {'ZREM', deadlines, id} or {'ZADD', deadlines, due, id}
    end
    first = first + WIDTH
  end
  for at = first, #args, WIDTH do
    local is_new = args[at + 1] == '0'
    if is_new and redis.call('SISMEMBER', units, args[at]) == 0 then
      writes[#writes + 1] = {'SADD', units, args[at]}
    end
  end
  return writes
end

-- keys: log, open, deadlines, units; then of each aggregate its own
-- args: number of events; 1 if the first aggregate is an incident, else 0; 1 if that incident is open, else
--   0; its next deadline in Unix ms, 0 = none; then the events; then of each aggregate its id, the version that
--   the change was decided on (0 = it did not exist), its new version and its snapshot
-- Returns {1, last sequence}; or {0} if an aggregate has another version by now, and nothing was changed.
--
-- Redis rolls nothing back: whatever can fail comes before the first write.
local function commit(keys, args)
  if not is_well_formed(keys, args) then return redis.error_reply('ERR turnout: malformed commit') end
  local log, events = keys[1], tonumber(args[1])
  local first = HEAD + events + 1

  for i = HEAD + 1, #keys do
    local decided_on = args[first + WIDTH * (i - HEAD - 1) + 1]
    local version = redis.call('HGET', keys[i], 'version') or '0'
    if version ~= decided_on then return {0} end
  end
  local writes = index_writes(keys, args, first)

  -- The first of them fails, and nothing was written, if the log is not one or has foreign entries.
  local newest
  for i = HEAD + 1, HEAD + events do newest = redis.call('XADD', log, '0-*', 'event', args[i]) end
  for i = HEAD + 1, #keys do
    local at = first + WIDTH * (i - HEAD - 1)
    redis.call('HSET', keys[i], 'version', args[at + 2], 'snapshot', args[at + 3])
  end
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
