// What each user of Redis may do, and that nothing else is granted: held against every command that the server knows.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Program, freePort } from '../scenario/support/processes.mjs';
import { Redis } from '../scenario/support/redis.mjs';
import { deployed } from '../scenario/support/turnout.mjs';

const NORTH = '{d:north}:';
const SOUTH = '{d:south}:';
const SERVICES = ['intake', 'dispatch', 'accountability'];

let folder;
let redis;
let version;
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-users-'));
  const library = await readFile(new URL('../../libs/event_store/commit.lua', import.meta.url), 'utf8');
  version = /^local VERSION = (\d+)$/m.exec(library)[1];
  redis = await Redis.create(folder, { districts: ['north', 'south'] });
  await redis.start();
});
after(async () => {
  await redis.stop();
  await rm(folder, { recursive: true });
});

const commitOf = (district, unit) => ['FCALL', `commit_v${version}`, '5', `${district}log`, `${district}open`,
  `${district}deadlines`, `${district}units`, `${district}unit:${unit}`, '1', 'event', 'unit', unit, '0', '1', '0', 'state'];

// What a service does, in the words of libs/event_store.
const used = (district) => [
  ['PING'], ['ROLE'], ['TIME'], ['FCALL_RO', `version_v${version}`, '0'],
  ['FCALL_RO', `last_sequence_v${version}`, '1', `${district}log`],
  ['HMGET', `${district}incident:1`, 'version', 'snapshot'], ['SMEMBERS', `${district}open`], ['SMEMBERS', `${district}units`],
  ['XRANGE', `${district}log`, '(0-0', '+', 'COUNT', '10'],
  ['XREAD', 'COUNT', '1', 'BLOCK', '1', 'STREAMS', `${district}log`, '0-99'],
  ['SET', `${district}log_identity`, 'made', 'NX'], ['GET', `${district}log_identity`],
  ['ZRANGE', `${district}deadlines`, '-inf', '+inf', 'BYSCORE', 'LIMIT', '0', '9', 'WITHSCORES'],
];
const publish = (district) => ['PUBLISH', `${district}positions`, 'bytes'];
const subscribe = (district) => ['SUBSCRIBE', `${district}positions`];

// Some commands that would harm; the last test knows them all.
const HARMFUL = [
  ['FLUSHALL'], ['FLUSHDB'], ['CONFIG', 'GET', '*'], ['CONFIG', 'SET', 'appendfsync', 'no'], ['CONFIG', 'REWRITE'],
  ['EVAL', 'return 1', '0'], ['EVALSHA', 'a'.repeat(40), '0'], ['SCRIPT', 'LOAD', 'return 1'], ['KEYS', '*'], ['SCAN', '0'],
  ['RANDOMKEY'], ['DEBUG', 'SLEEP', '0'], ['SHUTDOWN', 'NOSAVE'], ['ACL', 'LIST'], ['ACL', 'SETUSER', 'x'],
  ['FUNCTION', 'LOAD', '#!lua name=x'], ['FUNCTION', 'FLUSH'], ['FUNCTION', 'DELETE', 'turnout'], ['FCALL', 'other', '0'],
  ['MONITOR'], ['REPLICAOF', 'NO', 'ONE'], ['CLIENT', 'KILL', 'TYPE', 'normal'], ['MODULE', 'LIST'], ['BGREWRITEAOF'],
  ['MULTI'], ['SELECT', '1'], ['SWAPDB', '0', '1'], ['INFO'], ['DEL', `${NORTH}log`], ['XTRIM', `${NORTH}log`, 'MAXLEN', '0'],
  ['XDEL', `${NORTH}log`, '0-1'], ['SET', `${NORTH}open`, '1'], ['RENAME', `${NORTH}log`, `${NORTH}gone`],
  ['EXPIRE', `${NORTH}log`, '1'], ['RESTORE', `${NORTH}unit:u`, '0', 'x'], ['MIGRATE', 'h', '1', 'k', '0', '1'],
];

const isRefused = (reply) => /^-(NOPERM|ERR DEBUG command not allowed)/.test(reply);  // nobody may DEBUG

function assertAllowed(commands, replies) {
  replies.forEach((reply, i) => assert.ok(!reply.startsWith('-'), `${commands[i].join(' ')}: ${reply}`));
}
function assertRefused(commands, replies) {
  assert.equal(replies.length, commands.length);
  replies.forEach((reply, i) => assert.ok(isRefused(reply), `${commands[i].join(' ')}: ${reply}`));
}

