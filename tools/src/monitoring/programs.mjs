// The programs that watch Turnout, run from a folder of their own on loopback with the configuration of deploy/: what is
// started by tools/up and by the tests of the alerts.
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const deploy = fileURLToPath(new URL('../../../deploy', import.meta.url));
const PAGES_OF_DEPLOY = '127.0.0.1:7194';

const local = (port) => `127.0.0.1:${port}`;

// Each is a program with its arguments.
export const prometheus = (folder, port) => ['prometheus', `--config.file=${folder}/prometheus.yml`,
  `--storage.tsdb.path=${folder}/prometheus`, `--web.listen-address=${local(port)}`, '--log.level=warn'];
// Without a cluster: a second one would be found by --cluster.peer.
export const alertmanager = (folder, port) => ['prometheus-alertmanager', `--config.file=${folder}/alertmanager.yml`,
  `--storage.path=${folder}/alertmanager`, `--web.listen-address=${local(port)}`, '--cluster.listen-address=', '--log.level=warn'];
export const redisExporter = (port, redisPort) => ['prometheus-redis-exporter', '-redis.addr', `redis://${local(redisPort)}`,
  '-web.listen-address', local(port)];
export const nodeExporter = (port) => ['prometheus-node-exporter', `--web.listen-address=${local(port)}`, '--log.level=warn'];

// A folder from which Prometheus and Alertmanager run. Their files are those of deploy/; only the address to which pages go
// is put in.
export async function prepare(folder, pagesPort) {
  await mkdir(path.join(folder, 'targets'), { recursive: true });
  for (const name of ['prometheus.yml', 'rules']) {
    await rm(path.join(folder, name), { force: true });
    await symlink(path.join(deploy, 'prometheus', name), path.join(folder, name));
  }
  const config = await readFile(path.join(deploy, 'alertmanager/alertmanager.yml'), 'utf8');
  await writeFile(path.join(folder, 'alertmanager.yml'), config.replaceAll(PAGES_OF_DEPLOY, local(pagesPort)));
}

// How the exporter of Redis logs in: environment variables, from the folder that deploy/redis/users has made.
export async function redisExportersEnvironment(users) {
  const text = await readFile(path.join(users, 'exporter.env'), 'utf8');
  return Object.fromEntries(text.trim().split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

// What Prometheus scrapes as this job: ports with their labels. Takes effect while it runs.
export async function setTargets(folder, job, targets) {
  const file = path.join(folder, 'targets', `${job}.yml`);
  await writeFile(`${file}.new`, JSON.stringify(targets.map(({ port, ...labels }) => ({ targets: [local(port)], labels })), null, 2));
  await rename(`${file}.new`, file);
}
