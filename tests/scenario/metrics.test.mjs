// The services export exactly the metrics of deploy/prometheus/metrics.tsv, and never more series than Prometheus should bear.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Certificates } from './support/certificates.mjs';
import { familiesOf } from './support/exposition.mjs';
import { playShift, startCity } from './support/shift.mjs';
import { NAMES, deployed } from './support/turnout.mjs';

const SERVICES = [...Object.keys(NAMES), 'records'];
const MOST_SERIES = 2000;
const UNITS = { seconds: /_seconds(_total)?$/, bytes: /_bytes(_total)?$/, ratio: /_ratio$/, events: /_events$/ };

let turnout;
let listed;
const text = {};  // of a scrape, by service
const exported = {};  // the families in it

before(async () => {
  const [header, ...rows] = (await readFile(deployed('prometheus/metrics.tsv'), 'utf8')).trimEnd().split('\n')
    .filter((line) => !line.startsWith('#')).map((line) => line.split('\t'));
  listed = rows.map((cells) => Object.fromEntries(header.map((column, i) => [column, cells[i]])));
  turnout = await startCity(900, await Certificates.make(), SERVICES);
  await playShift(turnout, { seed: 110, hours: 1 });
  for (const name of SERVICES) {
    text[name] = await turnout.metrics(name);
    exported[name] = familiesOf(text[name]);
  }
});
after(async () => {
  await turnout.stop();
  await turnout.certificates.remove();
});

const labelsOf = ({ samples }) => [...new Set(samples.flatMap(({ labels }) => Object.keys(labels)))]
  .filter((label) => label !== 'le' && label !== 'quantile').sort().join(' ') || '-';
const samplesOf = (name) => [...exported[name].values()].flatMap(({ samples }) => samples);

for (const name of SERVICES) {
  test(`${name} exports every metric that is listed for it, as it is listed, and none that is not`, () => {
    const expected = listed.filter(({ services }) => services === 'all' || services.split(' ').includes(name))
      .map((row) => [row.name, row.type, row.labels, row.help]);
    const found = [...exported[name]].map(([family, { type, help, samples }]) => [family, type, labelsOf({ samples }), help]);
    const byName = (one, other) => (one[0] < other[0] ? -1 : 1);
    assert.deepEqual(found.sort(byName), expected.sort(byName));
  });

  test(`${name} exports what promtool finds nothing wrong with`, () => {
    const checked = spawnSync('promtool', ['check', 'metrics'], { input: text[name], encoding: 'utf8' });
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  });

  test(`${name} has no more than ${MOST_SERIES} series`, (context) => {
    context.diagnostic(`${samplesOf(name).length} series`);
    assert.ok(samplesOf(name).length <= MOST_SERIES);
  });
}

test('names say the base unit, and counters that they are totals', () => {
  for (const { name, type, unit } of listed) {
    assert.match(name, /^[a-z]+(_[a-z]+)*$/);
    assert.equal(name.endsWith('_total'), type === 'counter', name);
    for (const [word, ending] of Object.entries(UNITS)) assert.equal(ending.test(name), unit === word, name);
    assert.ok(unit === '-' || unit in UNITS, `${name}: unit ${unit}`);
  }
});

test('labels name no incident, unit or person, and no station but those of the city', async () => {
  const { features } = JSON.parse(await readFile(turnout.stations, 'utf8'));
  const stations = new Set([...features.map(({ properties }) => properties.id), 'unspecified']);
  const { units } = await turnout.dispatch.call('ListUnits', {});
  assert.notEqual(units.length, 0);
  const ids = new Set(units.flatMap(({ id, details }) => [id, ...details.officers]));
  for (const { name, labels } of SERVICES.flatMap(samplesOf)) {
    for (const [label, value] of Object.entries(labels)) {
      if (label === 'station') assert.ok(stations.has(value), value);
      assert.ok(!ids.has(value), `${name}: ${value}`);
      assert.doesNotMatch(value, /[0-9a-f]{8}-[0-9a-f]{4}-|\d{6}/, name);
    }
  }
});