for (const service of SERVICES) {
  const user = `${service}-north`;

  test(`${service} does its work in its own district`, async () => {
    const commands = [...used(NORTH), commitOf(NORTH, service)];
    if (service === 'dispatch') commands.push(publish(NORTH));
    if (service !== 'intake') commands.push(subscribe(NORTH));
    assertAllowed(commands, await redis.askAs(user, ...commands));
  });

  test(`${service} does nothing else`, async () => {
    const commands = [...HARMFUL];
    if (service !== 'dispatch') commands.push(publish(NORTH));
    if (service === 'intake') commands.push(subscribe(NORTH));
    assertRefused(commands, await redis.askAs(user, ...commands));
  });

  test(`${service} reads and writes nothing of another district`, async () => {
    const ofKeys = used(SOUTH).filter((words) => words.some((word) => word.startsWith(SOUTH)));
    const own = commitOf(NORTH, 'lent');
    const mixed = own.with(own.indexOf(`${NORTH}unit:lent`), `${SOUTH}unit:lent`);
    const commands = [...ofKeys, commitOf(SOUTH, service), mixed, publish(SOUTH), subscribe(SOUTH),
      ['XADD', `${SOUTH}log`, '*', 'event.v3', 'forged'], ['HSET', `${SOUTH}unit:u`, 'version', '9']];
    assertRefused(commands, await redis.askAs(user, ...commands));
  });
}

test('records reads its own district, names its log, and changes nothing', async () => {
  assertAllowed(used(NORTH), await redis.askAs('records-north', ...used(NORTH)));
  const commands = [...HARMFUL, commitOf(NORTH, 'records'), publish(NORTH), subscribe(NORTH),
    ['XADD', `${NORTH}log`, '*', 'event.v3', 'forged'], ['HSET', `${NORTH}unit:u`, 'version', '9'],
    ...used(SOUTH).filter((words) => words.some((word) => word.startsWith(SOUTH)))];
  assertRefused(commands, await redis.askAs('records-north', ...commands));
});

test('nobody gets in without a name and its password', async () => {
  const commands = [['AUTH', 'intake-north', 'guessed'], ['AUTH', 'default', 'guessed']];
  const replies = await redis.askAs('exporter', ...commands);
  for (const reply of replies) assert.match(reply, /^-WRONGPASS/);
  assert.match((await redis.askAsNobody(['PING']))[0], /^-NOAUTH/);
});

test('the record is read back when Redis starts again', async () => {
  await redis.askAs('dispatch-north', commitOf(NORTH, 'kept'));
  await redis.kill();
  await redis.start();
  assert.match(await redis.ask('HGET', `${NORTH}unit:kept`, 'snapshot'), /state/);
  assert.doesNotMatch(redis.program.output, /CRITICAL/);
});

test('the exporter reads figures and no keys', async () => {
  const figures = [['PING'], ['INFO', 'all'], ['SLOWLOG', 'GET'], ['SLOWLOG', 'LEN'], ['LATENCY', 'LATEST']];
  assertAllowed(figures, await redis.askAs('exporter', ...figures));
  const commands = [...HARMFUL.filter(([word]) => word !== 'INFO'), ...used(NORTH).filter((words) => words.length > 1)];
  assertRefused(commands, await redis.askAs('exporter', ...commands));
});

test('the real exporter lacks nothing', async () => {
  const environment = (await readFile(path.join(redis.users, 'exporter.env'), 'utf8')).trim().split('\n').map((line) => line.split(/=(.*)/s));
  const port = await freePort();
  const exporter = await Program.start('prometheus-redis-exporter', ['-redis.addr', `redis://127.0.0.1:${redis.port}`,
    '-web.listen-address', `127.0.0.1:${port}`], /Providing metrics/,
    Object.fromEntries(environment));
  try {
    const figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    for (const name of ['redis_up 1', 'redis_memory_max_bytes 2.147', 'redis_total_system_memory_bytes', 'redis_aof_last_bgrewrite_status 1', 'redis_slowlog_length 0']) {
      assert.ok(figures.includes(`\n${name}`), name);
    }
    assert.doesNotMatch(exporter.output, /NOPERM|WRONGPASS/);
  } finally {
    await exporter.stop();
  }
});

// The names of all commands, those of a family as family|command, with as many words as each needs at least.
async function everyCommand() {
  const all = (await redis.ask('COMMAND', 'LIST')).split('\r\n').filter((line) => /^[a-z]/.test(line));
  const families = new Set(all.filter((name) => name.includes('|')).map((name) => name.split('|')[0]));
  const names = all.filter((name) => !families.has(name));
  const infos = await redis.askAs('operator', ...names.map((name) => ['COMMAND', 'INFO', name]));
  return names.map((name, i) => ({ name, words: Math.abs(Number(/^\*1\r\n\*\d+\r\n\$\d+\r\n[^\r]+\r\n:(-?\d+)/.exec(infos[i])[1])) }));
}

