// A district with several keepers of its deadlines, each behind a gate of its own, and a stream of incidents that nobody
// attends to: every clock of theirs fires, seconds after the call.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, newId } from '../../scenario/support/client.mjs';
import { Program } from '../../scenario/support/processes.mjs';
import { Redis } from '../../scenario/support/redis.mjs';
import { bin, deployed, reportOf } from '../../scenario/support/turnout.mjs';
import { Gate } from './gate.mjs';

const LIMITS_S = { assign: 1, turnout: 2, arrival: 3 };
export const DEADLINES_OF_ONE = Object.keys(LIMITS_S).length;
const LAST_MS = Math.max(...Object.values(LIMITS_S)) * 1000;
const SOURCE = '    source: these tests\n';
const POLICY = 'version: "seconds"\nlimits:\n' +
  Object.entries(LIMITS_S).map(([clock, limit]) => `  - clock: ${clock}\n    limit: ${limit} s\n${SOURCE}`).join('') +
  'travel_speeds:\n' +
  ['urban', 'suburban', 'rural'].map((area) => `  - area: ${area}\n    speed_kmh: 30\n${SOURCE}`).join('');
const REPORT_EVERY_MS = 25;
const READ_AT_ONCE = 16;

export class Keepers {
  static async start(names = ['a', 'b']) {
    const district = new Keepers();
    district.folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-keepers-'));
    district.policy = path.join(district.folder, 'policy.yaml');
    await writeFile(district.policy, POLICY);
    district.redis = await Redis.create(district.folder);
    district.outages = [];
    district.keepers = {};
    try {
      await district.startRedis();
      district.intakeProgram = await district.#startService('intake', district.redis.port);
      district.intake = clientOf(district.intakeProgram, 'IntakeService');
      for (const name of names) district.keepers[name] = { gate: await Gate.start(district.redis.port), isUp: false };
      await Promise.all(names.map((name) => district.startKeeper(name)));
    } catch (error) {
      await district.stop();
      throw error;
    }
    return district;
  }

  async startRedis() {
    await this.redis.start();
    this.#note(() => { this.redisIsUp = true; });
  }

  async killRedis() {
    this.#note(() => { this.redisIsUp = false; });
    await this.redis.kill();
  }

  async startKeeper(name) {
    const keeper = this.keepers[name];
    keeper.program = await this.#startService('accountability', keeper.gate.port);
    keeper.client?.close();
    keeper.client = clientOf(keeper.program, 'AccountabilityService');
    this.#note(() => { keeper.isUp = true; });
  }

  async killKeeper(name) {
    const keeper = this.keepers[name];
    this.#note(() => { keeper.isUp = false; });
    await keeper.program.kill();
    keeper.gate.reset();
  }

  stopKeeper(name) {
    const keeper = this.keepers[name];
    keeper.program.process.kill('SIGSTOP');
    this.#note(() => { keeper.isUp = false; });
  }

  continueKeeper(name) {
    const keeper = this.keepers[name];
    keeper.program.process.kill('SIGCONT');
    this.#note(() => { keeper.isUp = true; });
  }

  // Reports incidents until `work` has ended; resolves with their ids.
  async reportDuring(work) {
    let over = false;
    const done = work().finally(() => { over = true; });
    const reports = [];
    while (!over) {
      reports.push(this.#report());
      await pause(REPORT_EVERY_MS);
    }
    await done;
    return Promise.all(reports);
  }

  // The firings of these incidents, each with the time beyond its deadline for which somebody could have fired it.
  async firings(incidentIds) {
    await pause(LAST_MS + 1000);
    const firings = [];
    for (let at = 0; at < incidentIds.length; at += READ_AT_ONCE) {
      const read = incidentIds.slice(at, at + READ_AT_ONCE).map((id) => this.#firingsOf(id));
      firings.push(...(await Promise.all(read)).flat());
    }
    return firings;
  }

  async stop() {
    this.intake?.close();
    for (const { program, client, gate } of Object.values(this.keepers)) {
      client?.close();
      await program?.stop();
      gate.stop();
    }
    await this.intakeProgram?.stop();
    await this.redis?.stop();
    await rm(this.folder, { recursive: true });
  }

  // ---- how

  #startService(name, redisPort) {
    return Program.start(path.join(bin, `turnout-${name}`),
      ['--listen', '127.0.0.1:0', '--metrics-listen', '127.0.0.1:0', '--redis', `127.0.0.1:${redisPort}`,
        ...this.redis.optionsOf(name), '--district', 'test',
        '--stations', deployed('city/stations.geojson'), '--policy', this.policy], / serving .* port=(\d+)/);
  }

  // Until it is acknowledged: a report may meet a Redis that is away.
  async #report() {
    const request = reportOf({ incident_id: newId() });
    for (;;) {
      try {
        await this.intake.call('ReportIncident', request);
        return request.incident_id;
      } catch (error) {
        if (error.status !== 'UNAVAILABLE') throw error;
        await pause(REPORT_EVERY_MS);
      }
    }
  }

  async #firingsOf(incident_id) {
    const [{ client }] = Object.values(this.keepers);
    const { entries } = await client.call('GetTimeline', { incident_id, page_size: 500 });
    return entries.filter(({ event }) => event.deadline_breached).map(({ event }) => {
      const { kind, due_at_ms } = event.deadline_breached;
      const overdueMs = event.at_ms - due_at_ms;
      return { deadline: `${incident_id} ${kind}`, overdueMs, lateMs: overdueMs - this.#outageWithin(due_at_ms, event.at_ms) };
    });
  }

  // Changes who is up; keeps the times in which no keeper or no Redis was.
  #note(change) {
    change();
    const isOut = !this.redisIsUp || !Object.values(this.keepers).some(({ isUp }) => isUp);
    const wasOut = this.outages.at(-1)?.to === Infinity;
    if (isOut && !wasOut) this.outages.push({ from: Date.now(), to: Infinity });
    if (!isOut && wasOut) this.outages.at(-1).to = Date.now();
  }

  #outageWithin(from, to) {
    return this.outages.reduce((sum, outage) => sum + Math.max(0, Math.min(to, outage.to) - Math.max(from, outage.from)), 0);
  }
}

function clientOf(program, service) {
  return new Client(`127.0.0.1:${Number(program.match[1])}`, service);
}

// What became of the deadlines.
export function verdictOf(firings, deadlines) {
  const distinct = new Set(firings.map(({ deadline }) => deadline)).size;
  return {
    early: firings.filter(({ overdueMs }) => overdueMs <= 0).length,
    twice: firings.length - distinct,
    missed: deadlines - distinct,
    latestMs: Math.max(...firings.map(({ lateMs }) => lateMs)),
  };
}
