// A record whose end is cut off: the repair before the start removes exactly the commit that was never acknowledged, keeps its
// bytes, and Redis starts with every acknowledged one. Every other damage is left as it is, and Redis stays down until a person
// has come. The ends of the commits are the sizes of the file when they were acknowledged.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Redis } from '../scenario/support/redis.mjs';
import { deployed } from '../scenario/support/turnout.mjs';

const run = promisify(execFile);
const COMMITS = 20;
const CUTS = 200;
const AT_ONCE = 4;
const STARTS = 8;  // of Redis, of the cuts and flips of a test
const SEED = Number(process.env.TURNOUT_SEED ?? 110);
const INCR = 'appendonlydir/appendonly.aof.1.incr.aof';
const BASE = 'appendonlydir/appendonly.aof.1.base.rdb';
const MANIFEST = 'appendonlydir/appendonly.aof.manifest';
// What a caller may have said: several lines, and signs that have a meaning in Redis' file.
const WORDS = '有人打架，\r\n在城关镇人民路1号\r\n$5 *3 EXEC\r\n';

let folder;
let redis;
let version;
let whole;  // the file's bytes
const ends = [];  // where each commit ends in it

const commit = (unit) => redis.ask('FCALL', `commit_v${version}`, '5', ...['log', 'open', 'deadlines', 'units', `unit:${unit}`]
  .map((key) => `{d:test}:${key}`), '2', WORDS.repeat(1 + (unit % 5)), 'event', 'unit', `${unit}`, '0', '1', '0', WORDS.repeat(10 * (1 + (unit % 3))));

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-repair-'));
  const library = await readFile(new URL('../../libs/event_store/commit.lua', import.meta.url), 'utf8');
  version = /^local VERSION = (\d+)$/m.exec(library)[1];
  redis = await Redis.create(folder, { record: path.join(folder, 'whole') });
  await mkdir(redis.record);
  await redis.start();
  for (let unit = 0; unit < COMMITS; unit++) {
    await commit(unit);
    ends.push((await stat(path.join(redis.record, INCR))).size);
  }
  await redis.stop();
  whole = await readFile(path.join(folder, 'whole', INCR));
  assert.equal(whole.length, ends.at(-1));
});
after(() => rm(folder, { recursive: true }));

// Numbers from 0 to below 1, the same for each seed.
function* randoms(seed = SEED) {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

// Distinct offsets of [from, to), in a seeded order.
function offsets(count, from, to) {
  const found = new Set();
  for (const random of randoms()) {
    if (found.size === Math.min(count, to - from)) return [...found];
    found.add(from + Math.floor(random * (to - from)));
  }
}

let records = 0;
// A record whose last file holds these bytes.
async function recordOf(bytes) {
  const record = path.join(folder, `record-${records++}`);
  await mkdir(path.join(record, 'appendonlydir'), { recursive: true });
  for (const file of [BASE, MANIFEST]) await copyFile(path.join(folder, 'whole', file), path.join(record, file));
  await writeFile(path.join(record, INCR), bytes);
  return record;
}

const repair = (record, ...command) => run(deployed('redis/repair'), [record, ...command]).then(
  ({ stderr, stdout }) => ({ code: 0, stdout, stderr }), ({ code, stderr, stdout }) => ({ code, stdout, stderr }));

async function tornFiles(record) {
  return (await readdir(path.join(record, 'appendonlydir'))).filter((file) => file.includes('.torn-'));
}

async function inParallel(items, work) {
  const left = [...items];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { while (left.length > 0) await work(left.shift()); }));
}

async function assertUntouched(record, bytes, what) {
  assert.ok(bytes.equals(await readFile(path.join(record, INCR))), `${what}: the file is as it was`);
  assert.deepEqual(await tornFiles(record), [], what);
}

// The cut commit is gone, its bytes are kept, and all before is as it was.
async function assertRepaired(record, cut, end, what) {
  const { code, stderr } = await repair(record);
  assert.equal(code, 0, `${what}: ${stderr}`);
  assert.ok(whole.subarray(0, end).equals(await readFile(path.join(record, INCR))), `${what}: cut to the end of a commit`);
  const [torn, ...more] = await tornFiles(record);
  assert.deepEqual(more, [], what);
  assert.ok(whole.subarray(end, cut).equals(await readFile(path.join(record, 'appendonlydir', torn))), `${what}: the removed bytes are kept`);
  assert.match(stderr, new RegExp(`removed .* bytes=${cut - end} offset=${end} kept=.*${torn}\n$`), what);
}

async function refusedByRedis(record) {
  redis.record = record;
  await assert.rejects(redis.start({ prepare: false }), /redis-server ended with 1/);
}

