// Every time says where it comes from: what an offline crew's terminal kept counts, where a unit said it was is checked, and
// what is not believed waits for a supervisor.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, refusalOf } from './support/client.mjs';
import { ROSTER, command } from './support/people.mjs';
import { TOWN, Turnout, clockOf, escalationOf, firingsOf, verdictOf } from './support/turnout.mjs';

let turnout;
before(async () => { turnout = await Turnout.start({ speed: 400, roster: ROSTER }); });
after(() => turnout.stop());

const stampOf = (incident, milestone) => incident.orders[0].milestones
  .find((reached) => reached.milestone === `MILESTONE_${milestone}`).stamp;
const figures = async () => (await turnout.accountability.call('GetCompliance', {})).total;

test('a crew was offline for 20 min: its queue shows that it had turned out in time', async () => {
  const car = await turnout.unit('car-offline');
  const id = await turnout.report();
  await turnout.assign(id, car);
  const orderedMs = stampOf(await turnout.incident(id), 'ASSIGNED').at_ms;
  const climbed = await turnout.until(id, (incident) => escalationOf(incident, 'TURNOUT')?.raised >= 3);
  assert.equal(escalationOf(climbed, 'TURNOUT').person, 'commander-1');
  while (turnout.now() < orderedMs + 1_200_000) await turnout.incident(id);

  const queue = [['ACKNOWLEDGED', 15_000], ['EN_ROUTE', 30_000], ['ON_SCENE', 240_000]];
  let incident;
  for (const [i, [milestone, afterMs]] of queue.entries()) {
    incident = await turnout.milestone(id, car, milestone,
      { actor: 'officer-7', device_at_ms: orderedMs + afterMs, device_sequence: i + 1, position: TOWN });
    assert.deepEqual([stampOf(incident, milestone).basis, stampOf(incident, milestone).at_ms],
      ['TIME_BASIS_DEVICE', orderedMs + afterMs]);
    assert.ok(stampOf(incident, milestone).server_at_ms >= orderedMs + 1_200_000, 'both clocks are kept');
  }
  assert.equal(verdictOf(incident, 'TURNOUT'), 'MET_REPORTED_LATE');
  assert.equal(verdictOf(incident, 'ACKNOWLEDGE'), 'MET_REPORTED_LATE');
  assert.equal(escalationOf(incident, 'TURNOUT').ended, true);
  const timeline = await turnout.timeline(id);
  assert.equal(firingsOf(timeline, 'TURNOUT').length, 1, 'the firing stays');
  assert.ok(timeline.attributions.every(({ kind }) => kind !== 'CLOCK_KIND_TURNOUT'), 'and is nobody\'s late time');
  const responsible = timeline.ledger.find(({ wait }) => wait === 'WAIT_FOR_TURNOUT');
  assert.deepEqual([responsible.officer_id, responsible.duration_ms], ['officer-7', 15_000]);
});

test('an arrival is compared with where the unit was: there, 900 m away, nobody knows', async () => {
  const before = (await figures()).times;
  const arrive = async (car, position) => {
    const id = await turnout.report();
    await turnout.assign(id, await turnout.unit(car));
    return stampOf(await turnout.milestone(id, car, 'ON_SCENE', { position }), 'ON_SCENE');
  };
  const there = await arrive('car-there', TOWN);
  const away = await arrive('car-away', { ...TOWN, latitude_deg: TOWN.latitude_deg + 900 / 111_195 });
  const unknown = await arrive('car-silent', null);
  assert.deepEqual([there, away, unknown].map(({ scene_check, scene_distance_m }) => [scene_check, scene_distance_m]), [
    ['SCENE_CHECK_VERIFIED', 0], ['SCENE_CHECK_UNVERIFIED', 900], ['SCENE_CHECK_NO_FIX', 0]]);
  const { times } = await figures();
  assert.deepEqual([times.verified - before.verified, times.unverified - before.unverified, times.no_fix - before.no_fix],
    [1, 1, 1]);
});

