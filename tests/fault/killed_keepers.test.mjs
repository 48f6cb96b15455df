// Two keepers share a district while each is killed with -9 at chosen points of its commits, while Redis is killed, and
// while one of them is stopped in the middle of a commit and goes on later: every deadline fires exactly once, never
// early, and at most a second later than the outage forces it to.
//
// Longer runs: TURNOUT_KILLS=50 (of each keeper), TURNOUT_REDIS_KILLS=10, TURNOUT_STOPPED_S=30; TURNOUT_SEED chooses
// other points.
//
// What this does not test: data that Redis had acknowledged but not yet forced to the disk. A killed process leaves its
// writes in the page cache; only a power cut would lose them, which `appendfsync always` is for. And lateness is that of
// the keeper's decision, as it stands in the log.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { POINTS } from './support/gate.mjs';
import { DEADLINES_OF_ONE, Keepers, verdictOf } from './support/keepers.mjs';

const { TURNOUT_KILLS = 12, TURNOUT_REDIS_KILLS = 4, TURNOUT_STOPPED_S = 4, TURNOUT_SEED = 1 } = process.env;
const MOST_LATE_MS = 1000;
const MOST_COMMITS_BETWEEN_KILLS = 10;
const MOST_REDIS_AWAY_MS = 3000;

let district;
beforeEach(async () => { district = await Keepers.start(); });
afterEach(() => district.stop());

// Whole numbers below `bound`, the same for the same seed (a linear congruence, its upper bits).
function numbers(seed) {
  let state = BigInt(seed);
  return (bound) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 33n) % BigInt(bound));
  };
}

async function judged(incidentIds) {
  return verdictOf(await district.firings(incidentIds), incidentIds.length * DEADLINES_OF_ONE);
}

function assertExactlyOnceAndInTime(verdict) {
  const { latestMs, ...counts } = verdict;
  assert.deepEqual(counts, { early: 0, twice: 0, missed: 0 });
  assert.ok(latestMs <= MOST_LATE_MS, `the latest one was ${latestMs} ms late beyond the outages`);
}

test(`each keeper is killed ${TURNOUT_KILLS} times`, async (t) => {
  const killed = {};
  const killOften = async (name, seed) => {
    const next = numbers(seed);
    for (let kill = 0; kill < TURNOUT_KILLS; kill++) {
      const point = POINTS[(kill + next(2)) % POINTS.length];
      await district.keepers[name].gate.shutAt(point, 1 + next(MOST_COMMITS_BETWEEN_KILLS));
      await district.killKeeper(name);
      killed[point] = (killed[point] ?? 0) + 1;
      await district.startKeeper(name);
    }
  };
  const incidents = await district.reportDuring(() =>
    Promise.all([killOften('a', 2 * TURNOUT_SEED), killOften('b', 2 * TURNOUT_SEED + 1)]));
  const verdict = await judged(incidents);
  t.diagnostic(`${incidents.length} incidents, kills ${JSON.stringify(killed)}: ${JSON.stringify(verdict)}`);
  assertExactlyOnceAndInTime(verdict);
});

test(`Redis is killed ${TURNOUT_REDIS_KILLS} times`, async (t) => {
  const next = numbers(TURNOUT_SEED);
  const incidents = await district.reportDuring(async () => {
    for (let kill = 0; kill < TURNOUT_REDIS_KILLS; kill++) {
      await pause(500 + next(1000));
      await district.killRedis();
      await pause(next(MOST_REDIS_AWAY_MS));
      await district.startRedis();
    }
    await pause(500);
  });
  const verdict = await judged(incidents);
  t.diagnostic(`${incidents.length} incidents: ${JSON.stringify(verdict)}`);
  assertExactlyOnceAndInTime(verdict);
});

// One keeper has decided and sent its commit, which Redis gets only when the keeper goes on: the other has fired long since.
async function stopInTheMiddleOfACommit() {
  return district.reportDuring(async () => {
    await district.keepers.a.gate.shutAt('before the commit', MOST_COMMITS_BETWEEN_KILLS);
    district.stopKeeper('a');
    await pause(TURNOUT_STOPPED_S * 1000);
    district.keepers.a.gate.open();
    district.continueKeeper('a');
    await pause(500);
  });
}

test(`a keeper is stopped for ${TURNOUT_STOPPED_S} s and goes on`, async (t) => {
  const incidents = await stopInTheMiddleOfACommit();
  const verdict = await judged(incidents);
  t.diagnostic(`${incidents.length} incidents: ${JSON.stringify(verdict)}`);
  assertExactlyOnceAndInTime(verdict);
});

// The control: the same without the check of the versions.
test('a keeper that is stopped and goes on fires twice without the version check', async (t) => {
  const library = await readFile(new URL('../../libs/event_store/commit.lua', import.meta.url), 'utf8');
  const unchecked = library.replace('if version ~= aggregate.decided_on then return {0} end', '');
  assert.notEqual(unchecked, library);
  await district.redis.ask('FUNCTION', 'LOAD', 'REPLACE', unchecked);
  const verdict = await judged(await stopInTheMiddleOfACommit());
  t.diagnostic(JSON.stringify(verdict));
  assert.ok(verdict.twice > 0);
});
