// Dispatch is killed with -9 again and again around the moment at which orders that nobody signs are to be reassigned:
// each is reassigned exactly once, and none is forgotten. The control has two dispatch processes and a store without its
// version check: then both reassign the same order.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../scenario/support/client.mjs';
import { eventsOf } from '../scenario/support/shift.mjs';
import { TOWN, Turnout } from '../scenario/support/turnout.mjs';

const INCIDENTS = 30;
const UNITS = 4 * INCIDENTS;  // more than can be asked: two reassignments each
const KILLS = 25;
const STEP_MS = 40;  // each kill comes that much longer after the start than the one before
const SPEED = 60;  // an order is to be signed within half a second

const start = () => Turnout.start({ speed: SPEED, policy: 'city/policy.yaml' });

async function prepare(turnout) {
  for (let i = 0; i < UNITS; i++) {
    await turnout.dispatch.call('RegisterUnit', { request_id: newId(), actor: 'd-1', unit_id: `car-${i}`,
      details: { district: 'test', station_id: 'chengguan', base: { ...TOWN, longitude_deg: TOWN.longitude_deg + i / 1e5 } } });
  }
  return Promise.all(Array.from({ length: INCIDENTS }, () => turnout.report()));
}

const isSettled = ({ orders }) => orders.some(({ reassignment_failed }) => reassignment_failed);

const ordersOf = async (turnout, ids) =>
  (await Promise.all(ids.map((id) => turnout.incident(id)))).flatMap(({ orders }) => orders);

// How many orders the log shows to be reassigned more than once.
async function reassignedTwice(turnout, ids) {
  let twice = 0;
  for (const id of ids) {
    const reassigned = (await eventsOf(turnout, id)).map(({ unit_assigned }) => unit_assigned?.reassigned_from).filter(Boolean);
    twice += reassigned.length - new Set(reassigned).size;
  }
  return twice;
}

test(`${KILLS} kills between a passed deadline and the next order: each order is reassigned exactly once`, async (t) => {
  const turnout = await start();
  t.after(() => turnout.stop());
  const ids = await prepare(turnout);
  await Promise.all(ids.map((id, i) => turnout.assign(id, `car-${i}`)));  // at once: the first is reassigned half a second later
  await turnout.programs.dispatch.kill();
  const reassigned = [];
  for (let kill = 1; kill <= KILLS; kill++) {
    const dispatch = turnout.launch('dispatch');
    await pause(STEP_MS * kill);
    await dispatch.kill();
    reassigned.push((await ordersOf(turnout, ids)).filter(({ reassigned_from }) => reassigned_from > 0).length);
  }
  t.diagnostic(`reassigned after each kill, of ${2 * INCIDENTS}: ${reassigned.join(' ')}`);
  await turnout.startService('dispatch');
  for (const id of ids) {
    const { orders } = await turnout.until(id, isSettled);
    assert.deepEqual(orders.map(({ reassigned_from }) => reassigned_from), [0, 1, 2]);
    assert.deepEqual(orders.map(({ reassignment_failed }) => reassignment_failed), [false, false, true]);
  }
  assert.equal(await reassignedTwice(turnout, ids), 0);
  const standing = (await ordersOf(turnout, ids)).filter(({ ended_at_ms }) => ended_at_ms === 0);
  assert.equal(new Set(standing.map(({ unit_id }) => unit_id)).size, INCIDENTS, 'no unit is on two incidents');
});

// Two dispatch processes, and orders that nobody signs.
async function two(t) {
  const turnout = await start();
  const second = turnout.launch('dispatch');
  t.after(() => second.stop().then(() => turnout.stop()));
  await second.says(/ serving /);
  const ids = await prepare(turnout);
  return { turnout, ids, send: () => Promise.all(ids.map((id, i) => turnout.assign(id, `car-${i}`))) };
}

test('two dispatch processes reassign each order once', async (t) => {
  const { turnout, ids, send } = await two(t);
  await send();
  for (const id of ids) await turnout.until(id, isSettled);
  assert.equal(await reassignedTwice(turnout, ids), 0);
});

test('control: without the version check they reassign the same order twice', { timeout: 60_000 }, async (t) => {
  const { turnout, ids, send } = await two(t);
  const library = await readFile(new URL('../../libs/event_store/commit.lua', import.meta.url), 'utf8');
  const unchecked = library.replace('if version ~= aggregate.decided_on then return {0} end', '');
  assert.notEqual(unchecked, library);
  await turnout.programs.redis.ask('FUNCTION', 'LOAD', 'REPLACE', unchecked);
  await send();
  while (await reassignedTwice(turnout, ids) === 0) await pause(100);
});
