// The probe: a synthetic incident every few seconds tells whether a call would be dealt with.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Program, freePort } from './support/processes.mjs';
import { addressesOf } from './support/shift.mjs';
import { Turnout, bin, scrape } from './support/turnout.mjs';

let turnout, probe, port;
before(async () => {
  turnout = await Turnout.start({ district: 'probe-here', policy: 'probe/policy.yaml' });
  probe = await start(turnout);
});
after(async () => {
  await probe?.stop();
  await turnout.stop();
});

async function start(of) {
  port = await freePort();
  return Program.start(path.join(bin, 'turnout-probe'),
    ['--every', '5', '--metrics-listen', `127.0.0.1:${port}`, ...addressesOf(of)], /probe started/);
}

async function series(name) {
  const text = await scrape(port);
  return Number(text.split('\n').find((line) => line.startsWith(`${name} `))?.split(' ')[1]);
}
const passed = () => series('turnout_probe_runs_total{outcome="passed"}');
const failed = () => series('turnout_probe_runs_total{outcome="failed"}');

// Waits until it holds; a run takes two seconds when all is well and ten when nothing answers.
async function until(holds) {
  const end = Date.now() + 40_000;
  while (!(await holds())) {
    assert.ok(Date.now() < end, 'not within 40 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('it passes while everything is well, and leaves nothing open', async () => {
  await until(async () => (await passed()) >= 2);
  assert.equal(await failed(), 0);
  assert.ok(Math.abs((await series('turnout_probe_last_success_timestamp_seconds')) - Date.now() / 1000) < 10);
});

test('it fails while the deadline keeper stands still, and passes again when that goes on', async () => {
  turnout.programs.accountability.process.kill('SIGSTOP');
  await until(async () => (await failed()) >= 1);
  turnout.programs.accountability.process.kill('SIGCONT');
  const before = await passed();
  await until(async () => (await passed()) > before);
  const { incidents } = await turnout.intake.call('ListIncidents', {});
  assert.ok(incidents.length <= 1, 'what a failed run leaves is ended by the next');
});

test('it fails at an incident that is not its own, and leaves it alone', async () => {
  const id = await turnout.report();
  const before = await failed();
  await until(async () => (await failed()) > before);
  assert.match(probe.output, new RegExp(`incident ${id} is not the probe's`));
  assert.equal((await turnout.incident(id)).status, 'INCIDENT_STATUS_OPEN');
});

test('it refuses a district that is not its own', async () => {
  const real = await Turnout.start();
  const stray = await start(real);
  try {
    await until(() => /district test is not for probes/.test(stray.output));
    assert.deepEqual((await real.intake.call('ListIncidents', {})).incidents, []);
  } finally {
    await stray.stop();
    await real.stop();
  }
});
