// One call's story, told through the real services.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, refusalOf } from './support/client.mjs';
import { COUNTRY, Turnout, clockOf, firingsOf, verdictOf } from './support/turnout.mjs';

let turnout;
before(async () => { turnout = await Turnout.start({ speed: 600 }); });
after(() => turnout.stop());

test('a town call is signed, turned out, arrived at, put in order and closed', async () => {
  const id = await turnout.report();
  const car = await turnout.unit('car-1');
  assert.equal(await turnout.assign(id, car), 1);
  await turnout.milestone(id, car, 'DELIVERED');
  await turnout.milestone(id, car, 'ACKNOWLEDGED', { actor: 'officer-7' });
  await turnout.milestone(id, car, 'EN_ROUTE');
  await turnout.milestone(id, car, 'ON_SCENE');
  const common = () => ({ request_id: newId(), actor: 'officer-7', incident_id: id });
  assert.equal((await refusalOf(turnout.accountability.call('CloseIncident', common()))).reason, 'UNITS_STILL_ASSIGNED');
  await turnout.milestone(id, car, 'CLEARED');
  assert.equal((await refusalOf(turnout.accountability.call('CloseIncident', common()))).reason, 'DISPOSITION_MISSING');
  await turnout.accountability.call('ReportDisposition', { ...common(), code: 'settled', text: '双方和解' });
  const { incident } = await turnout.accountability.call('CloseIncident', common());

  assert.equal(incident.status, 'INCIDENT_STATUS_CLOSED');
  assert.equal(verdictOf(incident, 'TURNOUT'), 'MET');
  assert.equal(clockOf(incident, 'TURNOUT').limit_ms, 300_000);
  assert.equal(incident.disposition.text.text, '双方和解');
  const timeline = await turnout.timeline(id);
  assert.equal(timeline.entries.length, incident.version);
  assert.equal(timeline.entries[0].responsible.officer_id, 'taker-1', 'who received the call answers for it');
  assert.equal(timeline.entries.at(-1).responsible.officer_id, 'officer-7', 'until an officer signs');
  assert.ok(timeline.stages.some(({ stage }) => stage === 'STAGE_CALL_TO_EN_ROUTE'));
});

for (const [area, position, limitMs] of [['town', undefined, 300_000], ['country', COUNTRY, 600_000]]) {
  test(`nobody goes to a ${area} call: its turnout deadline fires once, after ${limitMs / 1000} s`, async () => {
    const id = await turnout.report(position ? { position } : {});
    const overdue = await turnout.until(id, (incident) => clockOf(incident, 'TURNOUT').fired_at_ms !== 0);
    const clock = clockOf(overdue, 'TURNOUT');
    assert.equal(clock.due_at_ms - overdue.started_at_ms, limitMs);
    assert.ok(clock.fired_at_ms > clock.due_at_ms, 'not early');
    const [firing, ...others] = firingsOf(await turnout.timeline(id), 'TURNOUT');
    assert.deepEqual(others, []);
    assert.equal(firing.actor, 'turnout');
    const listed = await turnout.intake.call('ListIncidents', { overdue_only: true });
    assert.ok(listed.incidents.some((incident) => incident.id === id));
  });
}

test('a unit that turned out in time and reports it late: the firing stays, the verdict is in time', async () => {
  const id = await turnout.report();
  const car = await turnout.unit('car-late');
  await turnout.assign(id, car);
  const enRouteMs = (await turnout.incident(id)).orders[0].milestones[0].stamp.at_ms + 1;
  await turnout.until(id, (incident) => clockOf(incident, 'TURNOUT').fired_at_ms !== 0);
  const incident = await turnout.milestone(id, car, 'EN_ROUTE', { device_at_ms: enRouteMs });
  assert.equal(verdictOf(incident, 'TURNOUT'), 'MET_REPORTED_LATE');
  assert.equal(clockOf(incident, 'TURNOUT').stopped_at_ms, enRouteMs);
});

