// How the check reads expressions and shows values.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../tools/src/dashboards/prometheus.mjs';
import { filled } from '../../tools/src/dashboards/queries.mjs';
import { selectorsOf } from '../../tools/src/dashboards/selectors.mjs';
import { nameOf, shown } from '../../tools/src/dashboards/shown.mjs';

const EXPRESSIONS = {
  'redis_up == 0': ['redis_up'],
  'sum by (district, area) (increase(a_total{clock="turnout",district!="probe"}[30s]) > 0)': ['a_total{clock="turnout",district!="probe"}'],
  'a > 500 or b > 0 and on(instance) changes(job:c[10s]) == 0': ['a', 'b', 'job:c'],
  'up{job="turnout"} == 1 unless on(instance) a': ['up{job="turnout"}', 'a'],
  'a / on(district) group_left(role) b offset 5m > bool 1.5e3': ['a', 'b'],
  'label_replace(vector(1), "district", "all", "", "")': [],
  'sum(a) by (le) + max without(instance) (a)': ['a'],
};

for (const [expr, series] of Object.entries(EXPRESSIONS)) {
  test(`the series of ${expr}`, () => assert.deepEqual(selectorsOf(expr), series));
}

test('variables are put in as Grafana does: all values of a choice, a rate over four scrapes', () => {
  const scope = { rangeS: 3600, stepS: 7.2, scrapeS: 2, variables: { district: ['north', 'east'] } };
  assert.equal(filled('increase(a{district=~"$district"}[$__range])', scope), 'increase(a{district=~"(north|east)"}[3600000ms])');
  assert.equal(filled('rate(a[$__rate_interval])', scope), 'rate(a[9200ms])');
  assert.equal(filled('rate(a[$__rate_interval])', { ...scope, stepS: 2 }), 'rate(a[8000ms])');
});

test('durations are read as Prometheus writes them', () => {
  assert.deepEqual(['15m', '1m30s', '250ms', '1d'].map(seconds), [900, 90, 0.25, 86400]);
  for (const text of ['', '15', 'soon', '5m!']) assert.throws(() => seconds(text), /is not a duration such as 15m/);
});

test('values are shown in the unit of their panel', () => {
  assert.deepEqual([[0.0000005, 's'], [0.0123, 's'], [0, 's'], [300, 's'], [90_000, 's'], [0.9342, 'percentunit'], [3_145_728, 'bytes'],
    [12.34, 'reqps'], [1234.5, undefined], [Infinity, 's']].map(([value, unit]) => shown(value, unit)),
  ['0.5 µs', '12.3 ms', '0 s', '5 min', '25 h', '93.4 %', '3 MiB', '12.3 req/s', '1235', 'Infinity']);
  assert.equal(nameOf({ legend: '{{service}} {{loop}}' }, { service: 'intake', loop: 'log_follower' }), 'intake log_follower');
  assert.equal(nameOf({ legend: '' }, { __name__: 'up', service: 'intake' }), 'intake');
});
