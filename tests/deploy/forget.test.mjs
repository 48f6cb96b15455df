// A probe's district can be emptied, once its services have stopped, and begins anew; no other district can.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { NAMES, Turnout, deployed } from '../scenario/support/turnout.mjs';

const run = promisify(execFile);

let turnout;
before(async () => { turnout = await Turnout.start({ district: 'probe' }); });
after(() => turnout.stop());

function forget(district) {
  const { port, users } = turnout.programs.redis;
  return run(deployed('redis/forget'), [`${port}`, path.join(users, 'operator.password'), district]);
}

const keys = async () => (await turnout.programs.redis.ask('KEYS', '*')).match(/\{d:[^\r]*/g) ?? [];

test('the services of the district are named while they run, and nothing is deleted', async () => {
  const id = await turnout.report();
  await assert.rejects(forget('probe'), /stop the services of probe first; connected: accountability-probe dispatch-probe intake-probe/);
  assert.ok((await keys()).includes(`{d:probe}:incident:${id}`));
});

test('nothing is said to be deleted when Redis does not let it in', async () => {
  await turnout.programs.redis.ask('ACL', 'SETUSER', 'operator', 'resetpass', '>another');
  await assert.rejects(forget('probe'), /WRONGPASS|AUTH failed|NOAUTH/);
  await turnout.programs.redis.askAsNobody(['AUTH', 'operator', 'another'], ['ACL', 'LOAD']);
});

test('no other district is taken', async () => {
  for (const district of ['north', '', 'probe}:*']) await assert.rejects(forget(district), /is not a probe's district/);
});

test('what the district has is deleted, and it begins anew', async () => {
  for (let i = 0; i < 20; i++) await turnout.report();
  await turnout.programs.redis.ask('SET', '{d:probe-2}:log', "another district's");
  const its = (await keys()).filter((key) => key.startsWith('{d:probe}:'));
  assert.ok(its.length > 20);
  for (const name of Object.keys(NAMES)) await turnout.programs[name].stop();
  assert.equal((await forget('probe')).stdout, `${its.length}\n`);
  assert.deepEqual(await keys(), ['{d:probe-2}:log']);
  assert.equal((await forget('probe')).stdout, '0\n');
  await Promise.all(Object.keys(NAMES).map((name) => turnout.startService(name)));
  const id = await turnout.report();
  assert.deepEqual((await turnout.intake.call('ListIncidents', {})).incidents.map((incident) => incident.id), [id]);
});
