// As a limit nears the people who can save it are told; once it has passed the ladder climbs until somebody answers.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId, refusalOf } from './support/client.mjs';
import { ROSTER, command } from './support/people.mjs';
import { COUNTRY, TOWN, Turnout, clockOf, escalationOf, firingsOf, happenedOf, verdictOf } from './support/turnout.mjs';

let turnout;
before(async () => { turnout = await Turnout.start({ speed: 120, roster: ROSTER }); });
after(() => turnout.stop());

const CHIEF = 'DUTY_ROLE_STATION_CHIEF';

// What a console that follows a post is told of an incident's turnout.
async function heard(stream, incident_id, count) {
  const bodies = [];
  stream.on('error', () => {});
  for await (const { event, escalation } of stream) {
    if (event.incident_id !== incident_id || escalation.escalation.kind !== 'CLOCK_KIND_TURNOUT') continue;
    if (bodies.push(event.body) === count) break;
  }
  stream.cancel();
  return bodies;
}

// What a console hears from a cursor on of escalations that have ended with a cancelled incident.
async function endings(incident_id, cursor, count) {
  const messages = [];
  const stream = turnout.accountability.watch('WatchEscalations', { cursor });
  stream.on('error', () => {});
  for await (const message of stream) {
    if (message.event.body !== 'incident_cancelled' || (incident_id && message.event.incident_id !== incident_id)) continue;
    assert.equal(message.escalation.escalation.ended, true);
    if (messages.push(message) === count) break;
  }
  stream.cancel();
  return messages;
}