test('a time that is not believed waits for a supervisor, who confirms it; a wrong one is corrected, the old one stays', async () => {
  const id = await turnout.report();
  const car = await turnout.unit('car-doubtful');
  await turnout.assign(id, car);
  await turnout.milestone(id, car, 'ACKNOWLEDGED');
  const enRouteMs = stampOf(await turnout.incident(id), 'ASSIGNED').at_ms + 1;  // before what the terminal said last
  await turnout.milestone(id, car, 'EN_ROUTE', { device_at_ms: enRouteMs });
  const pending = async () => (await turnout.accountability.call('ListPendingTimes', { station_id: 'chengguan' })).times
    .filter(({ incident_id }) => incident_id === id);
  const [waiting] = await pending();
  assert.deepEqual([waiting.unit_id, waiting.order_number, waiting.milestone, waiting.stamp.device_at_ms],
    [car, 1, 'MILESTONE_EN_ROUTE', enRouteMs]);

  const ofEnRoute = { order_number: 1, milestone: 'MILESTONE_EN_ROUTE' };
  const confirm = () => command(turnout, 'ConfirmTime', 'chief-1', id, { ...ofEnRoute, confirmed: true, reason: '行车记录' });
  const confirmed = stampOf(await confirm(), 'EN_ROUTE');
  assert.deepEqual([confirmed.basis, confirmed.at_ms, confirmed.adjudicated_by], ['TIME_BASIS_CONFIRMED', enRouteMs, 'chief-1']);
  assert.deepEqual(await pending(), []);
  assert.equal((await refusalOf(confirm())).reason, 'TIME_ALREADY_COUNTS');

  const incident = await command(turnout, 'CorrectTime', 'chief-1', id,
    { ...ofEnRoute, at_ms: enRouteMs + 20, reason: '视频核对' });
  assert.deepEqual([stampOf(incident, 'EN_ROUTE').basis, stampOf(incident, 'EN_ROUTE').at_ms],
    ['TIME_BASIS_CORRECTED', enRouteMs + 20]);
  assert.equal(clockOf(incident, 'TURNOUT').stopped_at_ms, enRouteMs + 20, 'the clock follows');
  const adjudications = (await turnout.timeline(id)).entries.map(({ event }) => event.time_adjudicated).filter(Boolean);
  assert.deepEqual(adjudications.map(({ before }) => before.basis), ['TIME_BASIS_UNCONFIRMED', 'TIME_BASIS_CONFIRMED']);
  assert.equal((await figures()).times.corrected, 1);
});

test('a call that was answered in the year 2000, by its client: counted from its receipt until a supervisor says when', async () => {
  const id = await turnout.report({ call: { answered_at_ms: 946_684_800_000 } });
  const { received_at_ms, started_at_ms, is_start_implausible } = await turnout.incident(id);
  assert.deepEqual([started_at_ms, is_start_implausible], [received_at_ms, true]);
  const waits = async () => (await turnout.accountability.call('ListPendingTimes', {})).times.find((time) => time.incident_id === id);
  assert.deepEqual([(await waits()).order_number, (await waits()).stamp.device_at_ms], [0, 946_684_800_000]);

  const rule = (at_ms) => command(turnout, 'CorrectStart', 'chief-1', id, { at_ms, reason: '电话系统记录' });
  const early = await refusalOf(rule(received_at_ms - 90_000_000));
  assert.match(early.refusalMessage, /allowed is from 1 d before the receipt, /);
  const incident = await rule(received_at_ms - 20_000);
  assert.equal(incident.started_at_ms, received_at_ms - 20_000);
  assert.equal(clockOf(incident, 'TURNOUT').due_at_ms, received_at_ms + 280_000);
  assert.equal(await waits(), undefined);
});

test('a unit is said to be under way after its arrival: the answer says that the time waits for a ruling', async () => {
  const id = await turnout.report();
  const car = await turnout.unit('car-after');
  await turnout.assign(id, car);
  await turnout.milestone(id, car, 'ON_SCENE');
  const report = (milestone) => turnout.accountability.call('ReportMilestone', { request_id: newId(), actor: 'd-1', incident_id: id,
    unit_id: car, milestone: `MILESTONE_${milestone}`, source: 'TIME_SOURCE_RADIO' });
  assert.equal((await report('EN_ROUTE')).awaits_ruling, true);
  assert.equal((await report('CLEARED')).awaits_ruling, false);
});
