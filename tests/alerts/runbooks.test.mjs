// What the runbooks tell people to ask and to type. Every query is put to a real Prometheus. Every command is run as printed, a page
// after the other, against a district with an incident whose turnout limit has passed; or it is named here with the reason why
// not. This machine is not run by systemd: where a page stops or starts Turnout, the test does it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Program, freePort } from '../scenario/support/processes.mjs';
import { NAMES, Turnout, bin, deployed } from '../scenario/support/turnout.mjs';
import { operatorsPages } from './support/instructions.mjs';
import { Monitoring } from './support/monitoring.mjs';

const run = promisify(execFile);
const root = deployed('..');

const NOT_RUN = [
  [/^(systemctl (status|enable|kill|list-\S+|daemon-reload|set-property|start UNIT)|journalctl|systemd-sysusers|timedatectl) ?/, 'needs a machine run by systemd'],
  [/^(chown -R root:turnout-redis|install .*-g turnout) /, 'needs the users that the installation makes'],
  [/^cmake --install /, 'installs into the machine; systemd.test.mjs installs into a folder'],
  [/^tools\/src\/build /, 'builds what is tested here'],
  [/^turnoutctl board$/, 'lives in a terminal until a key is pressed'],
  [/^docker /, 'needs a container engine'],
  [/ del '\{d:north\}:log_identity'$/, 'is for a record copied back by hand, while the services are down; running services end at once'],
  [/^(deploy\/compose\/prepare|tools\/certs) /, 'compose.test.mjs and certs_test run it'],
];

let turnout, monitoring, pages, folder;
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-runbooks-'));
  [monitoring, turnout, pages] = await Promise.all([Monitoring.start(),
    Turnout.start({ district: 'north', city: 'city', policy: 'city/policy.yaml', roster: 'city/roster.yaml' }), operatorsPages()]);
  await loadFormerFunctions();
});
after(async () => {
  await Promise.all([monitoring.stop(), turnout.stop()]);
  await rm(folder, { recursive: true });
});

// As after an upgrade: those of the release before stand beside.
async function loadFormerFunctions() {
  const library = await readFile(path.join(root, 'libs/event_store/commit.lua'), 'utf8');
  const former = library.replace(/(?<=turnout_v|^local VERSION = )\d+/gm, (version) => version - 1);
  await turnout.programs.redis.ask('FUNCTION', 'LOAD', former);
}

test('every query is understood by Prometheus', async (t) => {
  let asked = 0;
  for (const { name, text } of pages) {
    for (const [, query] of text.matchAll(/^```promql\n(.*?)\n```$/gms)) {
      const answer = await monitoring.answerTo(`query?query=${encodeURIComponent(query)}`);
      assert.equal(answer.status, 'success', `${name}: ${query}: ${answer.error}`);
      asked += 1;
    }
  }
  t.diagnostic(`${asked} queries`);
});

// An incident whose turnout limit has passed, and a unit for it.
async function late() {
  const id = await turnout.reportLate();
  const { candidates: [{ unit }] } = await turnout.dispatch.call('RecommendUnits', { incident_id: id });
  return { ID: id, UNIT: unit.id, CLOCK: 'turnout', OFFICER: '110001' };
}

// What an installed machine calls these things, as they are called here.
async function here(command, names) {
  const { port, users, record } = turnout.programs.redis;
  const backups = path.join(folder, 'backups');
  const [backup = 'none'] = (await readdir(backups).catch(() => [])).filter((file) => file.endsWith('.rdb'));
  const called = {
    ...names, 'turnout-20260301T120000Z.rdb': backup, '/tmp/trial': path.join(folder, 'trial'), 7999: await freePort(),
    '/usr/share/turnout/redis': deployed('redis'), '/etc/turnout/redis': users, '/etc/turnout/north': deployed('city'),
    '/var/lib/turnout-backups': backups, '/var/lib/turnout-redis': record, '/var ': `${folder} `,
    '/etc/prometheus/alertmanager.yml': `${monitoring.folder}/alertmanager.yml`, '/etc/prometheus': monitoring.folder,
    9090: monitoring.ports.prometheus, 9093: monitoring.ports.alertmanager, 7131: turnout.programs.accountability.match[1], 7379: port,
    turnoutctl: path.join(bin, 'turnoutctl'), 'redis-cli': 'redis-cli -e',
  };
  const longestFirst = Object.keys(called).sort((a, b) => b.length - a.length);
  return command.replace(new RegExp(longestFirst.map((name) => `(?<![A-Z])${name}(?![A-Z])`).join('|'), 'g'), (name) => called[name]);
}