describe('a limit nears and passes', { concurrency: true }, () => {
  test('warned, then saved: a unit goes between the warning and the deadline', async () => {
    const id = await turnout.report({ position: COUNTRY });
    const car = await turnout.unit('car-saving', 'nanshan');
    const warned = await turnout.until(id, (incident) => clockOf(incident, 'TURNOUT').warnings > 0);
    assert.equal(clockOf(warned, 'TURNOUT').fired_at_ms, 0);
    await turnout.assign(id, car);
    assert.equal(verdictOf(await turnout.milestone(id, car, 'EN_ROUTE'), 'TURNOUT'), 'MET');
    const timeline = await turnout.timeline(id);
    const warning = timeline.entries.map(({ event }) => event.deadline_warned).find((one) => one?.kind === 'CLOCK_KIND_TURNOUT');
    assert.deepEqual(warning.tell, ['DUTY_ROLE_DISPATCHER']);
    assert.equal(warning.recommend_backup, true);
    assert.deepEqual(firingsOf(timeline, 'TURNOUT'), []);
  });

  for (const [area, position, limitMs, station_id, leader, chief] of [
    ['town', TOWN, 300_000, 'chengguan', 'leader-1', 'chief-1'], ['country', COUNTRY, 600_000, 'nanshan', 'leader-2', 'chief-2']]) {
    test(`nobody goes to a ${area} call: breached after ${limitMs / 1000} s; the ladder climbs to the chief, who answers, until a car goes`, async () => {
      const console = turnout.accountability.watch('WatchEscalations', { station_id, role: CHIEF,
        cursor: (await turnout.accountability.call('ListEscalations', {})).cursor });
      const id = await turnout.report({ position });
      const raised = await turnout.until(id, (incident) => escalationOf(incident, 'TURNOUT')?.role === CHIEF);
      const clock = clockOf(raised, 'TURNOUT');
      assert.equal(clock.due_at_ms, raised.started_at_ms + limitMs);
      assert.ok(clock.fired_at_ms > clock.due_at_ms, 'not early');
      const escalation = escalationOf(raised, 'TURNOUT');
      assert.equal(escalation.person, chief);
      assert.equal(escalation.level, 2);
      const listed = async (role) => (await turnout.accountability.call('ListEscalations', { station_id, role })).escalations
        .some((one) => one.incident_id === id && one.escalation.kind === 'CLOCK_KIND_TURNOUT');
      assert.deepEqual(await Promise.all([CHIEF, 'DUTY_ROLE_SHIFT_LEADER'].map(listed)), [true, false], 'it has climbed on');

      const acknowledge = (actor) =>
        command(turnout, 'AcknowledgeEscalation', actor, id, { kind: 'CLOCK_KIND_TURNOUT', note: '已派备勤组' });
      const answered = escalationOf(await acknowledge(chief), 'TURNOUT');
      assert.deepEqual([answered.acknowledged_by, answered.note], [chief, '已派备勤组']);
      assert.equal(await listed(CHIEF), false);
      assert.equal((await refusalOf(acknowledge(leader))).reason, 'ALREADY_ACKNOWLEDGED');
      const timeline = await turnout.timeline(id);
      assert.deepEqual([...new Set(happenedOf(timeline, 'TURNOUT'))].filter((body) => /^(deadline_(warned|breached)|escalation)/.test(body)),
        ['deadline_warned', 'deadline_breached', 'escalation_raised', 'escalation_acknowledged']);
      const told = timeline.entries.map(({ event }) => event.escalation_raised).filter((one) => one?.kind === 'CLOCK_KIND_TURNOUT');
      assert.deepEqual(told.map(({ person }) => person), [leader, chief]);
      const [late] = timeline.attributions.filter(({ kind }) => kind === 'CLOCK_KIND_TURNOUT');
      assert.deepEqual([late.officer_id, late.longest_wait], ['taker-1', 'WAIT_FOR_ORDER']);
      const car = await turnout.unit(`car-of-${station_id}`, station_id);
      await turnout.assign(id, car);
      await turnout.milestone(id, car, 'EN_ROUTE');
      assert.deepEqual(await heard(console, id, 3), ['escalation_raised', 'escalation_acknowledged', 'milestone_reached']);
    });
  }

  test('an event that ends several escalations tells of each, and of each again to whoever resumes between them', async () => {
    const { cursor } = await turnout.accountability.call('ListEscalations', {});
    const id = await turnout.report();
    const kinds = ['ARRIVAL', 'ASSIGN', 'TURNOUT'];
    await turnout.until(id, (incident) => kinds.every((kind) => escalationOf(incident, kind)?.raised > 0));
    await turnout.intake.call('CancelIncident', { request_id: newId(), actor: 'd-1', incident_id: id, reason: '误报' });
    const [first, ...others] = await endings(id, cursor, kinds.length);
    assert.deepEqual([first, ...others].map(({ escalation }) => escalation.escalation.kind).sort(), kinds.map((kind) => `CLOCK_KIND_${kind}`));
    assert.deepEqual(await endings(id, first.cursor, kinds.length), [first, ...others]);
    const beyond = await turnout.report();
    await turnout.until(beyond, (incident) => escalationOf(incident, 'ASSIGN')?.raised > 0);
    await turnout.intake.call('CancelIncident', { request_id: newId(), actor: 'd-1', incident_id: beyond, reason: '误报' });
    const [next] = await endings(null, others.at(-1).cursor, 1);
    assert.equal(next.event.incident_id, beyond, 'after the last of them, none');
  });

  test('an escalation that goes to another station with its incident is told to both', async () => {
    const { cursor } = await turnout.accountability.call('ListEscalations', {});
    const id = await turnout.report();
    await turnout.until(id, (incident) => escalationOf(incident, 'ASSIGN')?.raised > 0);
    await turnout.intake.call('AmendIncident', { request_id: newId(), actor: 'd-1', incident_id: id, station_id: 'nanshan' });
    for (const station_id of ['chengguan', 'nanshan']) {
      const stream = turnout.accountability.watch('WatchEscalations', { cursor, station_id });
      stream.on('error', () => {});
      for await (const { event, escalation } of stream) {
        if (event.incident_id !== id || event.body !== 'incident_amended') continue;
        assert.equal(escalation.station_id, 'nanshan');
        break;
      }
      stream.cancel();
    }
  });

  test('a turnout of exactly 300 s is in time, one of a millisecond more is not', async () => {
    const reports = await Promise.all([0, 1].map(() => turnout.report()));
    const cars = await Promise.all(['car-exact', 'car-over'].map((car) => turnout.unit(car)));
    await Promise.all(reports.map((id, i) => turnout.assign(id, cars[i])));
    const passed = await Promise.all(reports.map((id) =>
      turnout.until(id, (incident) => clockOf(incident, 'TURNOUT').fired_at_ms !== 0)));
    const ended = await Promise.all(reports.map((id, i) => turnout.milestone(id, cars[i], 'EN_ROUTE',
      { device_at_ms: passed[i].started_at_ms + 300_000 + i })));
    assert.deepEqual(ended.map((incident) => verdictOf(incident, 'TURNOUT')), ['MET_REPORTED_LATE', 'BREACHED']);
    assert.ok(ended.every((incident) => escalationOf(incident, 'TURNOUT').ended), 'nothing is left to be saved');
  });
});

test('metrics count warnings, levels and answers', async () => {
  const metrics = await turnout.metrics('accountability');
  assert.match(metrics, /turnout_deadline_warnings_total\{clock="turnout"\} [1-9]/);
  assert.match(metrics, /turnout_escalations_raised_total\{clock="turnout",role="station_chief"\} [1-9]/);
  assert.match(metrics, /turnout_escalations_acknowledged_total\{clock="turnout"\} 2/);
  assert.match(metrics, /turnout_unanswered_escalations\{level="\d",role="station_chief"\} \d/);
});
