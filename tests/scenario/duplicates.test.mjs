// The same event reported twice: suggested at the report, linked, and split again when it was not the same.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, refusalOf } from './support/client.mjs';
import { Turnout, clockOf, reportOf, verdictOf } from './support/turnout.mjs';

let turnout;
before(async () => { turnout = await Turnout.start({ policy: 'city/policy.yaml' }); });
after(() => turnout.stop());

const report = (phone, fields = {}) =>
  turnout.intake.call('ReportIncident', reportOf({ call: { caller: { phone } }, type: 'fight', ...fields }));
const link = (incident_id, duplicate_of) => turnout.intake.call('LinkDuplicate',
  { request_id: newId(), actor: 'taker-1', incident_id, duplicate_of, reason: '同一起警情' });
const split = (incident_id) => turnout.intake.call('SplitDuplicate',
  { request_id: newId(), actor: 'taker-1', incident_id, reason: '另一起' });
const openIds = async () => (await turnout.intake.call('ListIncidents', {})).incidents.map(({ id }) => id);

test('a second report of the same fight is suggested as a duplicate, linked, and split again', async () => {
  const kept = (await report('tel:+86-138-0000-1111')).incident.id;
  await openIds();  // intake has read that report
  const second = await report('13800001111');
  const [suggested] = second.likely_duplicates;
  assert.equal(suggested.incident_id, kept);
  assert.match(suggested.reason, /^same number, same type 0 m away, \d+ s before$/);

  const { incident: linked } = await link(second.incident.id, kept);
  assert.equal(linked.status, 'INCIDENT_STATUS_DUPLICATE');
  assert.equal(linked.duplicate_of, kept);
  assert.equal(verdictOf(linked, 'TURNOUT'), 'CANCELLED');
  assert.deepEqual(await openIds(), [kept]);

  const { incident: apart } = await split(linked.id);
  assert.equal(apart.status, 'INCIDENT_STATUS_OPEN');
  assert.equal(verdictOf(apart, 'TURNOUT'), 'UNSPECIFIED', 'it runs on');
  assert.equal(clockOf(apart, 'TURNOUT').due_at_ms, apart.started_at_ms + 300_000, 'from its own start');
  assert.deepEqual((await openIds()).sort(), [kept, apart.id].sort());
  assert.equal((await refusalOf(split(apart.id))).reason, 'NOT_A_DUPLICATE');
});

test('only to an open incident that was reported before; its units go on there with their own times', async () => {
  const kept = (await report('1')).incident.id;
  const later = (await report('2')).incident.id;
  assert.equal((await refusalOf(link(kept, later))).reason, 'NOT_EARLIER');
  assert.equal((await refusalOf(link(later, newId()))).reason, 'UNKNOWN_INCIDENT');
  const car = await turnout.unit('car-1');
  await turnout.assign(later, car);
  const there = await turnout.milestone(later, car, 'EN_ROUTE');
  await turnout.intake.call('AddNote', { request_id: newId(), actor: 'taker-1', incident_id: later, text: '屋里有两个孩子' });
  await link(later, kept);

  const incident = await turnout.incident(kept);
  assert.equal(verdictOf(incident, 'TURNOUT'), 'MET');
  assert.equal(clockOf(incident, 'TURNOUT').stopped_at_ms, clockOf(there, 'TURNOUT').stopped_at_ms);
  assert.deepEqual(incident.duplicates, [later]);
  assert.equal(incident.calls.length, 2);
  assert.equal(incident.notes[0].text.text, '屋里有两个孩子');
  const { units } = await turnout.dispatch.call('ListUnits', {});
  assert.equal(units.find(({ id }) => id === car).incident_id, kept);
  const cancel = (fields) => turnout.intake.call('CancelIncident',
    { request_id: newId(), actor: 'd-1', incident_id: kept, reason: '误报', ...fields });
  assert.equal((await refusalOf(cancel({}))).reason, 'HAS_DUPLICATES');
  assert.equal((await cancel({ with_duplicates: true })).incident.status, 'INCIDENT_STATUS_CANCELLED');
});
