// The archive's database goes away and comes back, or cannot be used at all: calls go on, whoever asks about the past is told, and nothing
// is missing afterwards.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { refusalOf } from '../scenario/support/client.mjs';
import { Postgres } from '../scenario/support/postgres.mjs';
import { NAMES, Turnout, bin } from '../scenario/support/turnout.mjs';

const run = promisify(execFile);

let postgres, turnout, folder;
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-archive-'));
  postgres = await Postgres.start();
  turnout = await Turnout.start({ services: [...Object.keys(NAMES), 'records'], archive: postgres.uri });
});
after(async () => {
  await turnout.stop();
  await postgres.stop();
  await rm(folder, { recursive: true });
});

const gauge = async (name) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(await turnout.metrics('records'))?.[1]);

test('while the database is away calls go on, the past is unavailable, and it all is there when it is back', async () => {
  const before = await turnout.report({ type: 'before' });
  assert.equal((await turnout.records.call('FindIncidents', { type: 'before' })).incidents[0].id, before);
  await postgres.shutDown();
  const meanwhile = await turnout.report({ type: 'meanwhile' });
  const unavailable = await refusalOf(turnout.records.call('FindIncidents', {}));
  assert.equal(unavailable.status, 'UNAVAILABLE');
  assert.match(unavailable.message, /the archive in PostgreSQL/);
  while (!(await gauge('turnout_archive_lag_events') > 0 && await gauge('turnout_archive_lag_seconds') > 0)) await pause(200);
  await postgres.launch();
  for (;;) {
    const found = await turnout.records.call('FindIncidents', { type: 'meanwhile' }).catch(() => null);
    if (found?.behind.events === 0) {
      assert.deepEqual(found.incidents.map(({ id }) => id), [meanwhile]);
      break;
    }
    await pause(200);
  }
  const names = await postgres.rows('test', 'SELECT count(*), count(DISTINCT sequence), max(sequence) FROM events');
  assert.equal(new Set(names[0]).size, 1, `${names[0]}`);
});

// What records says when it cannot use its archive, and its exit code.
async function endsWith(archive) {
  const records = turnout.launch('records');
  await records.kill();
  const words = records.process.spawnargs.slice(1).map((word) => (word === postgres.uri ? archive : word));
  const { code, stderr } = await run(records.process.spawnfile, words).catch((error) => error);
  return { code, said: stderr.trimEnd().split('\n').at(-1) };
}

async function file(name, sql) {
  const made = path.join(folder, name);
  await run(path.join(bin, 'turnout-records'), ['--archive', made, '--district', 'test', '--stations', turnout.stations, '--policy', turnout.policy, '--rebuild']);
  await run('sqlite3', [made, sql]);
  return made;
}

test('it names what is wrong with an archive that it cannot use', async () => {
  const text = path.join(folder, 'notes.txt');
  await writeFile(text, 'this is no database, and longer than the header of one would be: '.repeat(20));
  for (const [archive, code, saying] of [
    [await file('newer.sqlite', 'UPDATE archive_schema SET version = 99'), 2, /schema version 99, and this program knows 1: install the newer release/],
    [await file('other.sqlite', "UPDATE log SET district = 'south'"), 2, /holds district south, and this service serves test/],
    [text, 2, /is no SQLite database/],
    [path.join(folder, 'nowhere/archive.sqlite'), 3, /unable to open database file/],
    ['postgresql:///postgres?host=/nowhere', 3, /the archive in PostgreSQL/],
  ]) {
    const ended = await endsWith(archive);
    assert.equal(ended.code, code, ended.said);
    assert.match(ended.said, saying);
  }
});

test('an archive of a log that was restored is not written', async () => {
  const archive = await file('restored.sqlite', "UPDATE log SET sequence = 1000000, identity = 'another'");
  const second = turnout.launch('records');
  await second.kill();
  const words = second.process.spawnargs.slice(1).map((word) => (word === postgres.uri ? archive : word));
  const { stdout, stderr } = await run('timeout', ['8', second.process.spawnfile, ...words]).catch((error) => error);
  assert.match(stdout + stderr, /background loop pauses .*the archive holds events that this log does not/);
  assert.equal((await run('sqlite3', [archive, 'SELECT sequence FROM log'])).stdout, '1000000\n');
});
