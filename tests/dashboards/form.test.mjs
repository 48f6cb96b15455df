// The dashboards as Grafana would load them, as far as that can be told without a Grafana.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { misfits } from './support/typed.mjs';
import { deployed } from '../scenario/support/turnout.mjs';
import { filled, queriesOf } from '../../tools/src/dashboards/queries.mjs';
import { dashboards } from '../../deploy/grafana/dashboards/index.mjs';
import { quiet } from '../../deploy/grafana/quiet.mjs';

const run = promisify(execFile);
const unique = (values) => assert.deepEqual(values, [...new Set(values)]);

// The cells of the grid that a panel takes, as texts.
const cells = ({ gridPos: { x, y, w, h } }) =>
  Array.from({ length: w * h }, (_, cell) => `column ${x + (cell % w)}, line ${y + Math.floor(cell / w)}`);

test('every dashboard has the form of Grafana\'s own types; a wrong word in one is seen', () => {
  const wrong = (change) => {
    const dashboard = structuredClone(dashboards[0]);
    change(dashboard, dashboard.panels.find(({ type }) => type === 'stat'));
    return dashboard;
  };
  const [wrongOption, wrongValue, wrongField, wrongQuery, wrongKey, ...right] = misfits('Dashboard', [
    wrong((_, panel) => { panel.options.colourMode = 'background'; }),
    wrong((_, panel) => { panel.options.colorMode = 'sunny'; }),
    wrong((_, panel) => { panel.fieldConfig.defaults.units = 's'; }),
    wrong((_, panel) => { panel.targets[0].expression = 'up'; }),
    wrong((dashboard) => { dashboard.refreshed = '5s'; }),
    ...dashboards,
  ]);
  for (const found of [wrongOption, wrongValue, wrongField, wrongQuery, wrongKey]) assert.equal(found.length, 1);
  assert.deepEqual(right.flat(), []);
});

for (const dashboard of dashboards) {
  const panels = dashboard.panels.filter(({ type }) => type !== 'row');

  test(`${dashboard.title}: panels have names of their own, a sentence each, and room for themselves`, () => {
    unique(dashboard.panels.map(({ id }) => id));
    unique(panels.map(({ title }) => title));
    unique(dashboard.panels.flatMap(cells));
    for (const { title, description, gridPos } of panels) {
      assert.match(description, /^[A-Z].*[^.]\.$/, title);
      assert.ok(gridPos.w >= 3 && gridPos.x + gridPos.w <= 24, title);
    }
  });

  test(`${dashboard.title}: queries use only variables that the dashboard has`, () => {
    const variables = {};
    for (const query of queriesOf(dashboard)) {
      filled(query.expr, { rangeS: 60, stepS: 1, scrapeS: 1, variables });
      if (query.form === 'values') variables[query.variable] = ['any'];
    }
  });
}

test('the data source that all of them ask is the provisioned one', async () => {
  const provisioned = await readFile(deployed('grafana/provisioning/datasources/prometheus.yaml'), 'utf8');
  const [, uid] = /^ +uid: (\S+)$/m.exec(provisioned);
  const [, name] = /^ +- name: (\S+)$/m.exec(provisioned);
  const asked = new Set();
  JSON.stringify(dashboards, (key, value) => {
    if (key === 'datasource') asked.add(value.uid ?? value);
    return value;
  });
  assert.deepEqual(asked, new Set([uid, name]));
});

test('what may be quiet is a query that there is', () => {
  const there = dashboards.flatMap((dashboard) => queriesOf(dashboard).map(({ panel }) => `${dashboard.title} / ${panel}`));
  assert.deepEqual(Object.keys(quiet).filter((name) => !there.includes(name)), []);
});

test('the files that are generated are the dashboards', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-dashboards-'));
  try {
    await run(deployed('grafana/generate.mjs'), [folder]);
    const names = await readdir(folder);
    const written = await Promise.all(names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8'))));
    const byUid = (a, b) => (a.uid < b.uid ? -1 : 1);
    assert.deepEqual(written.sort(byUid), JSON.parse(JSON.stringify(dashboards)).sort(byUid));
  } finally {
    await rm(folder, { recursive: true });
  }
});
