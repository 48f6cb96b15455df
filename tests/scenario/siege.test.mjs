// More units on one incident than one commit holds: cancelling goes on step by step, also when dispatch dies in between.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, refusalOf } from './support/client.mjs';
import { Turnout } from './support/turnout.mjs';

const UNITS = 70;

let turnout;
before(async () => { turnout = await Turnout.start({ policy: 'city/policy.yaml' }); });
after(() => turnout.stop());

const cancel = (incident_id) => ({ request_id: newId(), actor: 'd-1', incident_id, reason: '误报' });
const active = (incident) => incident.orders.filter((order) => order.end === 'ORDER_END_UNSPECIFIED');

async function siege(prefix) {
  const id = await turnout.report();
  for (let i = 1; i <= UNITS; i++) await turnout.assign(id, await turnout.unit(`${prefix}-${i}`));
  return id;
}

async function expectAllFree(prefix) {
  const { units } = await turnout.dispatch.call('ListUnits', { page_size: 500 });
  const ours = units.filter((unit) => unit.id.startsWith(`${prefix}-`));
  assert.equal(ours.length, UNITS);
  for (const unit of ours) assert.equal(unit.status, 'UNIT_STATUS_AVAILABLE', unit.id);
}

test('seventy units are recalled and the incident is cancelled', async () => {
  const id = await siege('car');
  const { incident } = await turnout.intake.call('CancelIncident', cancel(id));
  assert.equal(incident.status, 'INCIDENT_STATUS_OPEN');
  assert.equal(incident.cancellation.reason, '误报');
  assert.equal(active(incident).length, 40);
  const ended = await turnout.until(id, ({ status }) => status === 'INCIDENT_STATUS_CANCELLED');
  assert.equal(active(ended).length, 0);
  await expectAllFree('car');
});

test('dispatch is dead when the cancelling begins: nobody is sent any more, and the next process finishes it', async () => {
  const id = await siege('bus');
  const late = await turnout.unit('bus-late');
  await turnout.programs.dispatch.kill();
  await turnout.intake.call('CancelIncident', cancel(id));
  const half = await turnout.incident(id);
  assert.equal(half.cancellation.requested_by, 'd-1');
  assert.equal(active(half).length, 40);
  const amended = turnout.intake.call('AmendIncident', { request_id: newId(), actor: 'd-1', incident_id: id, priority: 'PRIORITY_ROUTINE' });
  assert.match((await refusalOf(amended)).refusalMessage, /is being cancelled: 40 units are still to be recalled/);
  await turnout.startService('dispatch');
  await turnout.until(id, ({ status }) => status === 'INCIDENT_STATUS_CANCELLED');
  const sent = turnout.dispatch.call('AssignUnit', { request_id: newId(), actor: 'd-1', incident_id: id, unit_id: late });
  assert.equal((await refusalOf(sent)).reason, 'INCIDENT_ENDED');
});