const SYSTEMD = {  // what the pages have it do; no probe and no watch runs
  'restart turnout-redis-watch.service': () => {},
  "stop 'turnout@*.target' turnout-redis.service": () => turnout.stopPrograms(),
  'start turnout-redis.service turnout@north.target': () => turnout.startPrograms(),
  'stop turnout-probe.service turnout@probe.target': () => {},
  'start turnout-probe.service': () => {},
  'start turnout-backup.service': () =>
    type('/usr/share/turnout/redis/backup 7379 /etc/turnout/redis/operator.password /var/lib/turnout-backups', {}),
  ...Object.fromEntries(Object.keys(NAMES).map((service) => [`restart turnout-${service}@north.service`, async () => {
    await turnout.programs[service].stop();
    await turnout.startService(service);
  }])),
};

async function type(command, names) {
  const [, systemd] = /^systemctl (.*)$/.exec(command) ?? [];
  if (systemd) return (SYSTEMD[systemd] ?? assert.fail('neither run nor listed'))();
  const words = await here(command, names);
  if (command.startsWith('redis-server')) {
    const [program, ...args] = words.split(' ');
    const trial = await Program.start(program, args, /Ready to accept connections/);
    return trial.stop();
  }
  const environment = { ...process.env, TURNOUT_ACTOR: 'd-1',
    REDISCLI_AUTH: (await readFile(path.join(turnout.programs.redis.users, 'operator.password'), 'utf8')).trim() };
  for (const name of Object.keys(NAMES)) environment[`TURNOUT_${name.toUpperCase()}`] = `127.0.0.1:${turnout.clients[name].port}`;
  return run('bash', ['-o', 'pipefail', '-c', words], { cwd: root, env: environment });
}

const isRun = (command) => !NOT_RUN.some(([pattern]) => pattern.test(command));

test('every command does what it is said to do', async (t) => {
  let typed = 0;
  for (const { name, commands } of pages) {
    const toRun = commands.filter(isRun);
    if (toRun.length === 0) continue;
    const names = await late();
    for (const command of toRun) {
      await type(command, names).catch((error) => assert.fail(`${name}: ${command}\n${error.stderr || error.stdout || error.message}`));
    }
    typed += toRun.length;
  }
  t.diagnostic(`${typed} commands were run, ${pages.flatMap(({ commands }) => commands).length - typed} are listed with a reason`);
});

test('no reason is given for a command that is not there', () => {
  for (const [pattern, reason] of NOT_RUN) {
    assert.ok(pages.some(({ commands }) => commands.some((command) => pattern.test(command))), `nothing is not run because it ${reason}`);
  }
});

test('what the pages look for in the journal is written by a program, and the units that they name are shipped', async () => {
  const commands = pages.flatMap((page) => page.commands).join('\n');
  const shipped = await readdir(deployed('systemd'));
  for (const [unit] of commands.matchAll(/\bturnout[\w@-]*\.(service|target|timer)\b/g)) {
    assert.ok(shipped.includes(unit.replace(/@\w+/, '@')), unit);
  }
  for (const [, quoted, word] of commands.matchAll(/journalctl .*-g (?:"([^"]+)"|(\S+))/g)) {
    await run('grep', ['-rqiE', `log::[a-z]+\\("[^"]*${quoted ?? word}`, 'libs', 'services'], { cwd: root })
      .catch(() => assert.fail(`nobody logs ${quoted ?? word}`));
  }
});
