// The figures of the past are right: computed again from the raw events of a shift, by other means, they are the same to the last digit.
//
// The shift has no ruling, reopening, duplicate or merged report, which would need the rules of libs/domain again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { playShift, startCity } from './support/shift.mjs';
import { NAMES } from './support/turnout.mjs';

const SPANS = {  // a stage and its two milestones; null = the start of the incident
  CALL_TO_ASSIGNED: [null, 'ASSIGNED'], ASSIGNED_TO_ACKNOWLEDGED: ['ASSIGNED', 'ACKNOWLEDGED'],
  ASSIGNED_TO_EN_ROUTE: ['ASSIGNED', 'EN_ROUTE'], EN_ROUTE_TO_ON_SCENE: ['EN_ROUTE', 'ON_SCENE'],
  CALL_TO_EN_ROUTE: [null, 'EN_ROUTE'], CALL_TO_ON_SCENE: [null, 'ON_SCENE'], ON_SCENE_TO_CLEARED: ['ON_SCENE', 'CLEARED'],
};
const IN_ORDER = ['ASSIGNED', 'DELIVERED', 'READ', 'ACKNOWLEDGED', 'EN_ROUTE', 'ON_SCENE'];

let turnout;
let incidents;  // by the raw events alone
before(async () => {
  turnout = await startCity(900, null, [...Object.keys(NAMES), 'records']);
  await playShift(turnout, { seed: 7, hours: 2 });
  const ids = [];
  for (let page_token = ''; ;) {
    const found = await turnout.records.call('FindIncidents', { page_size: 100, page_token });
    assert.equal(found.behind.events, 0);
    ids.push(...found.incidents.map(({ id }) => id));
    page_token = found.next_page_token;
    if (!page_token) break;
  }
  incidents = [];
  for (const id of ids) incidents.push(told(await eventsOf(id)));
});
after(() => turnout.stop());

async function eventsOf(incident_id) {
  const events = [];
  for (let page_token = ''; ;) {
    const page = await turnout.accountability.call('GetTimeline', { incident_id, page_token });
    events.push(...page.entries.map(({ event }) => event));
    page_token = page.next_page_token;
    if (!page_token) return events;
  }
}

// What the events say, one after the other.
function told(events) {
  const incident = { orders: {}, cancelled: false, dispositionAt: null };
  for (const event of events) {
    const body = event[event.body];
    if (event.body === 'incident_reported') {
      Object.assign(incident, { startedAt: body.started_at_ms, station: body.applied_policy.station_id, late: body.late_entry,
        turnoutLimit: body.applied_policy.clocks.find(({ kind }) => kind === 'CLOCK_KIND_TURNOUT').limit_ms });
    } else if (event.body === 'unit_assigned') {
      incident.orders[body.order_number] = { unit: event.unit_id, times: {} };
      reach(incident.orders[body.order_number], 'ASSIGNED', body.stamp.at_ms, false);
    } else if (event.body === 'milestone_reached' && !body.after_end) {
      reach(incident.orders[body.order_number], body.milestone.replace('MILESTONE_', ''), body.stamp.at_ms, false);
    } else if (event.body === 'disposition_reported') {
      incident.dispositionAt = body.disposition.at_ms;
    } else if (event.body === 'incident_cancelled') {
      incident.cancelled = true;
    }
  }
  return incident;
}

// A later step implies those before it at its own time; what was reported counts before what is implied.
function reach(order, milestone, at, implied) {
  const known = order.times[milestone];
  if (!known || (known.implied && !implied) || (known.implied === implied && at < known.at)) order.times[milestone] = { at, implied };
  if (implied || !IN_ORDER.includes(milestone)) return;
  for (const earlier of IN_ORDER.slice(0, IN_ORDER.indexOf(milestone))) reach(order, earlier, at, true);
}

// Of sorted values the smallest that at least `percent` of them do not exceed.
const nearestRank = (sorted, percent) => sorted[Math.max(1, Math.ceil((sorted.length * percent) / 100)) - 1];

function figuresOf(stage, spans) {
  const counted = spans.filter(({ excluded }) => !excluded).map(({ ms }) => ms).sort((a, b) => a - b);
  const rank = (percent) => (counted.length ? nearestRank(counted, percent) : 0);
  return { stage: `STAGE_${stage}`, count: counted.length, median_ms: rank(50), p90_ms: rank(90), p95_ms: rank(95),
    max_ms: counted.at(-1) ?? 0, excluded: spans.length - counted.length };
}

