// What dispatch does without a command: it reassigns orders that nobody signs or that are returned, and predicts delays.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { newId } from './support/client.mjs';
import { COUNTRY, TOWN, Turnout, clockOf } from './support/turnout.mjs';

const ROSTER = `
time_zone: Asia/Shanghai
duties:
  - { role: dispatcher, person: dispatcher-9 }
  - { role: shift_leader, person: leader-9 }
  - { role: station_chief, person: chief-9 }
`;
const start = (speed) => Turnout.start({ speed, policy: 'city/policy.yaml', roster: { text: ROSTER } });

// One whose minutes pass in seconds, and one in which a test can act within its limits.
let fast, slow;
before(async () => { [fast, slow] = await Promise.all([start(60), start(10)]); });
after(() => Promise.all([fast.stop(), slow.stop()]));

const eastOf = ({ latitude_deg, longitude_deg }, degrees) => ({ latitude_deg, longitude_deg: longitude_deg + degrees });

async function unitAt(turnout, unit_id, base) {
  await turnout.dispatch.call('RegisterUnit', {
    request_id: newId(), actor: 'd-1', unit_id, details: { district: 'test', station_id: 'chengguan', base } });
  return unit_id;
}

// No unit of one test is free for the next one.
afterEach(async () => {
  for (const turnout of [fast, slow]) {
    const { units } = await turnout.dispatch.call('ListUnits', { available_only: true });
    for (const { id } of units) {
      await turnout.dispatch.call('SetUnitStatus', {
        request_id: newId(), actor: 'd-1', unit_id: id, status: 'UNIT_STATUS_OUT_OF_SERVICE', reason: '换班' });
    }
  }
});

const decline = (turnout, incident_id, unit_id) => turnout.accountability.call('DeclineOrder', {
  request_id: newId(), actor: 'officer-1', incident_id, unit_id, reason: 'DECLINE_REASON_VEHICLE_FAULT', text: '爆胎' });
const eventsOf = async (turnout, id) => (await turnout.timeline(id)).entries.map(({ event }) => event);
const ordersOf = (incident) => incident.orders.map(({ unit_id, reassigned_from, end }) =>
  [unit_id, reassigned_from, end.replace('ORDER_END_', '')]);

test('an order that nobody signs moves on twice, then the ladder climbs to the station chief', async () => {
  const cars = [];
  for (const name of ['u1', 'u2', 'u3', 'u4']) cars.push(await unitAt(fast, name, eastOf(TOWN, 0.001 * cars.length)));
  const id = await fast.report();
  await fast.assign(id, cars[0]);
  const chiefOf = (incident) => incident.escalations.find(({ role }) => role === 'DUTY_ROLE_STATION_CHIEF');
  const incident = await fast.until(id, (now) => chiefOf(now)?.kind === 'CLOCK_KIND_ACKNOWLEDGE');
  assert.deepEqual(ordersOf(incident), [['u1', 0, 'RECALLED'], ['u2', 1, 'RECALLED'], ['u3', 2, 'UNSPECIFIED']]);
  assert.equal(chiefOf(incident).person, 'chief-9');
  assert.equal(chiefOf(incident).order_number, 3);
  assert.equal(clockOf(incident, 'TURNOUT').due_at_ms, incident.started_at_ms + 300_000, 'turnout never restarts');

  const events = await eventsOf(fast, id);
  const taken = events.filter(({ unit_assigned }) => unit_assigned?.reassigned_from > 0);
  assert.equal(taken.length, 2);
  for (const assigned of taken) {
    const recalled = events[events.indexOf(assigned) - 1];
    assert.equal(recalled.unit_recalled.order_number, assigned.unit_assigned.reassigned_from, 'withdrawn and sent in one commit');
    assert.equal(recalled.unit_recalled.reason, 'not signed in time');
    assert.equal(recalled.at_ms, assigned.at_ms);
  }
  const failed = events.find(({ reassignment_failed }) => reassignment_failed);
  assert.equal(failed.reassignment_failed.order_number, 3, 'twice in a row is the most');
  assert.match(await fast.metrics('dispatch'), /^turnout_orders_reassigned_total 2$/m);
});

