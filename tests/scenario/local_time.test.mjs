// The city's time on a day on which its clocks are set back, shown and typed on a machine in another time zone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Turnout, cityPolicy } from './support/turnout.mjs';
import * as typed from './support/turnoutctl.mjs';

// 05:00 in New York; its clocks went from 02:00 back to 01:00 at 06:00 UTC.
const BEGIN = Date.parse('2026-11-01T10:00:00Z');

let turnout;
before(async () => {
  const policy = await cityPolicy({ time_zone: 'America/New_York' });
  const roster = { text: 'time_zone: America/New_York\nduties:\n  - { role: dispatcher, person: P1 }\n' };
  turnout = await Turnout.start({ beginMs: BEGIN, policy, roster });
});
after(() => turnout.stop());

// What turnoutctl prints and ends with, run in Auckland.
const turnoutctl = (...words) => typed.turnoutctl(turnout, words, { TZ: 'Pacific/Auckland' });

test('what is shown is the time of the city, with its zone', async () => {
  assert.match((await turnoutctl('settings')).out, /service time 2026-11-01 05:0\d:\d\d America\/New_York/);
  assert.match((await turnoutctl('board', '--once')).out, /^Turnout test {2}2026-11-01 05:0\d:\d\d America\/New_York/);
  const id = await turnout.report();
  assert.match((await turnoutctl('show', id)).out, /started 2026-11-01 05:0\d:\d\d America\/New_York/);
  assert.match((await turnoutctl('timeline', id)).out, /Record \(times of America\/New_York\)\n.*\n2026-11-01 05:0\d:\d\d/);
});

test('the settings carry the zone with its clock changes, and for older clients the present offset', async () => {
  const [intake] = (await turnoutctl('settings', '--json')).out.split('\n').map((line) => line && JSON.parse(line));
  assert.equal(Number(intake.roster.utc_offset_ms), -5 * 3_600_000);
  for (const { time_zone } of [intake.policy, intake.roster]) {
    assert.equal(time_zone.name, 'America/New_York');
    assert.ok(time_zone.offsets.some(({ from_ms }) => Number(from_ms) === Date.parse('2026-11-01T06:00:00Z')));
  }
});

test('a time of day is the nearest past or, for the end of a shift, the next one', async () => {
  await turnout.unit('car-1');
  const signedOn = await turnoutctl('units', 'sign-on', 'car-1', '--officer', '110001', '--until', '20:00', '--json');
  assert.equal(signedOn.code, 0, signedOn.complaint);
  assert.equal(Number(JSON.parse(signedOn.out).unit.shift.ends_at_ms), Date.parse('2026-11-02T01:00:00Z'));
  assert.equal((await turnoutctl('compliance', '--from', '04:30')).code, 0);
  const far = await turnoutctl('compliance', '--from', '16:00');
  assert.equal(far.code, 2);
  assert.match(far.complaint, /--from: "16:00" has not come yet: it is 2026-11-01 05:0\d:\d\d now; write a time up to now, or "2026-10-31 16:00:00" if you mean the day before/);
});

test('a time that the clock shows twice or never is refused with both readings', async () => {
  const twice = await turnoutctl('compliance', '--from', '2026-11-01 01:30');
  assert.equal(twice.code, 2);
  assert.match(twice.complaint, /"2026-11-01 01:30" exists twice in America\/New_York.*2026-11-01T01:30:00-04:00 or 2026-11-01T01:30:00-05:00/);
  const never = await turnoutctl('compliance', '--from', '2026-03-08 02:30');
  assert.equal(never.code, 2);
  assert.match(never.complaint, /does not exist in America\/New_York.*2026-03-08T02:30:00-04:00 .* or 2026-03-08T02:30:00-05:00/);
  assert.equal((await turnoutctl('compliance', '--from', '2026-11-01T01:30:00-04:00')).code, 0);
});
