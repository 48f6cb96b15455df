// Complaints and citizens' requests are incidents with clocks of their own: an answer within 24 h, a first response within
// 15 min.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ROSTER, command } from './support/people.mjs';
import { Turnout, clockOf, escalationOf, happenedOf, verdictOf } from './support/turnout.mjs';

const HOUR_MS = 3_600_000;

let turnout;
before(async () => { turnout = await Turnout.start({ speed: 10_000, roster: ROSTER }); });
after(() => turnout.stop());

const kindsOf = (incident) => incident.clocks.map(({ kind }) => kind);

test('a complaint has 24 h: one is answered in time, nobody answers the other, and its chief is told', async () => {
  const [answered, forgotten] = [await turnout.report({ kind: 'INCIDENT_KIND_COMPLAINT' }),
    await turnout.report({ kind: 'INCIDENT_KIND_COMPLAINT' })];
  const inTime = await command(turnout, 'ReportDisposition', 'officer-5', answered, { code: 'answered', text: '已电话答复' });
  assert.deepEqual(kindsOf(inTime), ['CLOCK_KIND_ANSWER', 'CLOCK_KIND_CLOSE'], 'nobody has to turn out');
  assert.equal(verdictOf(inTime, 'ANSWER'), 'MET');

  const late = await turnout.until(forgotten, (incident) => escalationOf(incident, 'ANSWER')?.raised > 0);
  const clock = clockOf(late, 'ANSWER');
  assert.equal(clock.due_at_ms, late.started_at_ms + 24 * HOUR_MS);
  assert.ok(clock.fired_at_ms > clock.due_at_ms, 'not early');
  assert.deepEqual(happenedOf(await turnout.timeline(forgotten), 'ANSWER').slice(0, 4),
    ['deadline_warned', 'deadline_warned', 'deadline_breached', 'escalation_raised']);
  assert.equal(escalationOf(late, 'ANSWER').person, 'chief-1');
});

test('a citizen\'s request has 15 min to the first response', async () => {
  const id = await turnout.report({ kind: 'INCIDENT_KIND_CITIZEN_REQUEST' });
  const incident = await turnout.until(id, (state) => clockOf(state, 'FIRST_RESPONSE').fired_at_ms !== 0);
  assert.deepEqual(kindsOf(incident), ['CLOCK_KIND_FIRST_RESPONSE', 'CLOCK_KIND_ANSWER']);
  assert.equal(clockOf(incident, 'FIRST_RESPONSE').limit_ms, HOUR_MS / 4);
});
