// What goes wrong reaches a person's pager through real Prometheus and Alertmanager with the configuration as it is shipped,
// within seconds, and is taken back when it is over. Limits are short because the services' clock runs fast; the numbers of the
// monitoring are those of production.
//
// TURNOUT_REPETITIONS=5 measures; seconds from cause to page are printed.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { nodeExporter, redisExporter, redisExportersEnvironment } from '../../tools/src/monitoring/programs.mjs';
import { freePort } from '../scenario/support/processes.mjs';
import { NAMES, Turnout, clockOf, deployed } from '../scenario/support/turnout.mjs';
import { Monitoring, run } from './support/monitoring.mjs';

const REPETITIONS = Number(process.env.TURNOUT_REPETITIONS ?? 1);
const SPEED = 30;                      // so that a town's turnout limit passes after 10 s
const LONGEST_MS = { TurnoutBreached: 10_000, KeeperStalled: 20_000, IncidentUnassigned: 10_000, TargetDown: 20_000, RedisDown: 20_000,
  RedisNotDurable: 20_000 };
const LONGEST_UNTIL_OVER_MS = 60_000;
const QUIET_MS = 8000;
const BETWEEN_SCRAPES_MS = 2000;

let monitoring;
let watching;
const districts = {};
const exporters = {};
const seconds = {};

async function startDistrict(district, options) {
  districts[district] = await Turnout.start(options);
  exporters[district] = { port: await freePort() };
  await startExporter(district);
}

async function startExporter(district) {
  const { redis } = districts[district].programs;
  exporters[district].program = run(redisExporter(exporters[district].port, redis.port), await redisExportersEnvironment(redis.users));
}

// The watch over a district's Redis, and the node exporter that shows what it finds and nothing of this machine.
async function startWatch(district) {
  const { port, users, record } = districts[district].programs.redis;
  const texts = await mkdtemp(path.join(os.tmpdir(), 'turnout-texts-'));
  const node = await freePort();
  watching = { texts, port: node, programs: [
    run([deployed('redis/watch'), `${port}`, path.join(users, 'operator.password'), record, path.join(texts, 'redis.prom')]),
    run([...nodeExporter(node, texts), '--collector.disable-defaults', '--collector.textfile'])] };
  await monitoring.target('node', [{ port: node, district }]);
}

// What Prometheus is told of the districts, not of this machine, on which other tests may fill a disk; resolves with the number
// of targets.
async function setTargets() {
  const names = Object.keys(districts);
  const services = names.flatMap((district) => Object.keys(NAMES).map((service) =>
    ({ port: Number(districts[district].programs[service].match[1]), district, service })));
  await monitoring.target('turnout', services);
  await monitoring.target('redis', names.map((district) => ({ port: exporters[district].port, district })));
  return services.length + names.length;
}

before(async () => {
  monitoring = await Monitoring.start();
  await startDistrict('north', { speed: SPEED });
  await Promise.all(['east', 'south'].map((district) => startDistrict(district)));
  await startWatch('north');
  await monitoring.untilScraped(await setTargets() + 3);  // and the monitoring itself, and the watch over Redis
});

after(async () => {
  districts.east.programs.accountability.process.kill('SIGCONT');
  await monitoring.stop();
  await Promise.all(watching.programs.map((program) => program.stop()));
  await rm(watching.texts, { recursive: true });
  await Promise.all(Object.values(exporters).map(({ program }) => program.stop()));
  await Promise.all(Object.values(districts).map((turnout) => turnout.stop()));
});

// `cause` resolves with the instant at which it was there; `remedy` ends it.
async function pagedAndOver(alertname, labels, cause, remedy) {
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    await pause((repetition / REPETITIONS) * BETWEEN_SCRAPES_MS);  // out of step with the scrapes
    const { atMs, remember } = await cause();
    const page = await monitoring.page(alertname, labels, 'firing', atMs, LONGEST_MS[alertname] + Math.max(0, atMs - Date.now()));
    await remedy(remember);
    const over = await monitoring.page(alertname, labels, 'resolved', page.atMs, LONGEST_UNTIL_OVER_MS);
    (seconds[alertname] ??= []).push((page.atMs - atMs) / 1000);
    assert.ok(over.atMs > page.atMs);
  }
}

// The real instant of a service time of a district.
const realTime = (turnout, atMs) => turnout.anchor + (atMs - turnout.begin) / turnout.speed;

test('while all is well nobody is paged', async () => {
  await pause(QUIET_MS);
  assert.deepEqual(monitoring.pages.filter(({ to }) => to !== 'heartbeat'), []);
});

describe('cause, page, remedy, all clear', { concurrency: true }, () => {
  test('nobody turns out in time', () => pagedAndOver('TurnoutBreached', { district: 'north', station: 'chengguan' }, async () => {
    const { north } = districts;
    const id = await north.report();
    const car = await north.unit(`car-${id}`);
    await north.assign(id, car);
    return { atMs: realTime(north, clockOf(await north.incident(id), 'TURNOUT').due_at_ms), remember: { id, car } };
  }, ({ id, car }) => districts.north.milestone(id, car, 'EN_ROUTE')));

  test('nobody is assigned', () => pagedAndOver('IncidentUnassigned', { district: 'north' }, async () => {
    const { north } = districts;
    const id = await north.report();
    return { atMs: realTime(north, clockOf(await north.incident(id), 'ASSIGN').due_at_ms), remember: id };
  }, async (id) => {
    const car = await districts.north.unit(`car-${id}`);
    await districts.north.assign(id, car);
    await districts.north.milestone(id, car, 'EN_ROUTE');
  }));

  test('the keeper is stopped', () => pagedAndOver('KeeperStalled', { district: 'east' }, async () => {
    districts.east.programs.accountability.process.kill('SIGSTOP');
    return { atMs: Date.now() };
  }, () => districts.east.programs.accountability.process.kill('SIGCONT')));

  test('an exporter is killed', () => pagedAndOver('TargetDown', { district: 'north', job: 'redis' }, async () => {
    const atMs = Date.now();
    await exporters.north.program.kill();
    return { atMs };
  }, () => startExporter('north')));

  test('Redis no longer writes to the disk before it acknowledges', () =>
    pagedAndOver('RedisNotDurable', { district: 'north', setting: 'appendfsync' }, async () => {
      await districts.north.programs.redis.ask('CONFIG', 'SET', 'appendfsync', 'everysec');
      return { atMs: Date.now() };
    }, () => districts.north.programs.redis.ask('CONFIG', 'SET', 'appendfsync', 'always')));

  test('Redis is killed', () => pagedAndOver('RedisDown', { district: 'south' }, async () => {
    const atMs = Date.now();
    await districts.south.programs.redis.kill();
    return { atMs };
  }, () => districts.south.startRedis()));
});

test('seconds from cause to page', (t) => {
  for (const [alertname, taken] of Object.entries(seconds)) {
    const sorted = taken.toSorted((one, other) => one - other);
    const [median, worst] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)];
    t.diagnostic(`${alertname}: median ${median.toFixed(1)} s, worst ${worst.toFixed(1)} s of ${sorted.length}`);
  }
  assert.deepEqual(Object.keys(seconds).sort(), Object.keys(LONGEST_MS).sort());
});
