// Consoles and terminals follow what happens without a gap or a repeat, whatever becomes of their connection.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { newId } from './support/client.mjs';
import { TOWN, Turnout } from './support/turnout.mjs';

let turnout;
before(async () => { turnout = await Turnout.start(); });
after(() => turnout.stop());

// Reads messages until `enough` of all read so far; then lets the stream go.
async function read(stream, enough) {
  const messages = [];
  stream.on('error', () => {});
  for await (const message of stream) {
    messages.push(message);
    if (enough(messages)) break;
  }
  stream.cancel();
  return messages;
}

const note = (incident_id, text) =>
  turnout.intake.call('AddNote', { request_id: newId(), actor: 'taker-1', incident_id, text });

test('a watch that breaks is resumed from its last cursor: every change once, in order', async () => {
  const id = await turnout.report();
  const { cursor } = await turnout.intake.call('ListIncidents', {});
  const notes = 60;
  const writing = (async () => { for (let i = 0; i < notes; i++) await note(id, `note ${i}`); })();
  const seen = [];
  let resumeAt = cursor;
  while (seen.length < notes) {
    const part = await read(turnout.intake.watch('WatchIncidents', { cursor: resumeAt }),
      (messages) => messages.length === 7 || seen.length + messages.length === notes);
    seen.push(...part);
    resumeAt = part.at(-1).cursor;
  }
  await writing;
  assert.deepEqual(seen.map(({ event }) => event.note_added.note.text.text), Array.from({ length: notes }, (_, i) => `note ${i}`));
  assert.ok(seen.every(({ event, incident }) => incident.version >= event.incident_version));
});

test('a watch goes on after the service was killed and started again', async () => {
  const id = await turnout.report();
  const [first] = await Promise.all([
    read(turnout.intake.watch('WatchIncidents', { cursor: (await turnout.intake.call('ListIncidents', {})).cursor }),
      (messages) => messages.length === 1),
    note(id, 'before')]);
  await turnout.programs.intake.kill();
  await turnout.startService('intake');
  await note(id, 'after');
  const rest = await read(turnout.intake.watch('WatchIncidents', { cursor: first.at(-1).cursor }), () => true);
  assert.equal(rest[0].event.note_added.note.text.text, 'after');
});

test('a crew hears of another address and of a note', async () => {
  const id = await turnout.report();
  const car = await turnout.unit('car-told');
  await turnout.assign(id, car);
  const stream = turnout.dispatch.watch('WatchOrders', { unit_id: car });
  stream.on('error', () => {});
  const orders = stream[Symbol.asyncIterator]();
  const next = async () => (await orders.next()).value;
  await next();
  const place = { position: TOWN, address: { text: '解放路8号' } };
  await turnout.intake.call('AmendIncident', { request_id: newId(), actor: 'taker-1', incident_id: id, place });
  const amended = await next();
  assert.equal(amended.incident.place.address.text, '解放路8号');
  assert.deepEqual([amended.unit.id, amended.order.number], [car, 1]);
  await turnout.intake.call('AddNote', { request_id: newId(), actor: 'taker-1', incident_id: id, text: '有刀' });
  assert.equal((await next()).incident.last_note.text.text, '有刀');
  stream.cancel();
});

test('whoever watches a station hears that an incident has left it', async () => {
  const id = await turnout.report();
  const { cursor } = await turnout.intake.call('ListIncidents', {});
  const stream = turnout.intake.watch('WatchIncidents', { cursor, station_id: 'chengguan' });
  stream.on('error', () => {});
  await turnout.intake.call('AmendIncident', { request_id: newId(), actor: 'taker-1', incident_id: id, station_id: 'nanshan' });
  const { value: { incident } } = await stream[Symbol.asyncIterator]().next();
  assert.deepEqual([incident.id, incident.station_id], [id, 'nanshan']);
  stream.cancel();
});

test('whoever watches a station hears that a unit has left it', async () => {
  await turnout.unit('car-leaving');
  const { cursor } = await turnout.dispatch.call('ListUnits', {});
  const stream = turnout.dispatch.watch('WatchUnits', { cursor, station_id: 'chengguan' });
  stream.on('error', () => {});
  await turnout.unit('car-leaving', 'nanshan');
  const { value: { unit } } = await stream[Symbol.asyncIterator]().next();
  assert.deepEqual([unit.id, unit.details.station_id], ['car-leaving', 'nanshan']);
  stream.cancel();
});

test('a terminal follows its order from the assignment to on scene and clear', async () => {
  const id = await turnout.report();
  const car = await turnout.unit('car-watched');
  const stream = turnout.dispatch.watch('WatchOrders', { unit_id: car });
  stream.on('error', () => {});
  const orders = stream[Symbol.asyncIterator]();
  const next = async () => (await orders.next()).value;
  const joined = await next();
  assert.equal(joined.order, null, 'a terminal without an order is told so at once');
  await turnout.assign(id, car);
  assert.equal((await next()).unit.status, 'UNIT_STATUS_ASSIGNED');
  for (const [milestone, status] of [['ACKNOWLEDGED', 'ASSIGNED'], ['EN_ROUTE', 'EN_ROUTE'], ['ON_SCENE', 'ON_SCENE'],
    ['CLEARED', 'AVAILABLE']]) {
    await turnout.milestone(id, car, milestone);
    const message = await next();
    assert.equal(message.unit.status, `UNIT_STATUS_${status}`);
    assert.equal(message.incident.id, id);
    assert.equal(message.order?.number ?? 0, milestone === 'CLEARED' ? 0 : 1);
  }
  stream.cancel();
});

