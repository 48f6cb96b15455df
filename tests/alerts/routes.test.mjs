// What reaches whom, asked of a real Alertmanager with the configuration as it is shipped.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Monitoring, eventually } from './support/monitoring.mjs';

const ALERTS = [
  { alertname: 'RedisDown', severity: 'critical', district: 'north' },
  { alertname: 'LogLag', severity: 'warning', hidden_by: 'RedisDown', district: 'north', service: 'intake' },
  { alertname: 'RedisReplicaLost', severity: 'critical', hidden_by: 'RedisDown', district: 'north' },
  { alertname: 'DeadlineUnfired', severity: 'critical', district: 'north' },
  { alertname: 'TurnoutBreached', severity: 'critical', district: 'north', area: 'urban' },
  { alertname: 'KeeperStalled', severity: 'critical', district: 'north' },
  { alertname: 'ClockDisagreement', severity: 'warning', district: 'north' },
  { alertname: 'Watchdog', severity: 'none', district: 'all' },
  { alertname: 'LogLag', severity: 'warning', hidden_by: 'RedisDown', district: 'south', service: 'intake' },
  { alertname: 'TurnoutObjectiveBurnsFast', severity: 'critical', district: 'south' },
  { alertname: 'TurnoutObjectiveBurns', severity: 'warning', district: 'south' },
  { alertname: 'CertificateExpires', severity: 'critical', district: 'south', service: 'intake' },
  { alertname: 'CertificateExpiresSoon', severity: 'warning', district: 'south', service: 'intake' },
  { alertname: 'CertificateExpiresSoon', severity: 'warning', district: 'south', service: 'dispatch' },
];
const nameOf = ({ alertname, district, service }) => [alertname, district, service].filter(Boolean).join(' ');

let monitoring;
let alertmanager;
before(async () => {
  monitoring = await Monitoring.start();
  alertmanager = `http://127.0.0.1:${monitoring.ports.alertmanager}/api/v2/alerts`;
  const body = JSON.stringify(ALERTS.map((labels) => ({ labels, annotations: { summary: nameOf(labels) } })));
  const { status } = await fetch(alertmanager, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  assert.equal(status, 200);
});
after(() => monitoring.stop());

test('RedisDown hides what follows from it in its district, never a missed deadline, a stopped keeper or the Watchdog', async () => {
  const hidden = await eventually('alerts are inhibited', async () => {
    const alerts = await (await fetch(`${alertmanager}?active=false&silenced=false&unprocessed=false`)).json();
    return alerts.length >= 4 && alerts.map(({ labels }) => nameOf(labels)).sort();
  });
  assert.deepEqual(hidden, ['CertificateExpiresSoon south intake', 'LogLag north intake', 'RedisReplicaLost north', 'TurnoutObjectiveBurns south']);
});

test('what is critical reaches the pager within seconds; tickets wait; the heartbeat goes elsewhere', async () => {
  const expected = ['CertificateExpires south intake', 'DeadlineUnfired north', 'KeeperStalled north', 'RedisDown north',
    'TurnoutBreached north', 'TurnoutObjectiveBurnsFast south'];
  const paged = () => monitoring.pages.filter(({ to, labels }) => to === 'page' && labels.alertname !== 'JobMissing')
    .map(({ labels }) => nameOf(labels)).sort();
  await eventually('every critical alert is paged', () => paged().length >= expected.length, 10_000);
  assert.deepEqual(paged(), expected);
  assert.ok(!monitoring.pages.some(({ to }) => to === 'ticket'));
  await eventually('the heartbeat has come', () => monitoring.pages.some(({ to, labels }) => to === 'heartbeat' && labels.alertname === 'Watchdog'));
});
