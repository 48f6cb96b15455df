// The units, as far as they can be tried without systemd running: it finds no fault with them, rates their exposure, and
// their command lines, with other paths and ports, bring up a district.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Program, freePort } from '../scenario/support/processes.mjs';
import { bin, deployed } from '../scenario/support/turnout.mjs';

const run = promisify(execFile);
const MOST_EXPOSURE = 15;  // tenths of a point of ten
const SERVICES = ['intake', 'dispatch', 'accountability', 'records'];

let folder;
before(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-units-')); });
after(() => rm(folder, { recursive: true }));

// Copies of the units, for district north, whose programs are there.
async function units(name) {
  const copies = path.join(folder, name);
  await cp(deployed('systemd'), copies, { recursive: true });
  for (const unit of (await readdir(copies)).filter((file) => /\.(service|target|timer)$/.test(file))) {
    const file = path.join(copies, unit);
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^(ExecStart\w*)=\S+/gm, '$1=/bin/true'));
    await rename(file, file.replace('@.', '@north.'));
  }
  const named = (await readdir(copies)).filter((file) => /\.(service|target|timer)$/.test(file)).map((file) => path.join(copies, file));
  return { copies, named, services: named.filter((file) => file.endsWith('.service')) };
}

const analyze = (copies, ...words) =>
  run('systemd-analyze', words, { env: { ...process.env, SYSTEMD_UNIT_PATH: `${copies}:`, SYSTEMD_COLORS: '0' } });

test('systemd finds no fault with the units', async () => {
  const { copies, named } = await units('sound');
  assert.equal(named.length, 10);
  const { stdout, stderr } = await analyze(copies, 'verify', '--man=no', ...named);
  assert.equal(stdout + stderr, '');
});

test('control: it would find one', async () => {
  const { copies, services } = await units('faulty');
  await appendFile(services[0], '\n[Service]\nMemoryMx=1G\n');
  const { stderr } = await analyze(copies, 'verify', '--man=no', services[0]);
  assert.match(stderr, /Unknown key.* 'MemoryMx'/);
});

test('no service is exposed more than it must be', async (t) => {
  const { copies, services } = await units('exposed');
  for (const service of services) {
    const { stdout } = await analyze(copies, 'security', '--offline=true', `--threshold=${MOST_EXPOSURE}`, service);
    t.diagnostic(/Overall exposure level for (.*?) ?\S*$/m.exec(stdout)[1]);
  }
});

// The words of a unit's command, with this machine's paths instead of the installed ones.
async function commandOf(unit, key, replaced) {
  const text = (await readFile(deployed(`systemd/${unit}`), 'utf8')).replaceAll('\\\n', ' ');
  const words = new RegExp(`^${key}=(.*)$`, 'm').exec(text)[1].trim().split(/\s+/);
  return words.map((word) => Object.entries(replaced).reduce((so, [from, to]) => so.replaceAll(from, to), word));
}

test("the units' commands bring up a district", { timeout: 90_000 }, async () => {
  const port = `${await freePort()}`;
  const users = path.join(folder, 'users');
  const data = path.join(folder, 'data');
  await mkdir(data);
  await run(deployed('redis/users'), [users, 'north']);
  const here = { '/usr/bin/turnout-': path.join(bin, 'turnout-'), '/usr/share/turnout/redis': deployed('redis'),
    '/etc/turnout/redis': users, '/etc/turnout/%i': deployed('city'), '/var/lib/turnout-redis': data, '/var/lib/turnout-records': folder, '--supervised': '',
    systemd: '', 7379: port, '%d/operator': path.join(users, 'operator.password'), '%i': 'north' };
  const words = (unit, key, more = {}) => commandOf(unit, key, { ...more, ...here }).then((all) => all.filter(Boolean));

  const [repair, ...repairArgs] = await words('turnout-redis.service', 'ExecStartPre');
  assert.deepEqual([repair, repairArgs], [`-${deployed('redis')}/repair`, [data]]);
  const [redis, ...redisArgs] = await words('turnout-redis.service', 'ExecStart');
  const programs = [await Program.start(redis, redisArgs, /Ready to accept connections/)];
  try {
    const [prepare, ...prepareArgs] = await words('turnout-redis.service', 'ExecStartPost');
    await run(prepare, prepareArgs);
    await Promise.all(SERVICES.map(async (service) => {
      const [program, ...args] = await words(`turnout-${service}@.service`, 'ExecStart',
        { '%d/redis': path.join(users, `${service}-north.password`), '%d/fingerprint-key': path.join(users, 'north.fingerprint-key'),
          $OPTIONS: '' });
      programs.unshift(await Program.start(program,
        [...args, '--redis', `127.0.0.1:${port}`, '--listen', '127.0.0.1:0', '--metrics-listen', '127.0.0.1:0'], / serving /));
    }));
    const metrics = path.join(folder, 'redis.prom');
    const [watch, ...watchArgs] = await words('turnout-redis-watch.service', 'ExecStart', { '/run/turnout-redis-watch': folder });
    const watching = new Program(watch, watchArgs);
    programs.unshift(watching);
    while (!(await readFile(metrics, 'utf8').catch(() => '')).includes('{setting="appendfsync"} 0')) {
      assert.equal(watching.process.exitCode, null, watching.output);
      await new Promise(setImmediate);
    }
    assert.equal(programs.length, 6);
  } finally {
    for (const program of programs) await program.stop();
  }
});

test('every file that a unit names is installed', async () => {
  const prefix = path.join(folder, 'usr');
  await run('cmake', ['--install', path.dirname(bin), '--prefix', prefix, '--component', 'deployment']);
  const text = (await Promise.all((await readdir(deployed('systemd'))).filter((file) => file.endsWith('.service'))
    .map((file) => readFile(deployed(`systemd/${file}`), 'utf8')))).join('\n');
  const named = [...new Set(text.match(/\/usr\/share\/turnout\/[\w./-]+/g))];
  assert.ok(named.length >= 2);
  for (const file of named) await readFile(file.replace('/usr', prefix));
});
