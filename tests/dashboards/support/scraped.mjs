// A real Prometheus with the deployment's configuration and rules, and what stands beside it, that watch a Turnout of a test.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as programs from '../../../tools/src/monitoring/programs.mjs';
import { Prometheus } from '../../../tools/src/dashboards/prometheus.mjs';
import { eventually, run } from '../../alerts/support/monitoring.mjs';
import { freePort } from '../../scenario/support/processes.mjs';
import { NAMES, deployed } from '../../scenario/support/turnout.mjs';

// Prometheus' files, with every interval a second: a shift of seconds is scraped and recorded often enough.
async function hurry(folder) {
  const names = (await readdir(deployed('prometheus/rules'))).map((name) => `rules/${name}`);
  await Promise.all(['prometheus.yml', 'rules'].map((name) => rm(path.join(folder, name))));
  await mkdir(path.join(folder, 'rules'));
  for (const name of ['prometheus.yml', ...names]) {
    const text = await readFile(deployed(`prometheus/${name}`), 'utf8');
    await writeFile(path.join(folder, name), text.replace(/(interval|timeout): \d+[sm]/g, '$1: 1s'));
  }
}

// Started; `.stop()` ends what was started here. Pages go nowhere.
export async function startPrometheus(turnout) {
  const folder = path.join(turnout.folder, 'monitoring');
  const [prometheus, alertmanager, redis, node, nobody] = await Promise.all(Array.from({ length: 5 }, freePort));
  await programs.prepare(folder, nobody);
  await hurry(folder);
  const services = Object.keys(NAMES).map((service) => ({ port: turnout.programs[service].match[1], district: 'test', service }));
  const targets = {
    turnout: services, redis: [{ port: redis, district: 'test' }], node: [{ port: node, district: 'test' }],
    prometheus: [{ port: prometheus }], alertmanager: [{ port: alertmanager }],
  };
  for (const [job, ports] of Object.entries(targets)) await programs.setTargets(folder, job, ports);
  const started = [programs.prometheus(folder, prometheus), programs.alertmanager(folder, alertmanager),
    programs.redisExporter(redis, turnout.redisPort), programs.nodeExporter(node)].map(run);
  const server = new Prometheus(`http://127.0.0.1:${prometheus}`);
  await eventually('Prometheus answers', () => server.rules().catch(() => null));
  server.stop = () => Promise.all(started.map((program) => program.stop()));
  return server;
}
