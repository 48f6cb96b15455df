// The disk of Redis fills up: Redis ends rather than acknowledge what it cannot keep, its supervisor starts it again and
// again, and when the disk has been enlarged everything goes on by itself, with every acknowledged incident. The alert for
// it had fired while there was still time. Needs root, to mount a small disk.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Program, freePort } from '../scenario/support/processes.mjs';
import { newId } from '../scenario/support/client.mjs';
import { Turnout, deployed, reportOf } from '../scenario/support/turnout.mjs';

const AT_ONCE = 4;
const PAUSE_MS = 30;  // of each caller: seconds pass from the threshold of the alert until the disk is full
const WORDS = '有人打架，'.repeat(300);  // so that some hundreds of incidents fill the disk
const RESTART_MS = 1000;  // as deploy/systemd has it
const DISK_IS_FULL = /(Short write while|Error) writing to the AOF file/;
const skip = process.getuid() === 0 ? false : 'only root can mount a small disk';

// A Turnout whose Redis has a small disk of its own, with callers, until the end of the test.
async function onSmallDisk(t, size) {
  const disk = await mkdtemp(path.join(os.tmpdir(), 'turnout-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'turnout-test', disk]);
  const turnout = await Turnout.start({ record: disk });
  const callers = new Callers(turnout);
  t.after(async () => {
    callers.giveUp();
    await turnout.stop();
    execFileSync('umount', [disk]);
    await rm(disk, { recursive: true });
  });
  const enlarge = () => execFileSync('mount', ['-o', 'remount,size=64m', disk]);
  return { disk, turnout, redis: turnout.programs.redis, callers, enlarge };
}

// A stream of incidents, each reported until it is acknowledged.
class Callers {
  constructor(turnout) {
    this.turnout = turnout;
    this.acknowledged = [];
    this.refused = new Set();  // callers that have had to ask again
    this.callers = Array.from({ length: AT_ONCE }, (_, caller) => this.#call(caller));
  }

  // Resolves when the last report that had begun is acknowledged.
  end() {
    this.isOver = true;
    return Promise.all(this.callers);
  }

  giveUp() { this.isOver = this.isGivenUp = true; }

  async #call(caller) {
    while (!this.isOver) {
      const request = reportOf({ incident_id: newId(), call: { caller: { words: WORDS } } });
      if (await this.#report(request, caller)) this.acknowledged.push(request.incident_id);
      await pause(PAUSE_MS);
    }
  }

  // Whether it was acknowledged.
  async #report(request, caller) {
    while (!this.isGivenUp) {
      try {
        return await this.turnout.intake.call('ReportIncident', request);
      } catch (error) {
        if (!['UNAVAILABLE', 'DEADLINE_EXCEEDED'].includes(error.status)) throw error;
        this.refused.add(caller);
        await pause(20);
      }
    }
  }
}

// Starts Redis whenever it has ended, as systemd does.
class Supervisor {
  constructor(redis) {
    this.redis = redis;
    this.starts = 0;
    this.work = this.#supervise();
  }

  async end() {
    this.isOver = true;
    await this.work;
  }

  async #supervise() {
    while (!this.isOver) {
      await pause(RESTART_MS);
      if (this.redis.program.process.exitCode === null) continue;
      this.starts++;
      await this.redis.start().catch(() => {});  // on a full disk it may not even come up
    }
  }
}

// Real Prometheus with the rules of deploy/, and a real node exporter.
class Watch {
  static async start(t) {
    const watch = new Watch();
    watch.folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-watch-'));
    const [node, port] = [await freePort(), await freePort()];
    watch.port = port;
    await writeFile(path.join(watch.folder, 'prometheus.yml'), JSON.stringify({
      global: { scrape_interval: '500ms', scrape_timeout: '500ms', evaluation_interval: '500ms' },
      rule_files: [deployed('prometheus/rules/storage.yml')],
      scrape_configs: [{ job_name: 'node', static_configs: [{ targets: [`127.0.0.1:${node}`], labels: { district: 'test' } }] }],
    }));
    watch.programs = [
      await Program.start('prometheus-node-exporter', [`--web.listen-address=127.0.0.1:${node}`, '--collector.disable-defaults',
        '--collector.filesystem'], /Listening on/i),
      await Program.start('prometheus', [`--config.file=${watch.folder}/prometheus.yml`, `--storage.tsdb.path=${watch.folder}/data`,
        `--web.listen-address=127.0.0.1:${port}`], /Server is ready/),
    ];
    t.after(async () => {
      for (const program of watch.programs) await program.stop();
      await rm(watch.folder, { recursive: true });
    });
    return watch;
  }

  // When the alert began to fire for the disk, Unix ms; undefined if it does not.
  async firingSince(alertname, mountpoint) {
    const response = await fetch(`http://127.0.0.1:${this.port}/api/v1/alerts`);
    const { data: { alerts } } = await response.json();
    const alert = alerts.find(({ state, labels }) =>
      state === 'firing' && labels.alertname === alertname && labels.mountpoint === mountpoint);
    return alert && Date.parse(alert.activeAt);
  }
}

// Those of the incidents that are not in the record.
async function missing(redis, ids) {
  const replies = await redis.askAs('operator', ...ids.map((id) => ['EXISTS', `{d:test}:incident:${id}`]));
  return ids.filter((_, i) => replies[i] !== ':1\r\n');
}

test('a full disk costs nothing that was acknowledged', { skip, timeout: 150_000 }, async (t) => {
  const watch = await Watch.start(t);
  const { disk, turnout, redis, callers, enlarge } = await onSmallDisk(t, '16m');
  const [code] = await redis.program.ended;
  const endedAt = Date.now();
  assert.equal(code, 1, 'Redis ends rather than acknowledge what it cannot keep');
  assert.match(redis.program.output, DISK_IS_FULL);
  const before = callers.acknowledged.length;
  const alerted = await watch.firingSince('DiskSpaceLow', disk);
  assert.ok(alerted < endedAt, 'the alert fired before');

  const supervisor = new Supervisor(redis);
  while (supervisor.starts < 2) await pause(100);
  enlarge();
  const enlargedAt = Date.now();
  await callers.end();
  const backAfter = Date.now() - enlargedAt;
  await supervisor.end();

  const lost = await missing(redis, callers.acknowledged);
  t.diagnostic(`${before} incidents until the disk was full, the alert ${endedAt - alerted} ms before that; ` +
    `${supervisor.starts} starts; everything acknowledged ${backAfter} ms after the disk was enlarged; ${lost.length} lost`);
  assert.ok(before > 100);
  assert.deepEqual(lost, []);
  await turnout.unit('car-1');
  const { entries } = await turnout.timeline(callers.acknowledged.at(-1));
  assert.ok(entries.length > 0, 'dispatch and accountability go on, too');
});

// The control: a Redis that acknowledges first and writes then, which services that may see its settings refuse.
test('control: with appendfsync everysec it costs what was acknowledged last', { skip, timeout: 60_000 }, async (t) => {
  const { redis, callers, enlarge } = await onSmallDisk(t, '2m');
  await redis.ask('CONFIG', 'SET', 'appendfsync', 'everysec');
  while (!DISK_IS_FULL.test(redis.program.output)) await pause(50);
  while (callers.refused.size < AT_ONCE) await pause(10);  // then each has heard of what was acknowledged before
  const acknowledged = [...callers.acknowledged];
  await redis.kill();
  enlarge();
  callers.giveUp();
  await redis.start();
  assert.ok((await missing(redis, acknowledged)).length > 0);
});
