// The rules as Prometheus has loaded them: every alert can be understood by whoever is paged, and has been seen both firing and
// staying quiet.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Monitoring } from './support/monitoring.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SEVERITIES = ['critical', 'warning', 'none'];
const ALWAYS_FIRING = ['Watchdog'];
// What RedisDown must never hide.
const ABOUT_DEADLINES = ['TurnoutBreached', 'IncidentUnassigned', 'EscalationUnanswered', 'KeeperStalled', 'DeadlineUnfired',
  'DeadlineFault', 'TurnoutObjectiveBurns', 'TurnoutObjectiveBurnsFast', 'Watchdog'];
const kebab = (name) => name.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

let monitoring;
let alerts;
before(async () => {
  monitoring = await Monitoring.start();
  const { groups } = await monitoring.ask('rules');
  alerts = groups.flatMap(({ rules }) => rules).filter(({ type }) => type === 'alerting');
});
after(() => monitoring.stop());

test('every alert has a severity, a summary that names the district, and a page of its own among the runbooks', async () => {
  assert.ok(alerts.length > 20);
  for (const { name, labels, annotations } of alerts) {
    assert.ok(SEVERITIES.includes(labels.severity), `${name} has a severity`);
    assert.match(annotations.summary ?? '', /^District \{\{ \$labels\.district \}\}(, station \{\{ \$labels\.station \}\})?: /, `${name} names the district`);
    const file = `deploy/runbooks/${kebab(name)}.md`;
    assert.equal(annotations.runbook_url, `{{ $externalLabels.runbook_base }}${file}`);
    const page = await readFile(path.join(root, file), 'utf8');
    assert.ok(page.startsWith(`# ${name}\n`), `${file} is about ${name}`);
  }
});

test('the index lists every page of the runbooks', async () => {
  const folder = path.join(root, 'deploy/runbooks');
  const index = await readFile(path.join(folder, 'README.md'), 'utf8');
  const pages = (await readdir(folder)).filter((file) => file.endsWith('.md') && file !== 'README.md');
  assert.deepEqual(pages.filter((page) => !index.includes(`(${page})`)), []);
});

test('every alert is seen firing and staying quiet by promtool', async (t) => {
  const folder = path.join(root, 'deploy/prometheus/tests');
  const files = await Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file), 'utf8')));
  const seen = { firing: new Set(), quiet: new Set() };
  for (const [, name, quiet] of files.join('\n').matchAll(/\balertname: (\w+),?\s+exp_alerts:( \[\])?/g)) {
    seen[quiet ? 'quiet' : 'firing'].add(name);
  }
  for (const name of ALWAYS_FIRING) seen.quiet.add(name);
  const names = [...new Set(alerts.map(({ name }) => name))];
  for (const [direction, covered] of Object.entries(seen)) {
    assert.deepEqual(names.filter((name) => !covered.has(name)), [], `not seen ${direction}`);
  }
  t.diagnostic(`${names.length} alerts, each seen firing and quiet (${ALWAYS_FIRING.join(', ')} is never quiet)`);
});

test('what is about deadlines does not let itself be hidden', () => {
  for (const name of ABOUT_DEADLINES) {
    assert.equal(alerts.find((alert) => alert.name === name).labels.hidden_by, undefined, name);
  }
});
