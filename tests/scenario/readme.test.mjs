// What the README tells people to type: each command is run as printed, or named here with the reason why not.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { after, before, test } from 'node:test';
import { NAMES, Turnout, bin } from './support/turnout.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAMS = { 'tools/turnoutctl': 'turnoutctl', 'tools/generate': 'turnout-generate', 'tools/replay': 'turnout-replay' };

const NOT_RUN = [
  [/^tools\/(up|test)\b/, 'installs and builds; what it runs is what is tested here'],
  [/turnoutctl board$/, 'lives in a terminal until a key is pressed'],
  [/^tools\/replay EXPORT/, 'needs an export, which is not part of the repository; real_trace.test.mjs plays a slice where there is one'],
  [/^tools\/replay shift\.csv/, 'takes minutes; shift.test.mjs plays a shorter one'],
  [/^tools\/certs$/, 'certs_test runs it'],
  [/--listen 0\.0\.0\.0/, 'opens a port to others'],
  [/--tls-ca/, 'needs that service; tls.test.mjs does it on loopback'],
  [/dashboards check$/, 'queries.test.mjs of the dashboards asks every query'],
];

// The lines that people type, without their remarks, continued ones joined; by block.
async function blocks() {
  const text = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  return [...text.matchAll(/^```\n(.*?)^```$/gms)].map(([, block]) =>
    block.replace(/\\\n\s*/g, '').split('\n').map((line) => line.replace(/\s+# .*$/, '').trim()).filter(Boolean));
}

let turnout, environment, folder;
before(async () => {
  // Commands run here, not in the repository: some write files. What they read is in deploy/.
  folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-readme-'));
  await symlink(path.join(root, 'deploy'), path.join(folder, 'deploy'));
  turnout = await Turnout.start({ services: [...Object.keys(NAMES), 'records'], city: 'city', policy: 'city/policy.yaml', roster: 'city/roster.yaml' });
  environment = { ...process.env, TURNOUT_ACTOR: 'd-1' };
  for (const name of Object.keys(turnout.clients)) environment[`TURNOUT_${name.toUpperCase()}`] = `127.0.0.1:${turnout.clients[name].port}`;
});
after(async () => {
  await turnout.stop();
  await rm(folder, { recursive: true });
});

async function type(line, { id = '', unit = '' }) {
  const [tool] = line.split(' ');
  assert.ok(PROGRAMS[tool], `not run, and no reason given: ${line}`);
  const words = line.replace(tool, `${bin}/${PROGRAMS[tool]}`).replace(/\bID\b/, id).replace(/\bUNIT\b/, unit);
  return run('bash', ['-c', words], { cwd: folder, env: environment });
}

// An incident whose order an officer has signed, after its turnout limit had passed.
async function signedAndLate() {
  const id = await turnout.reportLate();
  const { candidates: [{ unit }] } = await turnout.dispatch.call('RecommendUnits', { incident_id: id });
  await turnout.assign(id, unit.id);
  await turnout.milestone(id, unit.id, 'ACKNOWLEDGED', { actor: '110001' });
  return { id, unit: unit.id };
}

test('every command does what it is said to do', async () => {
  let typed = 0;
  for (const lines of await blocks()) {
    const late = lines.some((line) => line.includes('acknowledge ID'));
    let names = late ? await signedAndLate() : { id: '', unit: (await turnout.dispatch.call('ListUnits', { available_only: true })).units[0].id };
    for (const line of lines) {
      if (NOT_RUN.some(([pattern]) => pattern.test(line))) continue;
      await type(line, names).catch((error) => assert.fail(`${line}\n${error.stderr || error.message}`));
      typed += 1;
      if (/turnoutctl report /.test(line)) {
        const { incidents } = await turnout.intake.call('ListIncidents', {});
        const { id } = incidents.at(-1);
        const { candidates: [{ unit }] } = await turnout.dispatch.call('RecommendUnits', { incident_id: id });
        names = { id: id.slice(-8), whole: id, unit: unit.id };
      }
      if (/turnoutctl close /.test(line)) names.id = names.whole;  // as the README says
    }
  }
  assert.ok(typed > 20, `${typed} commands were run`);
  await stat(path.join(folder, 'shift.csv'));
});

test('no reason is given for a command that is not there', async () => {
  const lines = (await blocks()).flat();
  for (const [pattern, reason] of NOT_RUN) assert.ok(lines.some((line) => pattern.test(line)), `nothing is not run because it ${reason}`);
});
