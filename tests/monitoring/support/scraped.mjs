// A real Prometheus with the deployment's configuration and rules, and the exporters beside it, that watch a Turnout of a test.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Program, freePort } from '../../scenario/support/processes.mjs';
import { NAMES, deployed } from '../../scenario/support/turnout.mjs';
import { Prometheus } from '../../../tools/src/dashboards/prometheus.mjs';

// Every interval is a second here, so that a shift of seconds is scraped and recorded often enough.
const hurried = (text) => text.replace(/(interval|timeout): \d+[sm]/g, '$1: 1s');

async function copyRules(folder) {
  await mkdir(path.join(folder, 'rules'), { recursive: true });
  const names = (await readdir(deployed('prometheus/rules'))).map((name) => `rules/${name}`);
  for (const name of ['prometheus.yml', ...names]) {
    await writeFile(path.join(folder, name), hurried(await readFile(deployed(`prometheus/${name}`), 'utf8')));
  }
}

// JSON is YAML.
async function writeTargets(folder, jobs) {
  await mkdir(path.join(folder, 'targets'));
  for (const [job, targets] of Object.entries(jobs)) {
    await writeFile(path.join(folder, `targets/${job}.yml`),
      JSON.stringify(targets.map(({ port, ...labels }) => ({ targets: [`127.0.0.1:${port}`], labels }))));
  }
}

// Started; `.stop()` ends what was started here.
export async function startPrometheus(turnout) {
  const folder = path.join(turnout.folder, 'prometheus');
  const [redis, node, own] = await Promise.all([freePort(), freePort(), freePort()]);
  await copyRules(folder);
  await writeTargets(folder, {
    turnout: Object.keys(NAMES).map((service) => ({ port: turnout.programs[service].match[1], district: 'test', service })),
    redis: [{ port: redis, district: 'test' }],
    node: [{ port: node, district: 'test' }],
    prometheus: [{ port: own }],
  });
  const programs = await Promise.all([
    Program.start('prometheus-redis-exporter', ['--include-system-metrics', '--redis.addr', `redis://127.0.0.1:${turnout.redisPort}`,
      '--web.listen-address', `127.0.0.1:${redis}`], /Providing metrics/),
    Program.start('prometheus-node-exporter', ['--collector.disable-defaults', '--collector.filesystem',
      '--web.listen-address', `127.0.0.1:${node}`], /[Ll]istening on/),
    Program.start('prometheus', ['--config.file', path.join(folder, 'prometheus.yml'), '--storage.tsdb.path', path.join(folder, 'data'),
      '--web.listen-address', `127.0.0.1:${own}`], /ready to receive web requests/),
  ]);
  const prometheus = new Prometheus(`http://127.0.0.1:${own}`);
  prometheus.stop = () => Promise.all(programs.map((program) => program.stop()));
  return prometheus;
}
