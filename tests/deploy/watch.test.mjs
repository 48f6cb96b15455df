// The watch over Redis: functions that somebody has deleted are back within two seconds, a setting that was changed is shown
// within ten, and so is that Redis does not answer; the real node exporter hands it to Prometheus. The controls are the same
// faults without the watch.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { execFile, spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { nodeExporter } from '../../tools/src/monitoring/programs.mjs';
import { Program, freePort } from '../scenario/support/processes.mjs';
import { Redis } from '../scenario/support/redis.mjs';
import { deployed } from '../scenario/support/turnout.mjs';

const BACK_WITHIN_MS = 2000;
const SHOWN_WITHIN_MS = 15_000;  // ten seconds, a round, and a busy machine
const CONTROL_MS = 3000;
const ROUNDS = 5;

let folder;
let redis;
let version;
let metrics;  // the file
let watch;
let exporter;

async function startWatch(...confs) {
  watch = new Program(deployed('redis/watch'),
    [`${redis.port}`, path.join(redis.users, 'operator.password'), redis.record, metrics, ...confs]);
  watch.ended.catch(() => {});
  await shown((now) => now.turnout_redis_watch_last_round_timestamp_seconds > Date.now() / 1000 - 2);
}

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-watch-'));
  const library = await readFile(new URL('../../libs/event_store/commit.lua', import.meta.url), 'utf8');
  version = /^local VERSION = (\d+)$/m.exec(library)[1];
  metrics = path.join(folder, 'texts/redis.prom');
  await mkdir(path.dirname(metrics));
  redis = await Redis.create(folder);
  await redis.start();
  const port = await freePort();
  const [program, ...args] = nodeExporter(port, path.dirname(metrics));
  exporter = new Program(program, args);
  exporter.port = port;
  exporter.ended.catch(() => {});
});
after(async () => {
  await watch?.stop();
  await exporter.stop();
  await redis.stop();
  await rm(folder, { recursive: true });
});

// What the watch has written: values by name, and by name{setting} for settings.
async function now() {
  const text = await readFile(metrics, 'utf8').catch(() => '');
  return Object.fromEntries([...text.matchAll(/^(\w+)(?:\{setting="(.+)"\})? (\d+)$/gm)]
    .map(([, name, setting, value]) => [setting ?? name, Number(value)]));
}

async function until(condition, withinMs) {
  for (const from = Date.now(); Date.now() - from < withinMs; await pause(20)) if (await condition()) return Date.now() - from;
  assert.fail(`not within ${withinMs} ms: ${condition}`);
}
const shown = (condition) => until(async () => condition(await now()), SHOWN_WITHIN_MS);

const accepts = async () => /^\$|^:/.test((await redis.askAs('intake-test', ['FCALL_RO', `version_v${version}`, '0']))[0]);

test('control: without the watch, deleted functions stay away and a changed setting stays', async () => {
  await redis.ask('FUNCTION', 'FLUSH');
  await redis.ask('CONFIG', 'SET', 'appendfsync', 'everysec');
  await pause(CONTROL_MS);
  assert.equal(await accepts(), false);
  await redis.ask('CONFIG', 'SET', 'appendfsync', 'always');
  await redis.prepare();
  assert.equal(await accepts(), true);
});

test('a Redis as it should be: nothing is reported', async () => {
  await startWatch();
  await shown(({ appendfsync }) => appendfsync === 0);
  const { turnout_redis_watch_last_round_timestamp_seconds: round, ...others } = await now();
  assert.deepEqual(Object.entries(others).filter(([, value]) => value !== 0), []);
  const conf = await readFile(deployed('redis/redis.conf'), 'utf8');
  for (const [, setting] of conf.matchAll(/^([a-z-]+) /gm)) assert.equal(others[setting], 0, `${setting} is watched`);
  assert.equal(watch.output, '');
});

test('deleted functions are back within two seconds, and it is counted', async (t) => {
  const taken = [];
  for (let round = 1; round <= ROUNDS; round++) {
    await redis.ask('FUNCTION', round % 2 ? 'FLUSH' : 'DELETE', ...(round % 2 ? [] : [`turnout_v${version}`]));
    assert.equal(await accepts(), false);
    taken.push(await until(accepts, BACK_WITHIN_MS));
    await shown((values) => values.turnout_redis_functions_reloaded_total === round && values.turnout_redis_functions_missing === 0);
    await pause(170 * round);  // out of step with its rounds
  }
  t.diagnostic(`ms until the functions were back: ${taken.join(', ')}`);
});

