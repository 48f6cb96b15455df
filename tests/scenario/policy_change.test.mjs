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
const rosterOf = (person) => `time_zone: Asia/Shanghai\nduties:\n  - { role: shift_leader, person: ${person} }\n`;

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

// Puts another file in place at once, so that nobody reads half of it, and waits until every service has said so in its log.
async function change(file, text, said) {
  const heard = services.map((name) => turnout.programs[name].says(said));
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
  await Promise.all(heard);
}

const settings = () => Promise.all(doors.map(async (door) => (await door.call('GetSettings', {})).settings));
const newLimit = async () => clockOf(await turnout.incident(await turnout.report()), 'TURNOUT').limit_ms;

test('an open incident keeps its 5 min; one reported under the new version gets its 4', async () => {
  const open = await turnout.report();
  await change(turnout.policy, policyOf('after', 4), /taken over file=policy policy_version=after/);
  for (const { policy } of await settings()) assert.equal(policy.version, 'after');
  const fresh = await turnout.incident(await turnout.report());
  assert.equal(clockOf(fresh, 'TURNOUT').limit_ms, 240_000);
  assert.equal(fresh.policy_version, 'after');

  await turnout.assign(open, await turnout.unit('car-1'));
  const kept = await turnout.incident(open);
  assert.equal(clockOf(kept, 'TURNOUT').limit_ms, 300_000);
  assert.equal(kept.policy_version, 'before');
});

test('an open incident that is amended gets the limits of the policy in force', async () => {
  const open = await turnout.report();
  await change(turnout.policy, policyOf('later', 3), /taken over file=policy policy_version=later/);
  const { incident } = await turnout.intake.call('AmendIncident',
    { request_id: 'amend-1', actor: 'taker-1', incident_id: open, type: 'brawl' });
  assert.equal(clockOf(incident, 'TURNOUT').limit_ms, 180_000);
  assert.equal(incident.policy_version, 'later');
});

test('a broken file, and another policy under the same version, are refused and change nothing', async () => {
  await change(turnout.policy, policyOf('broken', -3), /refused.*limit is \\"-3 min\\", allowed is 1 s to 366 d/);
  await change(turnout.policy, policyOf('later', 2), /refused.*give it a new version/);
  for (const { policy } of await settings()) assert.equal(policy.version, 'later');
  assert.equal(await newLimit(), 180_000);
  await change(turnout.policy, policyOf('mended', 6), /taken over file=policy policy_version=mended/);
  assert.equal(await newLimit(), 360_000);
});

test('a changed roster is taken over as well, and each outcome was counted', async () => {
  await change(turnout.roster, rosterOf('P2'), /taken over file=roster/);
  for (const { roster } of await settings()) assert.equal(roster.duties[0].person_id, 'P2');
  for (const name of services) {
    const text = await turnout.metrics(name);
    const count = (file, outcome) => Number(new RegExp(
      `turnout_policy_reloads_total\\{file="${file}",outcome="${outcome}"\\} (\\d+)`).exec(text)[1]);
    assert.deepEqual([count('policy', 'taken_over'), count('policy', 'refused'), count('roster', 'taken_over'),
      count('roster', 'refused')], [3, 2, 1, 0], name);
  }
});
