// Real Prometheus and Alertmanager of a test, with the configuration as it is shipped, on free ports; and the pages that they send.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { receivePages } from '../../../tools/src/monitoring/pages.mjs';
import { alertmanager, prepare, prometheus, setTargets } from '../../../tools/src/monitoring/programs.mjs';
import { Program, freePort } from '../../scenario/support/processes.mjs';

const LONGEST_START_MS = 30_000;
const LOOK_EVERY_MS = 50;

// What `look` resolves with once that is true; fails after `withinMs` with `what` in its message.
export async function eventually(what, look, withinMs = LONGEST_START_MS) {
  for (const from = Date.now(); Date.now() - from < withinMs; await pause(LOOK_EVERY_MS)) {
    const seen = await look();
    if (seen) return seen;
  }
  throw new Error(`within ${withinMs / 1000} s this did not come true: ${what}`);
}

export class Monitoring {
  static async start() {
    const monitoring = new Monitoring();
    monitoring.folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-monitoring-'));
    monitoring.pages = [];
    monitoring.receiver = await receivePages(0, (alert) => monitoring.pages.push({ ...alert, atMs: Date.now() }));
    await prepare(monitoring.folder, monitoring.receiver.address().port);
    monitoring.ports = { prometheus: await freePort(), alertmanager: await freePort() };
    await monitoring.target('alertmanager', [{ port: monitoring.ports.alertmanager }]);
    await monitoring.target('prometheus', [{ port: monitoring.ports.prometheus }]);
    monitoring.programs = Object.entries({ prometheus, alertmanager }).map(([name, command]) =>
      run(command(monitoring.folder, monitoring.ports[name])));
    await Promise.all(Object.keys(monitoring.ports).map((name) => eventually(`${name} is ready`, () =>
      fetch(`http://127.0.0.1:${monitoring.ports[name]}/-/ready`).then(({ ok }) => ok, () => false))));
    return monitoring;
  }

  target(job, targets) { return setTargets(this.folder, job, targets); }

  // Of Prometheus' API.
  async answerTo(question) {
    return (await fetch(`http://127.0.0.1:${this.ports.prometheus}/api/v1/${question}`)).json();
  }
  async ask(question) { return (await this.answerTo(question)).data; }

  // Until Prometheus scrapes this many targets of its own accord, and knows whom to tell.
  async untilScraped(count) {
    await eventually(`${count} targets answer`, async () =>
      (await this.ask('targets')).activeTargets.filter(({ health }) => health === 'up').length === count);
    await eventually('Prometheus has found Alertmanager', async () => (await this.ask('alertmanagers')).activeAlertmanagers.length === 1);
  }

  // The first page about this alert with these labels that came after an instant.
  page(alertname, labels, status, afterMs, withinMs) {
    const wanted = Object.entries({ alertname, ...labels });
    return eventually(`a page that ${alertname} of ${labels.district} is ${status}`, () => this.pages.find((page) =>
      page.to === 'page' && page.status === status && page.atMs >= afterMs && wanted.every(([key, value]) => page.labels[key] === value)),
    withinMs);
  }

  async stop() {
    await Promise.all((this.programs ?? []).map((program) => program.stop()));
    this.receiver?.close();
    await rm(this.folder, { recursive: true });
  }
}

// A program with its arguments that is ended by `stop`.
export function run([program, ...args], environment = {}) {
  const running = new Program(program, args, environment);
  running.ended.catch(() => {});
  return running;
}
