// Who is aboard and where the unit is: crews sign on and off, terminals stream their positions.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { newId, refusalOf } from './support/client.mjs';
import { COUNTRY, TOWN, Turnout } from './support/turnout.mjs';

let turnout;
before(async () => { turnout = await Turnout.start(); });
after(() => turnout.stop());

const near = ({ latitude_deg, longitude_deg }, degrees) => ({ latitude_deg: latitude_deg + degrees, longitude_deg });
const dispatch = (method, unit_id, fields = {}) =>
  turnout.dispatch.call(method, { request_id: newId(), actor: 'd-1', unit_id, ...fields });
const unitOf = async (id) => (await turnout.dispatch.call('ListUnits', {})).units.find((unit) => unit.id === id);

// The stamp of a unit's arrival at an incident in town, reported without a position.
async function arrival(unit_id) {
  const id = await turnout.report();
  await turnout.assign(id, unit_id);
  const { orders: [{ milestones }] } = await turnout.milestone(id, unit_id, 'ON_SCENE');
  await turnout.milestone(id, unit_id, 'CLEARED');
  return milestones.find(({ milestone }) => milestone === 'MILESTONE_ON_SCENE').stamp;
}

// Sends positions on a stream of its own; resolves with the answer, or rejects with the refusal.
function positions(...reports) {
  return turnout.dispatch.upload('ReportPositions', reports);
}

test('a crew signs on, its auxiliary signs an order, its leader answers; it signs off and the unit rests', async () => {
  await turnout.unit('car-1');
  const boarding = { request_id: newId(), officers: ['110001', '110002'], auxiliaries: ['f-7'], ends_at_ms: Date.now() + 3_600_000 };
  const { unit } = await dispatch('SignOn', 'car-1', boarding);
  assert.equal(unit.status, 'UNIT_STATUS_AVAILABLE');
  assert.deepEqual(unit.shift.officers, ['110001', '110002']);
  await turnout.unit('car-2');
  const elsewhere = await refusalOf(dispatch('SignOn', 'car-2', { officers: ['110002'] }));
  assert.equal(elsewhere.reason, 'SIGNED_ON_ELSEWHERE');
  assert.match(elsewhere.refusalMessage, /110002 is aboard unit car-1/);

  const id = await turnout.report();
  await turnout.assign(id, 'car-1');
  assert.equal((await refusalOf(dispatch('SignOff', 'car-1'))).reason, 'UNIT_BUSY');
  const signed = await turnout.milestone(id, 'car-1', 'ACKNOWLEDGED', { actor: 'f-7' });
  assert.equal(signed.responsible.officer_id, '110001', 'an auxiliary never answers for an incident');
  await turnout.milestone(id, 'car-1', 'CLEARED');

  const off = await dispatch('SignOff', 'car-1', { reason: '交班' });
  assert.equal(off.unit.status, 'UNIT_STATUS_OUT_OF_SERVICE');
  assert.equal(off.unit.shift, null);
  assert.equal((await refusalOf(dispatch('SignOff', 'car-1'))).reason, 'UNIT_NOT_SIGNED_ON');
  await dispatch('SignOn', 'car-2', { officers: ['110002'] });
  assert.equal((await dispatch('SignOn', 'car-1', boarding)).unit.shift, null, 'a repeated request is answered, whoever is where by then');
});

test('of thirty sign-ons of one officer at one moment exactly one is accepted', async () => {
  const units = Array.from({ length: 30 }, (_, i) => `squad-${i}`);
  await Promise.all(units.map((unit) => turnout.unit(unit)));
  const answers = await Promise.allSettled(units.map((unit) => dispatch('SignOn', unit, { officers: ['110099'] })));
  assert.equal(answers.filter((answer) => answer.status === 'fulfilled').length, 1);
  const { units: listed } = await turnout.dispatch.call('ListUnits', { page_size: 500 });
  assert.equal(listed.filter((unit) => unit.shift?.officers.includes('110099')).length, 1);
});

test('a crew is relieved at the scene: the order goes on with the next crew, and who answers stays', async () => {
  await turnout.unit('car-3');
  await dispatch('SignOn', 'car-3', { officers: ['110031'] });
  const id = await turnout.report();
  await turnout.assign(id, 'car-3');
  await turnout.milestone(id, 'car-3', 'ACKNOWLEDGED', { actor: '110031' });
  await turnout.milestone(id, 'car-3', 'ON_SCENE', { actor: '110031' });
  const busy = await refusalOf(dispatch('SignOn', 'car-3', { officers: ['110032'] }));
  assert.match(busy.refusalMessage, /clear or recall it first, or relieve its crew at the scene/);

  const { incident, unit } = await dispatch('RelieveCrew', 'car-3', { incident_id: id, officers: ['110032'] });
  assert.deepEqual([unit.status, unit.shift.officers], ['UNIT_STATUS_ON_SCENE', ['110032']]);
  assert.equal(incident.orders[0].reliefs[0].officer_id, '110032');
  assert.equal(incident.responsible.officer_id, '110031');
  assert.equal((await refusalOf(dispatch('RelieveCrew', 'car-3', { incident_id: id, officers: ['110002'] }))).reason,
    'SIGNED_ON_ELSEWHERE');
});