test('a watcher that stops reading neither slows the others nor grows the service beyond its bound', async () => {
  const id = await turnout.report();
  const { cursor } = await turnout.intake.call('ListIncidents', {});
  const stalled = turnout.intake.watch('WatchIncidents', { cursor });
  stalled.on('error', () => {});
  stalled.pause();  // never read
  const before = await residentBytes();
  const text = '甲'.repeat(1500);
  const reading = read(turnout.intake.watch('WatchIncidents', { cursor }), (messages) => messages.length === 400);
  for (let i = 0; i < 400; i += 20) await Promise.all(Array.from({ length: 20 }, () => note(id, text)));
  assert.equal((await reading).length, 400, 'the other watcher got everything');
  stalled.cancel();
  const bound = 16 * 2 ** 20 * 4 + 64 * 2 ** 20;  // the shared ring of recent events (16 MiB of wire size) in memory, and gRPC's own buffers
  const grown = (await residentBytes()) - before;
  assert.ok(grown < bound, `grew by ${Math.round(grown / 2 ** 20)} MiB`);
});

// How often Redis has executed each of these commands.
async function executed(...commands) {
  const stats = await turnout.programs.redis.ask('INFO', 'commandstats');
  return commands.map((name) => Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1] ?? 0));
}

test('terminals that resume far behind after a restart begin with the order that stands, and Redis is not asked for each', async () => {
  const id = await turnout.report();
  const cars = await Promise.all(Array.from({ length: 40 }, (_, i) => turnout.unit(`car-resumes-${i}`)));
  const { cursor } = await turnout.dispatch.call('ListUnits', {});
  await turnout.assign(id, cars[0]);
  for (let i = 0; i < 10; i++) await Promise.all(Array.from({ length: 20 }, () => note(id, 'further on')));
  await turnout.programs.dispatch.kill();
  await turnout.startService('dispatch');
  const before = await executed('hget', 'xrange');
  const firsts = await Promise.all(cars.map(async (unit_id) =>
    (await read(turnout.dispatch.watch('WatchOrders', { unit_id, cursor }), () => true))[0]));
  const after = await executed('hget', 'xrange');
  assert.deepEqual(after, before, 'no state and no event was read');
  assert.deepEqual(firsts.map(({ unit }) => unit.id), cars);
  assert.deepEqual(firsts.map(({ order }) => order?.number ?? 0), cars.map((_, i) => (i === 0 ? 1 : 0)));
  assert.ok(Number(firsts[0].incident.notes_total) === 200);
  assert.ok(firsts.every((first) => first.cursor !== cursor), 'they need not go back again');
});

test('consoles that resume after a restart share one reading of the log', async () => {
  const id = await turnout.report();
  const { cursor } = await turnout.intake.call('ListIncidents', {});
  const notes = 128;
  for (let i = 0; i < notes; i += 16) await Promise.all(Array.from({ length: 16 }, () => note(id, 'further on')));
  await turnout.programs.intake.kill();
  await turnout.startService('intake');
  const [before] = await executed('xrange');
  const consoles = await Promise.all(Array.from({ length: 30 }, () =>
    read(turnout.intake.watch('WatchIncidents', { cursor }), (messages) => messages.length === notes)));
  const [after] = await executed('xrange');
  for (const messages of consoles) assert.deepEqual(messages.map((message) => message.cursor), consoles[0].map((message) => message.cursor));
  assert.ok(consoles[0].some(({ event }) => event.note_added?.note.text.text === 'further on'));
  assert.ok(after - before <= 2 + notes / 64, `${after - before} pages were read`);
});

test('64 notes on the largest incident reach a live watcher: messages carry its summary', async () => {
  const id = await turnout.report();
  const text = '甲'.repeat(1900);
  for (let i = 0; i < 110; i += 10) await Promise.all(Array.from({ length: 10 }, () => note(id, text)));
  const { incident } = await turnout.intake.call('GetIncident', { incident_id: id });
  assert.ok(Buffer.byteLength(JSON.stringify(incident)) > 300_000);
  const { cursor } = await turnout.intake.call('ListIncidents', {});
  const reading = read(turnout.intake.watch('WatchIncidents', { cursor }), (messages) => messages.length === 64);
  for (let i = 0; i < 64; i += 16) await Promise.all(Array.from({ length: 16 }, () => note(id, text)));
  const messages = await reading;
  assert.equal(messages.length, 64);
  assert.ok(messages.every((message) => Buffer.byteLength(JSON.stringify(message)) < 32_000));
});

async function residentBytes() {
  const status = await readFile(`/proc/${turnout.programs.intake.process.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
}

test('an unknown cursor is refused: list again', async () => {
  const refused = await new Promise((resolve) => {
    turnout.intake.watch('WatchIncidents', { cursor: 'abc' }).on('error', resolve).on('data', () => {});
  });
  assert.equal(refused.code, 11, 'OUT_OF_RANGE');
});
