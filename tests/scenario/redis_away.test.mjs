// While Redis is away a service lives, is not ready, and shows what it knows with its age.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import grpc from '@grpc/grpc-js';
import { newId, refusalOf } from './support/client.mjs';
import { Turnout } from './support/turnout.mjs';

const SERVING = 1, NOT_SERVING = 2;

let turnout, health;
before(async () => {
  turnout = await Turnout.start({ services: ['intake'] });
  health = new grpc.Client(`127.0.0.1:${turnout.intake.port}`, grpc.credentials.createInsecure());
});
after(async () => {
  health.close();
  await turnout.stop();
});

const bytes = (buffer) => buffer;
const healthOf = (name) => new Promise((resolve, reject) => health.makeUnaryRequest('/grpc.health.v1.Health/Check', bytes, bytes,
  name ? Buffer.concat([Buffer.from([10, name.length]), Buffer.from(name)]) : Buffer.alloc(0),
  (error, answer) => (error ? reject(error) : resolve(answer[1]))));
const readiness = () => healthOf('turnout.v1.IntakeService');

// The answer, and the age in its trailer; undefined if it has none.
const withAge = (method, request) => new Promise((resolve, reject) => {
  let age, answer;
  const call = turnout.intake.stub[method](request, { deadline: Date.now() + 5000 }, (error, response) => {
    if (error) reject(error);
    else answer = response;
  });
  call.on('status', ({ code, metadata }) => {
    [age] = metadata.get('turnout-state-age-ms');
    if (code === grpc.status.OK) setImmediate(() => resolve({ answer, age: age && Number(age) }));
  });
});

async function until(condition) {
  for (const end = Date.now() + 20_000; !await condition(); await wait(100)) assert.ok(Date.now() < end, 'not within 20 s');
}

test('reads go on and say how old they are, commands do not, and the health check tells both', { timeout: 90_000 }, async () => {
  const incident_id = await turnout.report();
  assert.equal((await withAge('ListIncidents', {})).age, undefined);
  assert.deepEqual([await healthOf(''), await readiness()], [SERVING, SERVING]);

  await turnout.programs.redis.kill();
  await until(async () => await readiness() === NOT_SERVING);
  assert.equal(await healthOf(''), SERVING);
  const list = await withAge('ListIncidents', {});
  assert.deepEqual(list.answer.incidents.map(({ id }) => id), [incident_id]);
  assert.ok(list.age >= 3000 && list.age < 60_000, `${list.age} ms`);
  const one = await withAge('GetIncident', { incident_id });
  assert.equal(one.answer.incident.id, incident_id);
  assert.ok(one.age >= list.age);
  const note = { request_id: newId(), actor: 'taker-1', incident_id, text: 'x' };
  assert.equal((await refusalOf(turnout.intake.call('AddNote', note))).status, 'UNAVAILABLE');
  assert.equal((await refusalOf(turnout.intake.call('GetIncident', { incident_id: newId() }))).status, 'UNAVAILABLE');

  await turnout.startRedis();
  await until(async () => await readiness() === SERVING);
  assert.equal((await withAge('ListIncidents', {})).age, undefined);
});