test('a terminal whose clock was set back goes on being seen, and its clock is shown', async () => {
  await turnout.unit('late-clock');
  const hourAgo = () => Date.now() - 3_600_000;
  const at = (degrees) => ({ unit_id: 'late-clock', position: near(TOWN, degrees) });
  await positions({ ...at(0.001), device_at_ms: Date.now() });
  await pause(10_100);  // contacts that show a clock lie ten seconds apart
  const first = await positions({ ...at(0.002), device_at_ms: hourAgo() });
  assert.deepEqual([first.outdated, first.terminal_clock_offset_ms], [1, 0]);
  await pause(10_100);
  const second = await positions({ ...at(0.003), device_at_ms: hourAgo() });
  assert.equal(second.outdated, 0);
  assert.ok(Math.abs(second.terminal_clock_offset_ms - 3_600_000) < 2000);
  assert.deepEqual((await unitOf('late-clock')).position, near(TOWN, 0.003));
  await pause(1500);
  assert.match(await turnout.metrics('dispatch'), /^turnout_terminals_with_wrong_clock\S* 1$/m);
});

test('what is no fix is counted, and the last position stays', async () => {
  await turnout.unit('no-fix');
  await positions({ unit_id: 'no-fix', position: near(TOWN, 0.001) });
  const rolledOver = Date.now() - 1024 * 7 * 86_400_000;
  const answer = await positions({ unit_id: 'no-fix', position: { latitude_deg: 0, longitude_deg: 0 } },
    { unit_id: 'no-fix', position: TOWN, device_at_ms: rolledOver });
  assert.equal(answer.no_fix, 2);
  assert.deepEqual((await unitOf('no-fix')).position, near(TOWN, 0.001));
});

test('the last position of each unit counts: for lists, recommendations and the check of an arrival', async () => {
  await turnout.unit('rover');
  const now = Date.now();
  const answer = await positions(
    { unit_id: 'rover', position: COUNTRY, device_at_ms: now - 5_000 },
    { unit_id: 'rover', position: near(TOWN, 0.001), device_at_ms: now - 1_000 },
    { unit_id: 'rover', position: COUNTRY, device_at_ms: now - 3_000 });
  assert.deepEqual([answer.received, answer.outdated], [3, 1]);
  const rover = await unitOf('rover');
  assert.equal(rover.position_at_ms, now - 1_000);
  assert.deepEqual(rover.position, near(TOWN, 0.001));

  const id = await turnout.report();
  const { candidates } = await turnout.dispatch.call('RecommendUnits', { incident_id: id, limit: 50 });
  assert.ok(Math.abs(candidates.find(({ unit }) => unit.id === 'rover').distance_m - 111) < 1);

  // Dispatch tells accountability within 200 ms or so: an arrival soon after that is held against it.
  let arrived;
  for (let tries = 0; tries < 50 && arrived?.scene_check !== 'SCENE_CHECK_VERIFIED'; ++tries) arrived = await arrival('rover');
  assert.equal(arrived.scene_check, 'SCENE_CHECK_VERIFIED');
  assert.equal(arrived.scene_distance_m, 111);
  assert.equal(arrived.position_at_ms, now - 1_000, 'the arrival keeps its own position');
});

test('a console sees every change of its units, and where they are', async () => {
  for (const id of ['seen', 'unseen']) await turnout.unit(id, id === 'seen' ? 'chengguan' : 'nanshan');
  const { cursor } = await turnout.dispatch.call('ListUnits', {});
  const watch = turnout.dispatch.watch('WatchUnits', { cursor, station_id: 'chengguan' });
  watch.on('error', () => {});
  const id = await turnout.report();
  await turnout.assign(id, 'unseen');
  await turnout.assign(id, 'seen');
  const moves = [0.002, 0.003, 0.004].map((degrees) => ({ unit_id: 'seen', position: near(TOWN, degrees) }));
  const messages = [];
  for await (const message of watch) {
    assert.equal(message.unit.details.station_id, 'chengguan', 'of its station only');
    if (message.unit.id !== 'seen') continue;  // the test before has moved another unit of the station
    messages.push(message);
    if (messages.length === 1) await positions(...moves);
    if (message.unit.position.latitude_deg === moves[2].position.latitude_deg) break;
  }
  watch.cancel();
  assert.equal(messages[0].unit.status, 'UNIT_STATUS_ASSIGNED');
  assert.equal(messages.length, 2, 'three moves within a second are one message');
  assert.equal(messages[1].unit.version, messages[0].unit.version, 'a move is no event');
});

test('a position with a fault ends its stream and says why', async () => {
  const good = { unit_id: 'rover', position: TOWN };
  for (const [report, reason, field] of [
    [{ unit_id: 'ghost', position: TOWN }, 'UNKNOWN_UNIT', 'unit_id'],
    [{ unit_id: 'rover' }, 'INVALID_FIELD', 'position'],
    [{ unit_id: '', position: TOWN }, 'INVALID_FIELD', 'unit_id'],
    [{ unit_id: 'rover', position: { latitude_deg: 91 } }, 'INVALID_FIELD', 'position.latitude_deg'],
    [{ unit_id: 'rover', position: TOWN, device_at_ms: -1 }, 'INVALID_FIELD', 'device_at_ms'],
  ]) {
    const refusal = await refusalOf(positions(good, report, good));
    assert.deepEqual([refusal.reason, refusal.field], [reason, field]);
  }
});
