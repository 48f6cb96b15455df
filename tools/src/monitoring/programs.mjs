// The programs that monitor Turnout. tools/up and the tests of the alerts run them on loopback from a separate folder, with
// the configuration of deploy/.
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const deploy = fileURLToPath(new URL('../../../deploy', import.meta.url));
const PAGES_OF_DEPLOY = '127.0.0.1:7194';

const local = (port) => `127.0.0.1:${port}`;

// Each function returns a program with its arguments.
export const prometheus = (folder, port) => ['prometheus', `--config.file=${folder}/prometheus.yml`,
  `--storage.tsdb.path=${folder}/prometheus`, `--web.listen-address=${local(port)}`, '--log.level=warn'];
// Without a cluster; --cluster.peer would join a second Alertmanager.
export const alertmanager = (folder, port) => ['prometheus-alertmanager', `--config.file=${folder}/alertmanager.yml`,
  `--storage.path=${folder}/alertmanager`, `--web.listen-address=${local(port)}`, '--cluster.listen-address=', '--log.level=warn'];
export const redisExporter = (port, redisPort) => ['prometheus-redis-exporter', '-redis.addr', `redis://${local(redisPort)}`,
  '-web.listen-address', local(port)];
// `texts`: the folder in which deploy/redis/watch writes its metrics.
export const nodeExporter = (port, texts) => ['prometheus-node-exporter', `--web.listen-address=${local(port)}`,
  `--collector.textfile.directory=${texts}`, '--log.level=warn'];

// Prepares a folder from which Prometheus and Alertmanager run, with the files of deploy/. Only the address for pages is
// replaced.
export async function prepare(folder, pagesPort) {
  await mkdir(path.join(folder, 'targets'), { recursive: true });
  for (const name of ['prometheus.yml', 'rules']) {
    await rm(path.join(folder, name), { force: true });
    await symlink(path.join(deploy, 'prometheus', name), path.join(folder, name));
  }
  const config = await readFile(path.join(deploy, 'alertmanager/alertmanager.yml'), 'utf8');
  await writeFile(path.join(folder, 'alertmanager.yml'), config.replaceAll(PAGES_OF_DEPLOY, local(pagesPort)));
}

// The environment variables with which the Redis exporter logs in, from the folder that deploy/redis/users has made.
export async function redisExportersEnvironment(users) {
  const text = await readFile(path.join(users, 'exporter.env'), 'utf8');
  return Object.fromEntries(text.trim().split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

// Sets the targets of a Prometheus job: ports with their labels. Takes effect while Prometheus runs.
export async function setTargets(folder, job, targets) {
  const file = path.join(folder, 'targets', `${job}.yml`);
  await writeFile(`${file}.new`, JSON.stringify(targets.map(({ port, ...labels }) => ({ targets: [local(port)], labels })), null, 2));
  await rename(`${file}.new`, file);
}
