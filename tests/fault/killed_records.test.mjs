// Two records processes share one archive while calls come in, and each is killed with -9 at seeded instants: every acknowledged event
// is archived exactly once, and nothing else. The control writes without comparing its place.
//
// Longer runs: TURNOUT_KILLS=25 (of each process); TURNOUT_SEED chooses other instants.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { newId } from '../scenario/support/client.mjs';
import { Postgres } from '../scenario/support/postgres.mjs';
import { Turnout } from '../scenario/support/turnout.mjs';

const { TURNOUT_KILLS = 6, TURNOUT_SEED = 1 } = process.env;
const run = promisify(execFile);
const MOST_BETWEEN_KILLS_MS = 400;
const BOTH_MS = 1500;
const AT_ONCE = 16;

// Whole numbers below `bound`, the same for the same seed (a linear congruence, its upper bits).
function numbers(seed) {
  let state = BigInt(seed);
  return (bound) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 33n) % BigInt(bound));
  };
}

const OF_FILE = {
  open: async () => ({}),
  rows: async (turnout, _, sql) => {
    const { stdout } = await run('sqlite3', [turnout.archive, sql], { maxBuffer: 2 ** 28 });
    return stdout.trimEnd().split('\n').filter(Boolean).map((line) => line.split('|'));
  },
};
const OF_SERVER = {
  open: async () => {
    const postgres = await Postgres.start();
    return { postgres, archive: postgres.uri };
  },
  rows: (turnout, { postgres }, sql) => postgres.rows(turnout.district, sql),
};

// Calls and notes until it is stopped; resolves with the names of all events that were acknowledged.
function keepCalling(turnout) {
  const acknowledged = [];
  let stopped = false;
  const callers = Array.from({ length: AT_ONCE }, async () => {
    while (!stopped) {
      const incident_id = newId();
      const reported = await turnout.intake.call('ReportIncident', { incident_id, call: { source: 'CALL_SOURCE_APP', received_by: 'taker-1',
        caller: { phone: '13800001111', words: '有人打架' } } });
      const noted = await turnout.intake.call('AddNote', { request_id: newId(), actor: 'd-1', incident_id, text: 'a note' });
      acknowledged.push(...reported.event_ids, ...noted.event_ids);
    }
  });
  return { stop: async () => {
    stopped = true;
    await Promise.all(callers);
    return acknowledged;
  } };
}

async function killOften(turnout, program, next) {
  for (let kill = 0; kill < TURNOUT_KILLS; kill++) {
    const records = turnout.launch('records', 0, program);
    await records.says(/ serving /);
    await pause(next(MOST_BETWEEN_KILLS_MS));
    await records.kill();
  }
}

async function play(t, database, program) {
  const opened = await database.open();
  const turnout = await Turnout.start({ services: ['intake'], archive: opened.archive });
  const last = [];
  try {
    const calling = keepCalling(turnout);
    await Promise.all([0, 1].map((which) => killOften(turnout, program, numbers(2 * TURNOUT_SEED + which))));
    // At the end both run at once for a while, however long the others took to start.
    last.push(...[0, 1].map(() => turnout.launch('records', 0, program)));
    await Promise.all(last.map((records) => records.says(/ serving /)));
    await pause(BOTH_MS);
    const acknowledged = await calling.stop();
    const [, length] = /:(\d+)/.exec(await turnout.programs.redis.ask('XLEN', '{d:test}:log'));
    const archivedTo = async () => Number((await database.rows(turnout, opened, 'SELECT sequence FROM log'))[0][0]);
    while (await archivedTo() < Number(length)) await pause(100);
    const rows = await database.rows(turnout, opened, 'SELECT incident_id, incident_version, sequence FROM events');
    const calls = await database.rows(turnout, opened, 'SELECT count(*) FROM calls');
    t.diagnostic(`${acknowledged.length} acknowledged events, ${rows.length} archived, ${2 * TURNOUT_KILLS} kills`);
    return { acknowledged, length: Number(length), names: rows.map(([id, version]) => `${id}/${version}`), calls: Number(calls[0][0]) };
  } finally {
    await Promise.all(last.map((records) => records.kill()));
    await turnout.stop();
    await opened.postgres?.stop();
  }
}

for (const [name, database] of [['SQLite', OF_FILE], ['PostgreSQL', OF_SERVER]]) {
  test(`${name}: every acknowledged event is archived exactly once`, async (t) => {
    const { acknowledged, length, names, calls } = await play(t, database, 'turnout-records');
    assert.ok(acknowledged.length > 100);
    assert.equal(new Set(names).size, names.length);
    assert.equal(names.length, length);
    const archived = new Set(names);
    assert.deepEqual(acknowledged.filter((event) => !archived.has(event)), []);
    assert.equal(calls, new Set(acknowledged.map((event) => event.split('/')[0])).size);
  });
}

test('control: without the comparison of the place events are archived twice', async (t) => {
  const { names, calls } = await play(t, OF_FILE, 'turnout-unguarded-records');
  t.diagnostic(`${names.length - new Set(names).size} events too many, ${calls} calls`);
  assert.ok(names.length > new Set(names).size);
});
