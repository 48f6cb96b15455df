// A backup that is restored into an empty Redis is the record as it was, byte for byte, also when it was made in the middle
// of the work; and neither a broken backup nor a folder that holds a record is used.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { newId } from '../scenario/support/client.mjs';
import { Redis } from '../scenario/support/redis.mjs';
import { Turnout, deployed, reportOf } from '../scenario/support/turnout.mjs';

const run = promisify(execFile);
const CALLS = 20;

let turnout;
let folder;
before(async () => {
  turnout = await Turnout.start();
  folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-backup-'));
  await turnout.unit('car-1');
  for (let i = 0; i < CALLS; i++) await turnout.report();
  const id = await turnout.report();
  await turnout.assign(id, 'car-1');
  await turnout.milestone(id, 'car-1', 'EN_ROUTE');
});
after(async () => {
  await turnout.stop();
  await rm(folder, { recursive: true });
});

const backUp = (...keep) => backUpOf(turnout, ...keep);
async function backUpOf(district, ...keep) {
  const { port, users } = district.programs.redis;
  const { stdout } = await run(deployed('redis/backup'),
    [`${port}`, path.join(users, 'operator.password'), path.join(folder, 'backups'), ...keep]);
  return stdout.trim();
}

// A Redis whose record is this backup.
async function restored(t, backup, name) {
  const record = path.join(folder, name);
  await mkdir(record);
  await run(deployed('redis/restore'), [backup, record]);
  const redis = await Redis.create(path.join(folder, `${name}-users`), { record });
  await redis.start();
  t.after(() => redis.stop());
  return redis;
}

const READ = {  // all of a key, by its type
  hash: (key) => ['HMGET', key, 'version', 'snapshot'],
  stream: (key) => ['XRANGE', key, '-', '+'],
  set: (key) => ['SORT', key, 'ALPHA'],
  string: (key) => ['GET', key],
  zset: (key) => ['ZRANGE', key, '0', '-1', 'WITHSCORES'],
};

// Every key with its contents, as bytes, and the code of the function library.
async function contents(redis) {
  const keys = (await redis.ask('KEYS', '*')).split('\r\n').filter((line) => line.startsWith('{d:')).sort();
  const types = (await redis.askAs('operator', ...keys.map((key) => ['TYPE', key]))).map((type) => type.slice(1).trim());
  const [functions, ...values] = await redis.askAs('operator', ['FUNCTION', 'LIST', 'WITHCODE'], ...keys.map((key, i) => READ[types[i]](key)));
  const [code] = /#!lua[^]*/.exec(functions);
  return { code, ...Object.fromEntries(keys.map((key, i) => [key, values[i]])) };
}

const IDENTITY = '{d:test}:log_identity';

test('a restored record equals the original, byte for byte, but its log is another one', async (t) => {
  const { [IDENTITY]: identity, ...original } = await contents(turnout.programs.redis);
  const { [IDENTITY]: renewed, ...copy } = await contents(await restored(t, await backUp(), 'equal'));
  assert.ok(Object.keys(original).length > CALLS + 4);
  assert.deepEqual(copy, original);
  assert.match(renewed, /^\$16\r\n[0-9a-f]{16}\r\n$/);
  assert.notEqual(renewed, identity);
});

// What a console hears that resumes: the ids of the incidents of `count` messages, or the error.
async function resume(district, cursor, count) {
  const ids = [];
  const stream = district.intake.watch('WatchIncidents', { cursor });
  try {
    for await (const { event } of stream) {
      ids.push(event.incident_id);
      if (ids.length === count) break;
    }
  } catch (error) { return error; }
  stream.on('error', () => {}).cancel();
  return ids;
}

test('a cursor from after the backup is refused when the backup is restored; otherwise it would hide what happened since', async (t) => {
  const district = await Turnout.start();
  t.after(() => district.stop());
  await district.report();
  const backup = await backUpOf(district);
  for (let i = 0; i < 3; i++) await district.report();
  const { cursor } = await district.intake.call('ListIncidents', {});
  await district.stopPrograms();
  const { record } = district.programs.redis;
  await rename(path.join(record, 'appendonlydir'), path.join(record, 'appendonlydir.bad'));
  await run(deployed('redis/restore'), [backup, record]);
  await district.startPrograms();
  const reported = [];
  for (let i = 0; i < 5; i++) reported.push(await district.report());
  const refused = await resume(district, cursor, 1);
  assert.equal(refused.code, 11, 'OUT_OF_RANGE');
  assert.match(refused.details, /restored from a backup; list again/);

  // The control: a log that is taken for the one from before.
  for (const name of ['intake', 'dispatch', 'accountability']) await district.programs[name].stop();
  await district.programs.redis.ask('SET', IDENTITY, cursor.split('-')[0]);
  await district.startService('intake');
  assert.deepEqual(await resume(district, cursor, 2), reported.slice(3), 'three are never shown');
});

test('what is restored is on the disk: it is there after a crash as well', async (t) => {
  const copy = await restored(t, await backUp(), 'crashed');
  const first = await contents(copy);
  await copy.kill();
  await copy.start();
  assert.deepEqual(await contents(copy), first);
});

test('a backup in the middle of the work holds whole commits, and all that was acknowledged before', async (t) => {
  const reported = [];
  let isOver = false;
  const work = (async () => {
    while (!isOver) {
      const incident_id = newId();
      await turnout.intake.call('ReportIncident', reportOf({ incident_id }));
      reported.push(incident_id);
    }
  })();
  while (reported.length < 10) await new Promise(setImmediate);
  const before = [...reported];
  const backup = await backUp();
  isOver = true;
  await work;
  const all = await contents(await restored(t, backup, 'busy'));
  for (const id of before) assert.ok(all[`{d:test}:incident:${id}`], 'acknowledged before the backup began');
  const versions = Object.entries(all).filter(([key]) => /:incident:/.test(key))
    .map(([, hash]) => Number(/^\*2\r\n\$\d+\r\n(\d+)/.exec(hash)[1]));
  const events = Number(/^\*(\d+)/.exec(all['{d:test}:log'])[1]);
  const ofIncidents = events - 1;  // all but the registration of the unit
  assert.equal(versions.reduce((sum, each) => sum + each, 0), ofIncidents, 'no event is without its state');
});

test('a broken backup is refused', async () => {
  const bytes = await readFile(await backUp());
  bytes[bytes.length >> 1] ^= 1;
  const broken = path.join(folder, 'broken.rdb');
  await writeFile(broken, bytes);
  await assert.rejects(run(deployed('redis/restore'), [broken, path.join(folder, 'nowhere')]), /is not a whole backup/);
});

test('a folder that holds a record is left alone', async () => {
  await assert.rejects(run(deployed('redis/restore'), [await backUp(), turnout.programs.redis.record]), /holds a record/);
});

test('only as many backups as asked for are kept', async () => {
  const newest = await backUp('1');
  assert.deepEqual(await readdir(path.join(folder, 'backups')), [path.basename(newest)]);
});