test('a later recall does not reopen the turnout clock', async () => {
  const id = await turnout.report();
  const car = await turnout.unit('car-recalled');
  await turnout.assign(id, car);
  await turnout.milestone(id, car, 'EN_ROUTE');
  const { incident, unit } = await turnout.dispatch.call('RecallUnit',
    { request_id: newId(), actor: 'd-1', incident_id: id, unit_id: car, reason: '另有任务' });
  assert.equal(verdictOf(incident, 'TURNOUT'), 'MET');
  assert.equal(unit.status, 'UNIT_STATUS_AVAILABLE');
});

test('an unknown place refuses nothing; the station chosen later brings its limit, from the same start', async () => {
  const id = await turnout.report({ position: null });
  const unknown = await turnout.incident(id);
  assert.equal(unknown.station_basis, 'STATION_BASIS_UNKNOWN');
  assert.equal(clockOf(unknown, 'TURNOUT').limit_ms, 300_000, 'the strictest holds meanwhile');
  const { incident } = await turnout.intake.call('AmendIncident',
    { request_id: newId(), actor: 'taker-1', incident_id: id, station_id: 'nanshan' });
  assert.equal(incident.area_class, 'AREA_CLASS_RURAL');
  assert.equal(clockOf(incident, 'TURNOUT').due_at_ms, incident.started_at_ms + 600_000);
});

test('a unit is never on two incidents, and its list entry says where it is', async () => {
  const [first, second] = [await turnout.report(), await turnout.report()];
  const car = await turnout.unit('car-wanted');
  const tries = Array.from({ length: 8 }, (_, i) => turnout.assign(i % 2 ? first : second, car).then(() => 1, () => 0));
  const won = (await Promise.all(tries)).reduce((sum, one) => sum + one);
  assert.equal(won, 1);
  const { units } = await turnout.dispatch.call('ListUnits', { page_size: 500 });
  assert.ok([first, second].includes(units.find((unit) => unit.id === car).incident_id));
});

test('cancelling recalls every unit and cancels what had not fired', async () => {
  const id = await turnout.report();
  const cars = await Promise.all(['c1', 'c2', 'c3'].map((car) => turnout.unit(car)));
  for (const car of cars) await turnout.assign(id, car);
  const { incident } = await turnout.intake.call('CancelIncident',
    { request_id: newId(), actor: 'taker-1', incident_id: id, reason: '误报' });
  assert.equal(incident.status, 'INCIDENT_STATUS_CANCELLED');
  assert.deepEqual(incident.orders.map(({ end }) => end), Array(3).fill('ORDER_END_RECALLED'));
  const { units } = await turnout.dispatch.call('ListUnits', { available_only: true, page_size: 500 });
  assert.ok(cars.every((car) => units.some((unit) => unit.id === car)));
});

test('recommended units are the free ones, the nearest first, with reasons', async () => {
  const id = await turnout.report();
  await turnout.unit('near', 'chengguan');
  await turnout.unit('far', 'nanshan');
  const { candidates } = await turnout.dispatch.call('RecommendUnits', { incident_id: id, limit: 50 });
  const order = candidates.map(({ unit }) => unit.id);
  assert.ok(order.indexOf('near') < order.indexOf('far'));
  assert.ok(candidates[0].reasons.includes('own station'));
});

test('compliance counts what happened: in time, breached, and the bands', async () => {
  const { total } = await turnout.accountability.call('GetCompliance', { by_station: true });
  const figures = total.clocks.find(({ kind }) => kind === 'CLOCK_KIND_TURNOUT');
  assert.ok(figures.met >= 2 && figures.met_reported_late === 1 && figures.breached >= 2);
  assert.equal(figures.share_in_time,
    (figures.met + figures.met_reported_late) / (figures.met + figures.met_reported_late + figures.breached));
  assert.deepEqual(total.bands.map(({ within_ms }) => within_ms / 1000), [30, 60, 120, 180, 300, 600, 900, 1800]);
});