function stagesOf(chosen) {
  const spans = {};
  const add = (stage, ms, implied) => (spans[stage] ??= []).push({ ms, excluded: implied || ms < 0 });
  for (const { orders, startedAt, dispositionAt } of chosen) {
    const all = Object.values(orders);
    for (const { times } of all) {
      for (const [stage, [from, to]] of Object.entries(SPANS)) {
        const begin = from === null ? { at: startedAt, implied: false } : times[from];
        if (begin && times[to]) add(stage, times[to].at - begin.at, begin.implied || times[to].implied);
      }
    }
    const [arrival] = all.map(({ times }) => times.ON_SCENE).filter(Boolean).sort((a, b) => a.at - b.at);
    if (arrival && dispositionAt !== null) add('ON_SCENE_TO_DISPOSITION', dispositionAt - arrival.at, arrival.implied);
  }
  return Object.entries(spans).map(([stage, of]) => figuresOf(stage, of));
}

const byName = (one, other) => (one.stage < other.stage ? -1 : 1);

function turnoutsOf(chosen) {
  let [met, late] = [0, 0];
  for (const { orders, startedAt, turnoutLimit } of chosen) {
    const times = Object.values(orders).map(({ times: { EN_ROUTE } }) => EN_ROUTE?.at).filter((at) => at !== undefined);
    if (times.length === 0) continue;
    if (Math.min(...times) - startedAt <= turnoutLimit) met += 1;
    else late += 1;
  }
  return { met, late };
}

function assertSame(row, all) {
  const counted = all.filter(({ cancelled }) => !cancelled);
  assert.equal(row.incidents, all.length);
  assert.equal(row.cancelled, all.length - counted.length);
  assert.equal(row.late_entries, counted.filter(({ late }) => late).length);
  assert.equal(row.orders, counted.reduce((sum, { orders }) => sum + Object.keys(orders).length, 0));
  assert.deepEqual([...row.stages].sort(byName), stagesOf(counted).sort(byName));
  const turnout = row.clocks.find(({ kind }) => kind === 'CLOCK_KIND_TURNOUT');
  const { met, late } = turnoutsOf(counted);
  assert.deepEqual([turnout.met + turnout.met_reported_late, turnout.breached], [met, late]);
  assert.equal(turnout.share_in_time, met / (met + late));
}

test('of the whole shift', async (t) => {
  const { rows: [row] } = await turnout.records.call('GetStatistics', {});
  t.diagnostic(`${row.incidents} incidents, ${row.orders} orders, turnout p90 ${row.stages.find(({ stage }) => stage === 'STAGE_CALL_TO_EN_ROUTE').p90_ms} ms`);
  assert.ok(row.incidents > 20);
  assertSame(row, incidents);
});

test('of each station', async () => {
  const { rows } = await turnout.records.call('GetStatistics', { first: 'GROUPING_STATION' });
  assert.deepEqual(rows.map(({ first }) => first), [...new Set(incidents.map(({ station }) => station))].sort());
  for (const row of rows) assertSame(row, incidents.filter(({ station }) => station === row.first));
});

test('of each unit, its own orders', async () => {
  const { rows } = await turnout.records.call('GetStatistics', { first: 'GROUPING_UNIT' });
  const orders = {};
  for (const incident of incidents.filter(({ cancelled }) => !cancelled)) {
    for (const { unit } of Object.values(incident.orders)) orders[unit] = (orders[unit] ?? 0) + 1;
  }
  assert.deepEqual(Object.fromEntries(rows.filter((row) => row.orders > 0).map((row) => [row.first, row.orders])), orders);
});

test('a bulletin’s bands', async () => {
  const { rows: weeks } = await turnout.records.call('GetStatistics', { first: 'GROUPING_WEEK' });
  assert.equal(weeks.length, 1);
  const { rows: [total] } = await turnout.records.call('GetBulletin', { week: weeks[0].first });
  const counted = incidents.filter(({ cancelled }) => !cancelled);
  const durations = counted.map(({ orders, startedAt }) => Math.min(...Object.values(orders).map(({ times: { EN_ROUTE } }) => EN_ROUTE?.at ?? Infinity)) - startedAt);
  const ends = [0, 5, 10, 15, 30, Infinity].map((minutes) => minutes * 60_000);
  const expected = ends.slice(1).map((end, i) => durations.filter((ms) => ms !== Infinity && (i === 0 || ms > ends[i]) && ms <= end).length);
  assert.deepEqual(total.turnout.bands.map(({ count }) => count), expected);
  assert.equal(total.turnout.missing, durations.filter((ms) => ms === Infinity).length);
});
