// A real Prometheus with the deployment's configuration and rules, and what stands beside it, that watch districts of a test.
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Prometheus } from '../../../tools/src/dashboards/prometheus.mjs';
import * as programs from '../../../tools/src/monitoring/programs.mjs';
import { eventually, run } from '../../alerts/support/monitoring.mjs';
import { freePort } from '../../scenario/support/processes.mjs';
import { deployed } from '../../scenario/support/turnout.mjs';

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

const servicesOf = ({ district, services, programs: started }) =>
  services.map((service) => ({ port: started[service].match[1], district, service }));

export class Watch {
  // Alertmanager's pages go nowhere.
  static async start() {
    const watch = new Watch();
    const [prometheus, alertmanager, nobody] = await Promise.all([freePort(), freePort(), freePort()]);
    watch.folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-watch-'));
    await programs.prepare(watch.folder, nobody);
    await hurry(watch.folder);
    await watch.#target('prometheus', [{ port: prometheus }]);
    await watch.#target('alertmanager', [{ port: alertmanager }]);
    watch.programs = [programs.prometheus(watch.folder, prometheus), programs.alertmanager(watch.folder, alertmanager)]
      .map((command) => run(command));
    watch.prometheus = new Prometheus(`http://127.0.0.1:${prometheus}`);
    await eventually('Prometheus answers', () => watch.prometheus.rules().catch(() => null));
    return watch;
  }

  // From now on at the services of these districts, the Redis of the first, and the probe on this port.
  async look([first, ...others], probe) {
    const { district, programs: { redis: server } } = first;
    const [redis, node] = await Promise.all([freePort(), freePort()]);
    const texts = path.join(this.folder, 'watch');
    await mkdir(texts);
    this.programs.push(run(programs.nodeExporter(node, texts)),
      run([deployed('redis/watch'), `${server.port}`, path.join(server.users, 'operator.password'), server.record, path.join(texts, 'redis.prom')]),
      run(programs.redisExporter(redis, server.port), await programs.redisExportersEnvironment(server.users)));
    await this.#target('turnout', [first, ...others].flatMap(servicesOf));
    await this.#target('probe', [{ port: probe, district: 'probe' }]);
    await this.#target('redis', [{ port: redis, district }]);
    await this.#target('node', [{ port: node, district }]);
  }

  async stop() {
    await Promise.all(this.programs.map((program) => program.stop()));
    await rm(this.folder, { recursive: true });
  }

  #target(job, targets) { return programs.setTargets(this.folder, job, targets); }
}
