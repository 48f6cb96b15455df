// What Redis holds of one incident, one unit and one person is changed by a foreign hand while the services are down: they start,
// everybody else is served, the damaged records are made again from their events, and their deadlines fire.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../scenario/support/client.mjs';
import { NAMES, Turnout } from '../scenario/support/turnout.mjs';

let turnout;
before(async () => { turnout = await Turnout.start({ speed: 60 }); });
after(() => turnout.stop());

const services = Object.keys(NAMES);
const restart = async (change) => {
  for (const name of services) await turnout.programs[name].stop();
  await change();
  for (const name of services) await turnout.startService(name);
};
const redis = (...command) => turnout.programs.redis.ask(...command);
const key = (kind, id) => `{d:${turnout.district}}:${kind}:${id}`;
const listed = async () => (await turnout.intake.call('ListIncidents', {})).incidents.map(({ id }) => id);

async function until(what, condition) {
  const end = Date.now() + 20_000;
  while (!await condition()) {
    assert.ok(Date.now() < end, `never: ${what}`);
    await pause(50);
  }
}

test('the services start, serve the others, repair what is damaged, and its deadlines fire', async () => {
  await turnout.unit('car-1');
  await turnout.dispatch.call('SignOn', { request_id: newId(), actor: 'd-1', unit_id: 'car-1', officers: ['110001'] });
  const hurt = await turnout.report();
  await turnout.assign(hurt, 'car-1');
  const sound = await turnout.report();
  await restart(async () => {
    await redis('HSET', key('incident', hurt), 'snapshot', 'garbage');
    await redis('HSET', key('unit', 'car-1'), 'snapshot', 'garbage');
    await redis('HSET', key('person', '110001'), 'snapshot', 'garbage');
  });
  await turnout.intake.call('AddNote', { request_id: newId(), actor: 't-1', incident_id: sound, text: 'others are served' });
  await until('the damaged incident is back', async () => (await listed()).includes(hurt));
  assert.deepEqual((await listed()).sort(), [hurt, sound].sort());
  const { orders, events_missing } = await turnout.incident(hurt);
  assert.deepEqual([orders.length, Number(events_missing)], [1, 0]);
  const { units } = await turnout.dispatch.call('ListUnits', {});
  assert.equal(units.find(({ id }) => id === 'car-1').incident_id, hurt);
  await turnout.until(hurt, ({ clocks }) => clocks.some(({ kind, fired_at_ms }) =>
    kind === 'CLOCK_KIND_TURNOUT' && Number(fired_at_ms) > 0));
  assert.match(await turnout.metrics('accountability'), /turnout_damaged_records\S* 0/);
});

test('a key of another type stays out and is told of; the others are served', async () => {
  const hurt = await turnout.report();
  const sound = await turnout.report();
  await restart(async () => {
    await redis('RENAME', key('incident', hurt), key('incident', 'aside'));
    await redis('SET', key('incident', hurt), 'foreign');
  });
  assert.ok((await listed()).includes(sound));
  await until('the metric tells', async () => /turnout_damaged_records\S* 1/.test(await turnout.metrics('intake')));
  assert.ok(!(await listed()).includes(hurt));
});
