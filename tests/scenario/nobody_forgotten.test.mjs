// An open incident that everybody has left, and one that is opened again: somebody is always asked to go.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, refusalOf } from './support/client.mjs';
import { Turnout, clockOf, verdictOf } from './support/turnout.mjs';

let turnout;
before(async () => { turnout = await Turnout.start({ policy: 'city/policy.yaml' }); });
after(() => turnout.stop());

const command = (incident_id, fields = {}) => ({ request_id: newId(), actor: 'd-1', incident_id, ...fields });
const listed = async (id) => (await turnout.intake.call('ListIncidents', {})).incidents.find((one) => one.id === id);
const callAgain = (incident_id, phone) => turnout.intake.call('AddCall', { request_id: newId(), incident_id,
  call: { source: 'CALL_SOURCE_LINE_110', received_by: 'taker-1', caller: { phone } } });

// The gauge is measured once a second.
async function unassigned(expected) {
  for (let tries = 0; tries < 50; ++tries) {
    const [, value] = /^turnout_unassigned_incidents\S* (\d+)$/m.exec(await turnout.metrics('intake')) ?? [];
    if (Number(value) === expected) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`turnout_unassigned_incidents never became ${expected}`);
}

test('the only unit is recalled under way: assign runs again, and list and gauge show it', async () => {
  const id = await turnout.report();
  const car = await turnout.unit('car-1');
  await turnout.assign(id, car);
  await turnout.milestone(id, car, 'EN_ROUTE');
  assert.equal((await listed(id)).unattended_since_ms, 0);
  await unassigned(0);

  const { incident } = await turnout.dispatch.call('RecallUnit', command(id, { unit_id: car, reason: '另有任务' }));
  assert.equal(clockOf(incident, 'ASSIGN').run, 2);
  assert.equal(verdictOf(incident, 'ASSIGN'), 'UNSPECIFIED');
  assert.equal((await listed(id)).unattended_since_ms, clockOf(incident, 'ASSIGN').started_at_ms);
  await unassigned(1);

  const other = await turnout.unit('car-2');
  await turnout.assign(id, other);
  const sent = await turnout.incident(id);
  assert.equal(verdictOf(sent, 'ASSIGN'), 'MET');
  assert.equal(clockOf(sent, 'ORDER_TURNOUT').order_number, 2, 'its order has a limit to be en route');
  await unassigned(0);
});

test('a closed incident that is opened again has running clocks and needs a result again', async () => {
  const id = await turnout.report();
  const car = await turnout.unit('car-3');
  await turnout.assign(id, car);
  await turnout.milestone(id, car, 'ON_SCENE');
  await turnout.accountability.call('ReportDisposition', command(id, { code: 'settled' }));
  await turnout.milestone(id, car, 'CLEARED');
  await turnout.accountability.call('CloseIncident', command(id));
  const { incident } = await turnout.accountability.call('ReopenIncident', command(id, { reason: '报警人又来电' }));
  for (const kind of ['ASSIGN', 'TURNOUT']) {
    assert.equal(verdictOf(incident, kind), 'UNSPECIFIED', kind);
    assert.equal(clockOf(incident, kind).started_at_ms, incident.reopened_at_ms, kind);
  }
  assert.equal(incident.clocks.find(({ kind }) => kind === 'CLOCK_KIND_TURNOUT').verdict, 'CLOCK_VERDICT_MET', 'as it was');
  assert.equal((await refusalOf(turnout.accountability.call('CloseIncident', command(id)))).reason, 'DISPOSITION_MISSING');
  await turnout.intake.call('CancelIncident', command(id, { reason: '试验' }));
});

test('a call on a cancelled incident is heard: its own caller reopens it, another one is told the choice', async () => {
  const id = await turnout.report({ call: { caller: { phone: '138-0000-2222' } } });
  await turnout.intake.call('CancelIncident', command(id, { reason: '误报' }));
  assert.equal((await refusalOf(callAgain(id, '13900000000'))).reason, 'INCIDENT_ENDED');
  const { incident } = await callAgain(id, '+86 13800002222');
  assert.equal(incident.status, 'INCIDENT_STATUS_OPEN');
  assert.equal(incident.calls_total, 2);
});
