// The example of Sentinels, on loopback: a replica follows the master, a master without one refuses to write, and a Sentinel
// finds both.
import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Program, freePort } from '../scenario/support/processes.mjs';
import { Redis } from '../scenario/support/redis.mjs';
import { ask } from '../scenario/support/resp.mjs';
import { deployed } from '../scenario/support/turnout.mjs';

// The two users that the README adds, with their passwords as the example's files name them.
async function addUsers(redis) {
  const readme = await readFile(deployed('redis/sentinel/README.md'), 'utf8');
  const users = readme.match(/^user (replica|sentinel) .*$/gm)
    .map((line) => line.replace(/^user (\w+) on >…/, 'user $1 on >the-password-of-the-user-$1'));
  assert.equal(users.length, 2);
  await appendFile(path.join(redis.users, 'users.acl'), `${users.join('\n')}\n`);
}

async function replicated(t, folder, name) {
  const record = path.join(folder, name);
  await mkdir(record, { recursive: true });
  const redis = await Redis.create(path.join(record, 'users'), { record });
  await addUsers(redis);
  await redis.start({ more: ['--include', deployed('redis/sentinel/replication.conf'), '--bind', '127.0.0.1'], prepare: false });
  t.after(() => redis.stop());
  return redis;
}

async function until(condition) {
  for (let i = 0; i < 300; i++) {
    if (await condition()) return;
    await pause(50);
  }
  assert.fail('not within 15 s');
}

test('a master, its replica, and a Sentinel that finds them', { timeout: 60_000 }, async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-sentinel-'));
  t.after(() => rm(folder, { recursive: true }));
  const master = await replicated(t, folder, 'master');
  await assert.rejects(master.ask('SET', 'a', 'b'), /NOREPLICAS/);
  await assert.rejects(master.prepare(), /NOREPLICAS/);

  const replica = await replicated(t, folder, 'replica');
  await replica.ask('REPLICAOF', '127.0.0.1', `${master.port}`);
  await until(async () => !(await master.askAs('operator', ['SET', 'a', 'b']))[0].startsWith('-'));
  await master.prepare();
  await until(async () => (await replica.ask('FUNCTION', 'LIST')).includes('turnout_v'));

  const port = await freePort();
  const file = path.join(folder, 'sentinel.conf');
  const text = await readFile(deployed('redis/sentinel/sentinel.conf'), 'utf8');
  await writeFile(file, text.replace('port 26379', `port ${port}\nbind 127.0.0.1\ndir ${folder}`)
    .replace('192.0.2.10 7379', `127.0.0.1 ${master.port}`));
  const sentinel = await Program.start('redis-server', [file, '--sentinel'], /\+monitor master turnout/);
  t.after(() => sentinel.stop());
  await until(async () => (await ask(port, [['SENTINEL', 'REPLICAS', 'turnout']]))[0].includes(`127.0.0.1:${replica.port}`));
  const [state] = await ask(port, [['SENTINEL', 'CKQUORUM', 'turnout']]);
  assert.match(state, /NOQUORUM/, 'one Sentinel alone does not decide');
});