test('functions that Redis does not accept are reported as missing', async () => {
  await redis.ask('CONFIG', 'SET', 'min-replicas-to-write', '1');
  await redis.askAs('operator', ['CONFIG', 'SET', 'min-replicas-to-write', '0'], ['FUNCTION', 'FLUSH'], ['CONFIG', 'SET', 'min-replicas-to-write', '1']);
  await shown((values) => values.turnout_redis_functions_missing === 1);
  assert.match(watch.output, /cannot be loaded .*reason=".*NOREPLICAS/);
  await redis.ask('CONFIG', 'SET', 'min-replicas-to-write', '0');
  await shown((values) => values.turnout_redis_functions_missing === 0);
  assert.equal(await accepts(), true);
});

const CHANGES = [['appendfsync', 'everysec', 'always'], ['appendonly', 'no', 'yes'], ['aof-load-truncated', 'yes', 'no'],
  ['maxmemory', '3gb', '2gb'], ['save', '60 1', ''], ['maxmemory-policy', 'allkeys-lru', 'noeviction']];
test('settings that are changed at run time are shown within ten seconds, and when they are right again', async (t) => {
  await redis.ask('CONFIG', 'SET', ...CHANGES.flatMap(([name, wrong]) => [name, wrong]));
  await redis.ask('ACL', 'SETUSER', 'default', '-@write');
  const names = [...CHANGES.map(([name]) => name), 'rights-of-user-default'].sort();
  const differing = (values) => Object.entries(values).filter(([name, value]) => /^[^_]+$/.test(name) && value === 1).map(([name]) => name).sort();
  const taken = await shown((values) => differing(values).length === names.length);
  assert.deepEqual(differing(await now()), names);
  assert.match(watch.output, /setting=appendfsync is="everysec" must_be="always"/);
  t.diagnostic(`${taken} ms until they were shown`);

  await redis.ask('CONFIG', 'SET', ...CHANGES.flatMap(([name, , right]) => [name, right]));
  await redis.ask('ACL', 'SETUSER', 'default', '+@all');
  await shown((values) => differing(values).length === 0);
  assert.match(watch.output, /is right again setting=appendfsync/);
});

test('it notices that Redis does not answer, or refuses to show its settings', async () => {
  const round = async () => (await now()).turnout_redis_watch_last_round_timestamp_seconds;
  redis.program.process.kill('SIGSTOP');
  await until(() => /Redis does not answer reason="no answer within 2 s"/.test(watch.output), SHOWN_WITHIN_MS);
  const last = await round();
  await pause(CONTROL_MS);
  assert.equal(await round(), last, 'its last round grows old');
  redis.program.process.kill('SIGCONT');
  await until(async () => await round() > last, SHOWN_WITHIN_MS);

  await redis.ask('ACL', 'SETUSER', 'operator', '-config');
  await until(() => /Redis does not answer reason=".*NOPERM/.test(watch.output), SHOWN_WITHIN_MS);
  const before = await round();
  await pause(CONTROL_MS);
  assert.equal(await round(), before);
  await redis.askAs('operator', ['ACL', 'LOAD']);
  await until(async () => await round() > before, SHOWN_WITHIN_MS);
});

test('a torn commit that was removed before the start is shown, until its file is moved away', async () => {
  const torn = path.join(redis.record, 'appendonlydir/appendonly.aof.1.incr.aof.torn-20260301T120000Z');
  await writeFile(torn, '*1\r\n$5\r\nMUL');
  await shown((values) => values.turnout_redis_torn_files === 1);
  await rm(torn);
  await shown((values) => values.turnout_redis_torn_files === 0);
});

test('what it writes is as metrics.tsv lists it, promtool finds no fault with it, and the node exporter shows it', async () => {
  const text = await readFile(metrics, 'utf8');
  const listed = (await readFile(deployed('prometheus/metrics.tsv'), 'utf8')).split('\n').map((line) => line.split('\t'))
    .filter(([, , , , services]) => services === 'redis_watch').map(([name, type, , , , help]) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}`);
  assert.deepEqual([...text.matchAll(/# HELP .*\n# TYPE .*/g)].map(String).sort(), listed.sort());
  const checked = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  const page = await (await fetch(`http://127.0.0.1:${exporter.port}/metrics`)).text();
  assert.match(page, /^turnout_redis_watch_last_round_timestamp_seconds \d/m);
  assert.match(page, /^turnout_redis_setting_differs\{setting="appendfsync"\} 0$/m);
  assert.match(page, /^node_textfile_scrape_error 0$/m);
});

test('a site gives its own settings in a file, and no secret is logged', async () => {
  await watch.stop();
  const own = path.join(folder, 'own.conf');
  await writeFile(own, '# of this site\nmaxmemory 3gb\nmasterauth "the secret"\n');
  await startWatch(own);
  await shown((values) => values.maxmemory === 1 && values.masterauth === 1);
  assert.doesNotMatch(watch.output, /secret/);
  await redis.ask('CONFIG', 'SET', 'maxmemory', '3gb', 'masterauth', 'the secret');
  await shown((values) => values.maxmemory === 0 && values.masterauth === 0);
});

test('wrong usage ends it at once with 2', async () => {
  const run = promisify(execFile);
  for (const args of [[], ['1', '2', '3'], ['7379', path.join(redis.users, 'operator.password'), folder, 'metrics.txt'],
    ['7379', path.join(redis.users, 'operator.password'), folder, 'm.prom', 'missing.conf']]) {
    await assert.rejects(run(deployed('redis/watch'), args), { code: 2 });
  }
});