const EVERY_SERVICE = ['exists', 'fcall', 'fcall_ro', 'get', 'hget', 'hmget', 'hset', 'ping', 'role', 'sadd', 'set', 'sismember', 'smembers', 'srem',
  'time', 'xadd', 'xinfo|stream', 'xrange', 'xread', 'xrevrange', 'zadd', 'zrange', 'zrem', 'zscore'];
const GRANTED = {
  'intake-north': EVERY_SERVICE,
  'dispatch-north': [...EVERY_SERVICE, 'publish', 'subscribe', 'unsubscribe'],
  'accountability-north': [...EVERY_SERVICE, 'subscribe', 'unsubscribe'],
  'records-north': EVERY_SERVICE.filter((name) => !['fcall', 'hset', 'sadd', 'sismember', 'srem', 'xadd', 'zadd', 'zrem', 'zscore'].includes(name)),
  exporter: ['client|setname', 'info', 'latency|histogram', 'latency|latest', 'ping', 'slowlog|get', 'slowlog|len'],
};
const ALWAYS = ['auth', 'hello', 'quit', 'reset'];  // open to everybody by Redis itself

for (const [user, granted] of Object.entries(GRANTED)) {
  test(`of all commands ${user} may use ${granted.length}`, async () => {
    const commands = (await everyCommand()).filter(({ name }) => !ALWAYS.includes(name));
    assert.ok(commands.length > 300);
    const dryRuns = commands.map(({ name, words }) => {
      const spoken = name.startsWith('fcall') ? [name, `${name === 'fcall' ? 'commit' : 'version'}_v${version}`] : name.split('|');
      return ['ACL', 'DRYRUN', user, ...spoken, ...Array(Math.max(0, words - spoken.length)).fill('0')];
    });
    const replies = await redis.askAs('operator', ...dryRuns);
    const allowed = commands.filter((_, i) => !/no permissions to run the/.test(replies[i])).map(({ name }) => name);
    assert.deepEqual(allowed.sort(), [...granted].sort());
  });
}

test('services of the version before may call their functions, beside those of this one', async () => {
  const before = `version_v${version - 1}`;
  await redis.ask('FUNCTION', 'LOAD', `#!lua name=turnout_v${version - 1}\n` +
    `redis.register_function{function_name='${before}', flags={'no-writes'}, callback=function() return 1 end}`);
  for (const service of SERVICES) {
    const calls = [['FCALL_RO', before, '0'], ['FCALL_RO', `version_v${version}`, '0']];
    assertAllowed(calls, await redis.askAs(`${service}-north`, ...calls));
  }
});

test('prepare refuses a Redis that would lose what it acknowledged, and loads functions that are missing', async () => {
  await redis.ask('CONFIG', 'SET', 'appendfsync', 'everysec');
  await assert.rejects(redis.prepare(), /must run with appendfsync always/);
  await redis.ask('CONFIG', 'SET', 'appendfsync', 'always');
  await redis.ask('ACL', 'SETUSER', 'default', '-@write');
  await assert.rejects(redis.prepare(), /reads its record back as the user default/);
  await redis.ask('ACL', 'SETUSER', 'default', '+@all');
  await redis.ask('FUNCTION', 'FLUSH');
  await redis.prepare();
  await redis.prepare();
  assert.match(await redis.ask('FUNCTION', 'LIST'), new RegExp(`turnout_v${version}`));
});

test('more districts keep the passwords of the others', async () => {
  await redis.makeUsers(['north', 'south', 'west']);
  await redis.ask('ACL', 'LOAD');
  assertAllowed([['PING'], ['PING']], [...await redis.askAs('intake-north', ['PING']), ...await redis.askAs('intake-west', ['PING'])]);
});

test('each district has a secret for fingerprints, which stays as it is when the users are made again', async () => {
  const secret = (district) => readFile(path.join(redis.users, `${district}.fingerprint-key`), 'utf8');
  const before = await Promise.all(['north', 'south'].map(secret));
  for (const text of before) assert.match(text, /^[0-9a-f]{64}\n$/);
  assert.notEqual(before[0], before[1]);
  await redis.makeUsers(['north', 'south']);
  assert.deepEqual(await Promise.all(['north', 'south'].map(secret)), before);
  const { mode } = await stat(path.join(redis.users, 'north.fingerprint-key'));
  assert.equal(mode & 0o077, 0);
});

test('nobody else can read the passwords, and others can read what is beside their folder', async () => {
  const users = path.join(folder, 'etc/turnout/redis');
  await promisify(execFile)(deployed('redis/users'), [users, 'north']);
  const modes = await Promise.all([users, path.dirname(users)].map(async (of) => (await stat(of)).mode & 0o777));
  assert.deepEqual(modes.map((mode) => mode.toString(8)), ['700', '755']);
});