test('an order that is declined goes to the unit whose terminal is nearest, wherever its base', async () => {
  await unitAt(slow, 'returning', TOWN);
  await unitAt(slow, 'based-near', eastOf(TOWN, 0.001));
  await unitAt(slow, 'based-far', eastOf(TOWN, 0.2));
  await slow.dispatch.upload('ReportPositions', [
    { unit_id: 'based-near', position: eastOf(TOWN, 0.1), device_at_ms: slow.now() },
    { unit_id: 'based-far', position: eastOf(TOWN, 0.002), device_at_ms: slow.now() }]);
  const id = await slow.report();
  await slow.assign(id, 'returning');
  await decline(slow, id, 'returning');
  const incident = await slow.until(id, ({ orders }) => orders.length === 2);
  assert.equal(incident.orders[1].unit_id, 'based-far');
});

test('an order that is declined goes to the next unit, never to one that declined it', async () => {
  await unitAt(slow, 'near', TOWN);
  await unitAt(slow, 'next', eastOf(TOWN, 0.001));
  const id = await slow.report();
  await slow.assign(id, 'near');
  await decline(slow, id, 'near');
  const moved = await slow.until(id, (incident) => incident.orders.length === 2);
  assert.deepEqual(ordersOf(moved), [['near', 0, 'DECLINED'], ['next', 1, 'UNSPECIFIED']]);
  await decline(slow, id, 'next');
  const failed = await slow.until(id, (incident) => incident.orders[1].reassignment_failed);
  assert.equal(failed.orders.length, 2);
  const { reassignment_failed } = (await eventsOf(slow, id)).find((event) => event.reassignment_failed);
  assert.match(reassignment_failed.reason, /^no other unit is available: /);
  const told = await slow.until(id, (incident) => incident.escalations.some(({ raised }) => raised > 0));
  assert.equal(told.escalations.find(({ raised }) => raised > 0).person, 'dispatcher-9', 'people are told at once');
});

test('a unit that comes from too far is at risk, with the unit that would be sooner; sending that one clears it', async () => {
  await unitAt(slow, 'far', COUNTRY);
  await unitAt(slow, 'sooner', TOWN);
  const id = await slow.report();
  await slow.assign(id, 'far');
  const atRisk = clockOf(await slow.until(id, (incident) => clockOf(incident, 'ARRIVAL').risk), 'ARRIVAL');
  assert.ok(atRisk.risk.predicted_at_ms > atRisk.due_at_ms);
  assert.equal(atRisk.risk.alternative_unit_id, 'sooner');
  assert.ok(atRisk.risk.alternative_at_ms < atRisk.risk.predicted_at_ms);
  await slow.assign(id, 'sooner');
  await slow.until(id, (incident) => clockOf(incident, 'ARRIVAL').risk.cleared_at_ms > 0);
  const predicted = (await eventsOf(slow, id)).filter((event) => event.deadline_at_risk || event.risk_cleared);
  assert.deepEqual(predicted.map(({ deadline_at_risk }) => Boolean(deadline_at_risk)), [true, false], 'said once each');
  assert.equal(predicted[0].deadline_at_risk.kind, 'CLOCK_KIND_ARRIVAL');
  const metrics = await slow.metrics('dispatch');
  assert.match(metrics, /^turnout_deadlines_predicted_late_total\{clock="arrival"\} 1$/m);
  assert.match(metrics, /^turnout_risks_cleared_total\{clock="arrival"\} 1$/m);
});

test('nobody is sent: that turnout will be late is said while there is still time to drive off', async () => {
  await unitAt(fast, 'free', TOWN);
  const id = await fast.report();
  const { risk, due_at_ms } = clockOf(await fast.until(id, (incident) => clockOf(incident, 'TURNOUT').risk), 'TURNOUT');
  assert.ok(risk.since_ms > due_at_ms - 90_000, 'not before a turnout time is all that is left');
  assert.ok(risk.since_ms <= due_at_ms);
  assert.equal(risk.alternative_unit_id, 'free');
});
