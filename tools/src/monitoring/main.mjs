#!/usr/bin/env node
// Monitors the services that tools/up has started, until SIGTERM: runs Prometheus, Alertmanager, the exporters of Redis and of
// this machine, and the probe with its own three services, on the loopback ports below. Their data are in run/monitoring, their
// logs in run/log. Pages and tickets are written to run/log/pages.log.
//
// usage: tools/src/monitoring/main.mjs DISTRICT     (in the root of the repository)
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lineOf, receivePages } from './pages.mjs';
import {
  alertmanager, nodeExporter, prepare, prometheus, redisExporter, redisExportersEnvironment, setTargets,
} from './programs.mjs';

const REDIS = 7379;
const SERVICES = { intake: 7110, dispatch: 7120, accountability: 7130, records: 7170 };  // metrics on the next port
const PROBES_SERVICES = { intake: 7140, dispatch: 7150, accountability: 7160 };
const PROMETHEUS = 7190;
const PROBE = 7191;
const ALERTMANAGER = 7193;
const PAGES = 7194;
const REDIS_EXPORTER = 7197;
const NODE_EXPORTER = 7198;
const LONGEST_START_MS = 20_000;
const bin = process.env.TURNOUT_BIN ?? 'build/release/bin';

const [district] = process.argv.slice(2);
if (!district) {
  console.error('usage: tools/src/monitoring/main.mjs DISTRICT');
  process.exit(2);
}
const folder = path.resolve('run/monitoring');
const logs = path.resolve('run/log');
const users = path.resolve('run/users');

async function writeTargets() {
  const metricsOf = (services, labels) =>
    Object.entries(services).map(([service, port]) => ({ port: port + 1, service, ...labels }));
  await setTargets(folder, 'turnout', [...metricsOf(SERVICES, { district }), ...metricsOf(PROBES_SERVICES, { district: 'probe' })]);
  await setTargets(folder, 'probe', [{ port: PROBE, district: 'probe' }]);
  await setTargets(folder, 'redis', [{ port: REDIS_EXPORTER, district }]);
  await setTargets(folder, 'node', [{ port: NODE_EXPORTER, district }]);
  await setTargets(folder, 'alertmanager', [{ port: ALERTMANAGER }]);
  await setTargets(folder, 'prometheus', [{ port: PROMETHEUS }]);
}

const children = [];
let stopping = false;
function start(name, [program, ...args], environment = {}) {
  const log = openSync(path.join(logs, `${name}.log`), 'a');
  const child = spawn(program, args, { stdio: ['ignore', log, log], env: { ...process.env, ...environment } });
  child.on('error', (error) => console.error(`cannot start ${program}: ${error.message}`));
  child.on('exit', (code, signal) => stopping || console.error(`${program} ended with ${code ?? signal}; see ${name}.log`));
  children.push(child);
}

// The probe's services run in real time, even if the monitored ones run a replay.
function startProbesService([service, port]) {
  start(`probe-${service}`, [`${bin}/turnout-${service}`, '--district', 'probe',
    '--listen', `127.0.0.1:${port}`, '--metrics-listen', `127.0.0.1:${port + 1}`,
    '--stations', 'deploy/city/stations.geojson', '--policy', 'deploy/probe/policy.yaml',
    '--redis-user', `${service}-probe`, '--redis-password-file', path.join(users, `${service}-probe.password`),
    '--fingerprint-key-file', path.join(users, 'probe.fingerprint-key')]);
}

function startProbe() {
  start('probe', [`${bin}/turnout-probe`, '--metrics-listen', `127.0.0.1:${PROBE}`,
    ...Object.entries(PROBES_SERVICES).flatMap(([service, port]) => [`--${service}`, `127.0.0.1:${port}`])]);
}

async function untilAnswers(port, page) {
  for (const from = Date.now(); Date.now() - from < LONGEST_START_MS; await pause(100)) {
    if (await fetch(`http://127.0.0.1:${port}/${page}`).then(({ ok }) => ok, () => false)) return;
  }
  console.error(`nothing answers on port ${port} after ${LONGEST_START_MS / 1000} s`);
  process.exitCode = 3;
}

await prepare(folder, PAGES);
await writeTargets();
const receiver = await receivePages(PAGES, (alert) => {
  if (alert.to !== 'heartbeat') appendFileSync(path.join(logs, 'pages.log'), `${lineOf(alert)}\n`);
});
process.once('SIGTERM', async () => {
  stopping = true;
  const running = children.filter(({ exitCode, signalCode, pid }) => pid && exitCode === null && signalCode === null);
  const ends = running.map((child) => once(child, 'exit'));
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(ends);
  receiver.close();
  process.exit();
});

// Each program starts after what it monitors, so that nobody is paged during the start.
start('alertmanager', alertmanager(folder, ALERTMANAGER));
start('redis-exporter', redisExporter(REDIS_EXPORTER, REDIS), await redisExportersEnvironment(users));
start('node-exporter', nodeExporter(NODE_EXPORTER, path.resolve('run/watch')));
Object.entries(PROBES_SERVICES).forEach(startProbesService);
await Promise.all([untilAnswers(ALERTMANAGER, '-/ready'),
  ...Object.values(PROBES_SERVICES).map((port) => untilAnswers(port + 1, 'metrics'))]);
start('prometheus', prometheus(folder, PROMETHEUS));
await untilAnswers(PROMETHEUS, '-/ready');
startProbe();
if (!process.exitCode) console.log('ready');
