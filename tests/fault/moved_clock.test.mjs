// The clock of one service's host, and then of Redis', is set an hour or two days forward and back while turnout
// deadlines run: none fires early, none a second late, and whoever operates it is told. What is early or late is judged
// by this program's own clock, which nobody moves. The control, on a raw wall clock, fires early.
import assert from 'node:assert/strict';
import { open, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Turnout, bin, clockOf } from '../scenario/support/turnout.mjs';

const HOUR_S = 3600;
const MOVES_S = [HOUR_S, -HOUR_S, 48 * HOUR_S, -48 * HOUR_S];
const LIMIT_MS = 300_000;  // turnout, urban
const LEFT_MS = 1500;      // of the limit, when a call is entered
const CALLS = 10;

const trueNow = () => performance.timeOrigin + performance.now();

// A wall clock of a program's own, ahead of the real one by what it is moved by.
class MovedClock {
  static async create(file) {
    const clock = new MovedClock();
    clock.file = await open(file, 'w');
    await clock.move(0);
    clock.environment = { LD_PRELOAD: path.join(bin, 'libmoved_clock.so'), MOVED_CLOCK: file };
    return clock;
  }

  async move(seconds) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(seconds) * 1_000_000_000n);
    await this.file.write(bytes, 0, 8, 0);
  }

  close() { return this.file.close(); }
}

let folder;
let clocks;
let turnout;
const firings = new Map();  // of turnout clocks: incident → when it was due, and when the firing was seen
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-moved-clock-'));
  clocks = {};
  for (const name of ['accountability', 'redis']) clocks[name] = await MovedClock.create(path.join(folder, name));
  turnout = await Turnout.start({
    environments: { accountability: clocks.accountability.environment, redis: clocks.redis.environment } });
  turnout.intake.watch('WatchIncidents', {}).on('error', () => {}).on('data', ({ event }) => {
    const fired = event?.deadline_breached;
    if (fired?.kind !== 'CLOCK_KIND_TURNOUT') return;
    firings.set(event.incident_id, { due: fired.due_at_ms, seen: trueNow() });
  });
});
afterEach(() => Promise.all(Object.values(clocks).map((clock) => clock.move(0))));
after(async () => {
  await turnout.stop();
  for (const clock of Object.values(clocks)) await clock.close();
  await rm(folder, { recursive: true });
});

// The call was answered so long ago that little is left of its limit.
function arm() {
  return turnout.report({ call: { answered_at_ms: Math.round(trueNow()) - LIMIT_MS + LEFT_MS } });
}

async function until(condition) {
  while (!(await condition())) await pause(20);
}

// Enters calls, `move`s a clock between the first and the last of them, and waits until all their deadlines have fired.
// By how much each was late.
async function latenessAround(move) {
  const ids = [];
  for (let call = 0; call < CALLS; call++) {
    if (call === CALLS / 2) await move();
    ids.push(await arm());
    await pause(50);
  }
  await until(() => ids.every((id) => firings.has(id)));
  return ids.map((id) => firings.get(id).seen - firings.get(id).due);
}

const disagreement = async (name, source) => Number(
  new RegExp(`^turnout_clock_disagreement_seconds\\{source="${source}"\\} (.*)$`, 'm').exec(await turnout.metrics(name))?.[1]);
const shows = (name, source, seconds) =>
  until(async () => Math.abs(await disagreement(name, source) - seconds) < 0.5);

// How often a service has said that a clock disagrees, and that it agrees again.
function said(name, source) {
  const times = (words) => turnout.programs[name].output.split(`${words} source=${source}`).length - 1;
  return [times('a clock disagrees with the service clock'),
    times('the clock agrees with the service clock again')];
}

// Moves the clock to and fro, deadlines running; `witnesses` are the services that see it move, as that source.
async function moveToAndFro(report, clock, witnesses, source) {
  for (const seconds of MOVES_S) {
    const lateness = await latenessAround(() => clock.move(seconds));
    assert.ok(Math.min(...lateness) > 0, `${seconds} s: one fired ${-Math.min(...lateness)} ms early`);
    assert.ok(Math.max(...lateness) <= 1000, `${seconds} s: one fired ${Math.max(...lateness)} ms late`);
    report.diagnostic(`${seconds / HOUR_S} h: ${lateness.length} fired, the last ${Math.max(...lateness).toFixed(1)} ms late`);
    for (const name of witnesses) await shows(name, source, seconds);
  }
  for (const name of witnesses) assert.deepEqual(said(name, source), [1, 0]);
  await clock.move(0);
  for (const name of witnesses) await shows(name, source, 0);
  for (const name of witnesses) assert.deepEqual(said(name, source), [1, 1]);
}

test('the clock of a service\'s host is moved: no deadline fires early or a second late; metric and log tell', async (report) => {
  await moveToAndFro(report, clocks.accountability, ['accountability'], 'host');
  assert.deepEqual(said('accountability', 'redis'), [0, 0]);
});

test('the clock of Redis is moved: no deadline fires early or a second late; metric and log tell', async (report) => {
  await moveToAndFro(report, clocks.redis, ['intake', 'dispatch', 'accountability'], 'redis');
  assert.deepEqual(said('intake', 'host'), [0, 0]);
});

test('a service whose host and Redis disagree does not serve until they agree, and says why', async () => {
  await clocks.redis.move(HOUR_S);
  await turnout.programs.accountability.stop();
  const serving = turnout.startService('accountability');
  const service = turnout.programs.accountability;
  await service.says(/waiting for Redis .*redis' clock is 3600\.0 s ahead of this host's/);
  await service.says(/waiting for Redis/);
  assert.doesNotMatch(service.output, / serving /);
  await clocks.redis.move(0);
  await serving;
});

test('the control: on a raw wall clock deadlines fire early', async () => {
  await turnout.programs.accountability.stop();
  await turnout.startService('accountability', 'turnout-raw-wall-accountability');
  const id = await turnout.report();
  const { due_at_ms } = clockOf(await turnout.incident(id), 'TURNOUT');
  await clocks.accountability.move(HOUR_S);
  await until(() => firings.has(id));
  assert.ok(due_at_ms - firings.get(id).seen > LIMIT_MS / 2);
});
