// Every query of every dashboard and every rule, put to a real Prometheus that has watched a shift go through the real services.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Watch } from './support/watch.mjs';
import { Program, freePort } from '../scenario/support/processes.mjs';
import { addressesOf, playShift, startCity } from '../scenario/support/shift.mjs';
import { NAMES, Turnout, bin } from '../scenario/support/turnout.mjs';
import { answersOf, isWrong } from '../../tools/src/dashboards/answers.mjs';
import { queriesOf } from '../../tools/src/dashboards/queries.mjs';
import { selectorsOf } from '../../tools/src/dashboards/selectors.mjs';
import { dashboards } from '../../deploy/grafana/dashboards/index.mjs';
import { quiet, quietSeries } from '../../deploy/grafana/quiet.mjs';

const turnoutctl = fileURLToPath(new URL('../../tools/turnoutctl', import.meta.url));
const check = (url, ...words) => spawnSync(turnoutctl, ['dashboards', 'check', '--prometheus', url, ...words],
  { encoding: 'utf8', env: { ...process.env, COLUMNS: '120' } });

// A city whose shift is played, and a probe with services of its own.
let city, probed, probe, watch;
before(async () => {
  watch = await Watch.start();
  probed = await Turnout.start({ district: 'probe', policy: 'probe/policy.yaml' });
  const port = await freePort();
  probe = await Program.start(path.join(bin, 'turnout-probe'),
    ['--every', '5', '--metrics-listen', `127.0.0.1:${port}`, ...addressesOf(probed)], /probe started/);
  city = await startCity(900, null, [...Object.keys(NAMES), 'records']);
  await watch.look([city, probed], port);
  await playShift(city, { seed: 110, hours: 3 });
});
after(async () => {
  await Promise.all([watch, probe].map((started) => started?.stop()));
  await Promise.all([city, probed].map((turnout) => turnout?.stop()));
});

const ask = (dashboard) => answersOf(dashboard, watch.prometheus, { rangeS: 60, scrapeS: 1, quiet });
const none = (wrong) => assert.ok(wrong.length === 0, wrong.join('\n'));

for (const dashboard of dashboards) {
  test(`${dashboard.title}: every query has data, or is named as quiet when nothing is wrong`, async (t) => {
    const answers = await ask(dashboard);
    assert.ok(answers.length > 0);
    for (const { panel } of answers.filter((answer) => answer.quiet && answer.outcome === 'data')) {
      t.diagnostic(`${panel} may be quiet, and has data`);
    }
    none(answers.filter(isWrong).map(({ panel, expr, values }) => `${panel}: ${values[0] ?? 'no data'}: ${expr}`));
  });
}

test('a query of a metric that nobody writes, and one that is no query, are found', async () => {
  const dashboard = structuredClone(dashboards[0]);
  const [panel] = dashboard.panels.filter(({ targets }) => targets);
  dashboard.panels = ['turnout_no_such_metric', 'sum(', 'up{district=~"$nobody"}', 'up'].map((expr) =>
    ({ ...panel, title: expr, targets: [{ ...panel.targets[0], expr }] }));
  const answers = (await ask(dashboard)).filter(({ expr, panel: title }) => expr === title);
  assert.deepEqual(answers.map(({ outcome }) => outcome), ['empty', 'error', 'error', 'data']);
  assert.deepEqual(answers.map(isWrong), [true, true, true, false]);
});

test('turnoutctl dashboards check shows a line for each query, no wider than the terminal', async () => {
  const { status, stdout, stderr } = check(watch.prometheus.url, '--range', '1m');
  assert.equal(status, 0, stdout + stderr);
  const lines = stdout.split('\n');
  for (const dashboard of dashboards) {
    const begin = lines.indexOf(dashboard.title) + 1;
    assert.ok(begin > 0, dashboard.title);
    const shown = lines.slice(begin, lines.indexOf('', begin));
    assert.equal(shown.length, queriesOf(dashboard).length);
    assert.deepEqual(shown.filter((line) => line.length > 120), []);
  }
});

test('turnoutctl dashboards check tells wrong usage from a Prometheus that does not answer', async () => {
  assert.equal(check(watch.prometheus.url, '--range', 'soon').status, 2);
  assert.equal(check(`http://127.0.0.1:${await freePort()}`).status, 3);
});

test('every recording rule has recorded something', async () => {
  const rules = (await watch.prometheus.rules()).filter(({ type }) => type === 'recording');
  assert.ok(rules.length > 0);
  const results = await Promise.all(rules.map(async ({ name, query }) => ({ name, found: await watch.prometheus.instant(query) })));
  none(results.filter(({ found }) => found.length === 0).map(({ name }) => name));
});

test('every alert can be evaluated, and the series that it reads are there', async (t) => {
  const rules = (await watch.prometheus.rules()).filter(({ type }) => type === 'alerting');
  assert.ok(rules.length > 0);
  none(rules.filter(({ health }) => health !== 'ok').map(({ name, lastError }) => `${name}: ${lastError || 'not evaluated'}`));
  const wrong = [];
  for (const { name, query } of rules) {
    for (const selector of selectorsOf(query)) {
      const found = (await watch.prometheus.instant(selector)).length > 0;
      if (found && selector in quietSeries) t.diagnostic(`${selector} may be missing, and is there`);
      if (!found && !(selector in quietSeries)) wrong.push(`${name}: no series ${selector}`);
    }
  }
  none(wrong);
});
