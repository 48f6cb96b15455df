// A real Prometheus, and the exporters beside it, that watch a Turnout of a test.
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Program, freePort } from '../../scenario/support/processes.mjs';
import { NAMES, deployed } from '../../scenario/support/turnout.mjs';
import { Prometheus } from '../../../tools/src/dashboards/prometheus.mjs';

const RULES = deployed('prometheus/rules');

async function startExporters(turnout) {
  const [redis, node] = [await freePort(), await freePort()];
  const programs = await Promise.all([
    Program.start('prometheus-redis-exporter',
      ['--redis.addr', `redis://127.0.0.1:${turnout.redisPort}`, '--web.listen-address', `127.0.0.1:${redis}`], /Providing metrics/),
    Program.start('prometheus-node-exporter',
      ['--web.listen-address', `127.0.0.1:${node}`, '--collector.disable-defaults', '--collector.filesystem'], /[Ll]istening on/),
  ]);
  return { programs, targets: [['redis', redis], ['node', node]] };
}

// Jobs and labels as the deployment's configuration gives them.
function configuration(turnout, targets, rules, port) {
  const target = (port_, labels = {}) => ({ targets: [`127.0.0.1:${port_}`], labels });
  const jobs = [
    ['turnout', Object.keys(NAMES).map((service) => target(turnout.programs[service].match[1], { service, district: 'test' }))],
    ...targets.map(([job, port_]) => [job, [target(port_)]]),
    ['prometheus', [target(port)]],
  ];
  return JSON.stringify({
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: rules,
    scrape_configs: jobs.map(([job_name, static_configs]) => ({ job_name, static_configs })),
  });
}

// Started; `.stop()` ends what was started here.
export async function startPrometheus(turnout) {
  const { programs, targets } = await startExporters(turnout);
  const rules = (await readdir(RULES).catch(() => [])).map((file) => path.join(RULES, file));
  const port = await freePort();
  const file = path.join(turnout.folder, 'prometheus.yml');
  await writeFile(file, configuration(turnout, targets, rules, port));
  programs.push(await Program.start('prometheus', ['--config.file', file, '--web.listen-address', `127.0.0.1:${port}`,
    '--storage.tsdb.path', path.join(turnout.folder, 'prometheus')], /ready to receive web requests/));
  const prometheus = new Prometheus(`http://127.0.0.1:${port}`);
  prometheus.stop = () => Promise.all(programs.map((program) => program.stop()));
  return prometheus;
}
