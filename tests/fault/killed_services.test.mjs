// Services and Redis are killed with -9 while a shift is played, and started again: nothing acknowledged is lost, no
// deadline fires early or twice, and every verdict is the trace's.
//
// What this does not test: data that Redis had acknowledged but not yet forced to the disk. A killed process leaves its
// writes in the page cache; only a power cut would lose them, which `appendfsync always` is for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { eventsOf, playShift, startCity } from '../scenario/support/shift.mjs';
import { NAMES } from '../scenario/support/turnout.mjs';

const KILLS = 20;
const HOURS = 5;
const SPEED = 300;

let turnout;
before(async () => { turnout = await startCity(SPEED); });
after(() => turnout.stop());

// Each in turn, so that all are killed equally often.
async function killInTurn() {
  const victims = ['redis', ...Object.keys(NAMES)];
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(1500);
    const name = victims[kill % victims.length];
    await turnout.programs[name].kill();
    await (name === 'redis' ? turnout.startRedis() : turnout.startService(name));
  }
}

test(`${KILLS} kills during a shift lose nothing, fire nothing early and nothing twice`, async () => {
  const [report] = await Promise.all([playShift(turnout, { seed: 7, hours: HOURS }), killInTurn()]);
  assert.ok(report.calls.length > 50);
  assert.equal(report.code, 0, report.text);
  for (const { incident_id } of report.calls) {
    const events = await eventsOf(turnout, incident_id);
    assert.deepEqual(events.map((event) => event.incident_version), events.map((_, i) => i + 1), 'no event is missing');
    const requests = events.map((event) => event.request_id).filter(Boolean);
    assert.equal(new Set(requests).size, requests.length, 'no command took effect twice');
    const firings = events.filter((event) => event.deadline_breached);
    const clocks = firings.map(({ deadline_breached: { kind, order_number, run } }) => `${kind} ${order_number} ${run}`);
    assert.equal(new Set(clocks).size, clocks.length, 'no deadline fired twice');
    for (const event of firings) assert.ok(event.at_ms > event.deadline_breached.due_at_ms, 'none fired early');
  }
});