// Redis starts with it and has the first `count` commits.
async function assertHolds(record, count) {
  redis.record = record;
  await redis.start({ prepare: false });
  try {
    const replies = await redis.askAs('operator', ['XLEN', '{d:test}:log'],
      ...Array.from({ length: COMMITS }, (_, unit) => ['HGET', `{d:test}:unit:${unit}`, 'version']));
    assert.equal(replies[0], `:${2 * count}\r\n`);
    assert.deepEqual(replies.slice(1).map((reply) => reply === '$1\r\n1\r\n'), Array.from({ length: COMMITS }, (_, unit) => unit < count));
  } finally {
    await redis.stop();
  }
}

test(`cut at ${CUTS} places of the last commit, every acknowledged one stays`, async (t) => {
  const end = ends.at(-2);
  const places = offsets(CUTS, end + 1, whole.length);
  assert.equal(places.length, CUTS);
  const cutRecords = new Map();
  await inParallel(places, async (cut) => {
    const record = await recordOf(whole.subarray(0, cut));
    await assertRepaired(record, cut, end, `cut at ${cut}`);
    cutRecords.set(cut, record);
  });
  for (const cut of places.slice(0, STARTS)) {
    await refusedByRedis(await recordOf(whole.subarray(0, cut)));  // control: without the repair it stays down
    await assertHolds(cutRecords.get(cut), COMMITS - 1);
  }
  t.diagnostic(`a last commit of ${whole.length - end} bytes; seed ${SEED}`);
});

test('cut anywhere else, or after a commit, the commits before it stay', async () => {
  await inParallel(offsets(30, ends[0], whole.length), async (cut) => {
    if (ends.includes(cut)) return;
    await assertRepaired(await recordOf(whole.subarray(0, cut)), cut, ends.findLast((end) => end < cut), `cut at ${cut}`);
  });
  await inParallel(ends, async (end) => {
    const record = await recordOf(whole.subarray(0, end));
    assert.deepEqual(await repair(record), { code: 0, stdout: '', stderr: '' });
    await assertUntouched(record, whole.subarray(0, end), `cut at ${end}`);
  });
  for (const commits of [1, 7]) {
    const record = await recordOf(whole.subarray(0, ends[commits - 1] + 100));
    await repair(record);
    await assertHolds(record, commits);
  }
});

// Where numbers of the file's form are: a change there is seen by whoever reads it.
const places = () => [...whole.toString('latin1').matchAll(/[*$]\d+\r\n/g)].map(({ index }) => index).filter((index) => index >= ends[0]);

function changed(bytes, at, to) {
  const copy = Buffer.from(bytes);
  copy[at] = to;
  return copy;
}

test('bytes changed in a whole file are never removed, also not in its last commit', async (t) => {
  const numbers = places().filter((place) => place >= ends.at(-2)).map((place) => place + 1);
  const inEnd = offsets(14, whole.length - 14, whole.length);  // *1 $4 EXEC
  const inLast = [...numbers, ...inEnd].flatMap((at) => [1, 2].map((bit) => [at, whole[at] ^ bit]));
  const anywhere = offsets(20, ends[0], whole.length).map((at) => [at, whole[at] ^ 1]);
  const refused = [];
  await inParallel([...inLast, ...anywhere], async ([at, to]) => {
    const bytes = changed(whole, at, to);
    const record = await recordOf(bytes);
    const { code, stderr } = await repair(record);
    await assertUntouched(record, bytes, `byte ${at} changed`);
    if (code === 0) return assert.equal(stderr, '');  // a change of what somebody said has no form that could be seen
    assert.match(stderr, /left alone; see runbooks\/redis-down.md reason=".+" file=/);
    refused.push(record);
  });
  assert.ok(refused.length > 0.9 * inLast.length, `${refused.length} were seen`);
  for (const record of refused.slice(0, STARTS)) await refusedByRedis(record);
  t.diagnostic(`${refused.length} of ${inLast.length + anywhere.length} changes were seen`);
});

test('bytes changed in the middle and an end that is cut: no whole commit is removed', async (t) => {
  const cut = whole.length - 100;
  const before = places().filter((place) => place < ends.at(-2));
  const framing = offsets(20, 0, before.length).map((i) => before[i]).flatMap((place) => [place, place + 1]);
  const random = randoms(SEED + 2);
  let refused = 0;
  await inParallel(framing, async (at) => {
    const bytes = changed(whole.subarray(0, cut), at, 0x30 + Math.floor(10 * random.next().value));  // another number
    const record = await recordOf(bytes);
    const { code } = await repair(record);
    if (code === 1) await assertUntouched(record, bytes, `byte ${at} changed`);
    else assert.ok(bytes.subarray(0, ends.at(-2)).equals(await readFile(path.join(record, INCR))), `byte ${at} is the same`);
    refused += code;
  });
  assert.ok(refused > framing.length / 2);
  t.diagnostic(`${refused} of ${framing.length} were left alone`);
});

