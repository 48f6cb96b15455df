// The policy changes while incidents are open: they keep what they were given, new ones get the new limits, and a broken file
// changes nothing. No service is restarted.
import assert from 'node:assert/strict';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Client } from './support/client.mjs';
import { NAMES, Turnout, clockOf, deployed } from './support/turnout.mjs';

const services = Object.keys(NAMES);
const city = await readFile(deployed('city/policy.yaml'), 'utf8');
// The city's policy under another version, its turnout in town within so many minutes.
const policyOf = (version, minutes) => city.replace('"2026-02"', version).replace(
  /(clock: turnout\n    area: urban\n    limit:) 5 min/, `$1 ${minutes} min`);
const rosterOf = (person) => `duties:\n  - { role: shift_leader, person: ${person} }\n`;

let turnout;
let doors;  // each service's settings
before(async () => {
  turnout = await Turnout.start({ policy: { text: policyOf('before', 5) }, roster: { text: rosterOf('P1') } });
  doors = services.map((name) => new Client(`127.0.0.1:${turnout.clients[name].port}`, 'SettingsService'));
});
after(async () => {
  for (const door of doors) door.close();
  await turnout.stop();
});

// At once, as an editor or a deployment does it: nobody reads half a file.
async function replace(file, text) {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

const settings = () => Promise.all(doors.map(async (door) => (await door.call('GetSettings', {})).settings));
const reloads = async (name, file, outcome) => Number(new RegExp(
  `turnout_policy_reloads_total\\{file="${file}",outcome="${outcome}"\\} (\\d+)`).exec(await turnout.metrics(name))[1]);

// Every service has looked at the changed file and come to this outcome so many times.
async function settled(file, outcome, times) {
  for (const name of services) while (await reloads(name, file, outcome) < times);
}

test('an open incident keeps its 5 min; one reported under the new version gets its 4', async () => {
  const open = await turnout.report();
  await replace(turnout.policy, policyOf('after', 4));
  await settled('policy', 'taken_over', 1);
  for (const { policy } of await settings()) assert.equal(policy.version, 'after');
  const fresh = await turnout.incident(await turnout.report());
  assert.equal(clockOf(fresh, 'TURNOUT').limit_ms, 240_000);
  assert.equal(fresh.policy_version, 'after');

  await turnout.assign(open, await turnout.unit('car-1'));
  const kept = await turnout.incident(open);
  assert.equal(clockOf(kept, 'TURNOUT').limit_ms, 300_000);
  assert.equal(kept.limits.find(({ kind }) => kind === 'CLOCK_KIND_TURNOUT').limit_ms, 300_000);
  assert.equal(kept.policy_version, 'before');
});

test('a broken file, and another policy under the same version, are refused once and change nothing', async () => {
  await replace(turnout.policy, policyOf('broken', -3));
  await settled('policy', 'refused', 1);
  await replace(turnout.policy, policyOf('after', 3));
  await settled('policy', 'refused', 2);
  for (const { policy } of await settings()) assert.equal(policy.version, 'after');
  assert.equal(clockOf(await turnout.incident(await turnout.report()), 'TURNOUT').limit_ms, 240_000);
  for (const name of services) {
    const { output } = turnout.programs[name];
    assert.equal(output.match(/changed rules refused.*limit is \\"-3 min\\", allowed is 1 s to 366 d/g)?.length, 1, output);
    assert.equal(output.match(/changed rules refused.*give it a version of its own/g)?.length, 1, output);
  }
  await replace(turnout.policy, policyOf('mended', 6));
  await settled('policy', 'taken_over', 2);
  assert.equal(clockOf(await turnout.incident(await turnout.report()), 'TURNOUT').limit_ms, 360_000);
});

test('a changed roster is taken over as well', async () => {
  await replace(turnout.roster, rosterOf('P22'));
  await settled('roster', 'taken_over', 1);
  for (const { roster } of await settings()) assert.equal(roster.duties[0].person_id, 'P22');
});