const CUT = () => ends.at(-2) + 200;
const DAMAGES = {
  'zeros after the cut': () => Buffer.concat([whole.subarray(0, CUT()), Buffer.alloc(512)]),
  'a piece of the middle is missing': () => Buffer.concat([whole.subarray(0, ends[5] + 100), whole.subarray(ends[5] + 300, CUT())]),
  'several commits are broken': () => changed(changed(whole.subarray(0, CUT()), ends[8] + 1, 0x39), ends[9] + 1, 0x39),
  'a length that spans the rest': () => Buffer.from(whole.subarray(0, CUT()).toString('latin1')
    .replace(/(\$\d+)(?=\r\nversion)/, '$19999999'), 'latin1'),
  'only other bytes': () => Buffer.from('turnout'),
};
for (const [damage, bytesOf] of Object.entries(DAMAGES)) {
  test(`left for a person: ${damage}`, async () => {
    const bytes = bytesOf();
    const record = await recordOf(bytes);
    const { code, stderr } = await repair(record);
    assert.equal(code, 1);
    assert.match(stderr, /the record is damaged and was left alone; see runbooks\/redis-down.md reason=".+" file=/);
    await assertUntouched(record, bytes, damage);
    await refusedByRedis(record);
  });
}

test('left for a person: a missing or damaged base file', async () => {
  const bytes = whole.subarray(0, CUT());
  const record = await recordOf(bytes);
  await rename(path.join(record, BASE), path.join(record, 'gone'));
  assert.match((await repair(record)).stderr, /left alone/);
  await assertUntouched(record, bytes, 'without its base');
  await refusedByRedis(record);
  await writeFile(path.join(record, BASE), changed(await readFile(path.join(record, 'gone')), 40, 0));
  assert.match((await repair(record)).stderr, /left alone/);
  await assertUntouched(record, bytes, 'with a damaged base');
});

// As in the middle of a rewrite of the record.
async function inTwoFiles(first, second) {
  const record = await recordOf(first);
  const name = 'appendonly.aof.2.incr.aof';
  await writeFile(path.join(record, 'appendonlydir', name), second);
  await writeFile(path.join(record, MANIFEST), `${await readFile(path.join(record, MANIFEST), 'utf8')}file ${name} seq 2 type i\n`);
  return { record, last: path.join(record, 'appendonlydir', name) };
}

test('of two files only the last one may be torn', async () => {
  const [middle, cut, end] = [ends[9], whole.length - 50, ends.at(-2)];
  const sound = await inTwoFiles(whole.subarray(0, middle), whole.subarray(middle, cut));
  assert.equal((await repair(sound.record)).code, 0);
  assert.ok(whole.subarray(middle, end).equals(await readFile(sound.last)));
  await assertHolds(sound.record, COMMITS - 1);

  const broken = await inTwoFiles(whole.subarray(0, middle - 50), whole.subarray(middle, cut));
  assert.equal((await repair(broken.record)).code, 1);
  assert.ok(whole.subarray(middle, cut).equals(await readFile(broken.last)));
  await refusedByRedis(broken.record);
});

test('what somebody said may look like a command: in doubt a person decides', async () => {
  const text = '\r\n*1\r\n$4\r\nEXEC\r\n';
  const bytes = Buffer.from(`*1\r\n$5\r\nMULTI\r\n*5\r\n$4\r\nXADD\r\n$14\r\n{d:test}:log\r\n$${text.length}\r\n${text}`.slice(0, -3));
  const record = await recordOf(Buffer.concat([whole, bytes]));
  assert.equal((await repair(record)).code, 1);
  await assertUntouched(record, Buffer.concat([whole, bytes]), 'in doubt');
});

test('a file that a running Redis has open is left alone', async () => {
  const record = await recordOf(whole);
  redis.record = record;
  await redis.start({ prepare: false });
  try {
    const bytes = whole.subarray(0, CUT());
    await writeFile(path.join(record, INCR), bytes);
    const { code, stderr } = await repair(record);
    assert.deepEqual([code, /a program has it open/.test(stderr)], [1, true]);
    await assertUntouched(record, bytes, 'open');
  } finally {
    await redis.kill();
  }
});

test('the program that it is given runs in its place, whatever it has found', async () => {
  const torn = await recordOf(whole.subarray(0, CUT()));
  assert.equal((await repair(torn, 'echo', 'redis')).stdout, 'redis\n');
  assert.equal((await tornFiles(torn)).length, 1);
  const broken = await recordOf(Buffer.from('turnout'));
  assert.deepEqual(await repair(broken, 'bash', '-c', 'exit 7'), { code: 7, stdout: '', stderr: (await repair(broken)).stderr });
  assert.deepEqual(await repair(path.join(folder, 'a new one'), 'true'), { code: 0, stdout: '', stderr: '' });
});
