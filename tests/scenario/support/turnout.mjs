// A whole Turnout for one test: a private Redis with the deployed configuration, the three services, and clients of them.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, newId } from './client.mjs';
import { Program } from './processes.mjs';
import { Redis } from './redis.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
export const deployed = (file) => path.join(root, 'deploy', file);
export const bin = process.env.TURNOUT_BIN ?? path.join(root, 'build/dev/bin');
// The services that act, which a test has unless it says otherwise; and the one that reads the past.
export const NAMES = { intake: 'IntakeService', dispatch: 'DispatchService', accountability: 'AccountabilityService' };
const EVERY_NAME = { ...NAMES, records: 'RecordsService' };

// Two stations side by side: a town one and a country one.
export const TOWN = { latitude_deg: 30.05, longitude_deg: 100.05 };
export const COUNTRY = { latitude_deg: 30.05, longitude_deg: 100.25 };
const square = (west, east) => [[[west, 30.0], [east, 30.0], [east, 30.1], [west, 30.1], [west, 30.0]]];
const station = (id, name, area_class, west, east) => ({
  type: 'Feature', properties: { id, name, area_class }, geometry: { type: 'Polygon', coordinates: square(west, east) },
});
const CITY = {
  type: 'FeatureCollection',
  features: [station('chengguan', '城关派出所', 'urban', 100.0, 100.1), station('nanshan', '南山派出所', 'rural', 100.1, 100.3)],
};

// The demonstration city's policy with other values of its top-level keys; orders stay with their units, signed or not.
export async function cityPolicy(changes = {}) {
  let text = await readFile(deployed('city/policy.yaml'), 'utf8');
  for (const [key, value] of Object.entries({ max_reassignments: 0, ...changes })) {
    text = text.replace(new RegExp(`^${key}: .*$`, 'm'), `${key}: ${value}`);
  }
  return { text };
}

// The exposition on a port. The exporter ends a connection without saying so: fetch must not use it again.
export async function scrape(port) {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { connection: 'close' } });
  return response.text();
}

export class Turnout {
  // `speed`: service seconds a real second. `beginMs`: service time at the start. `city`: a folder under deploy/ with its
  // stations and units; null is the city of two stations above, without units. `policy`, `roster`: a file under deploy/, or
  // `{ text }` for a file of the test's own, which it may change (turnout.policy, turnout.roster). Unless told otherwise the
  // city's policy holds, but orders stay with their units whether signed or not; and nobody is on duty. `environments`: what
  // a program, by its name here, gets beside the test's own environment. `certificates`: the services speak TLS with them.
  // `record`: the folder of Redis' data. `archive`: where records archives; a file of the test's own without it. `services`: those that run. `before`, `options`: words before the command
  // of a service and after it, by its name.
  static async start({ district = 'test', speed = 1, beginMs = Date.now(), city = null, policy = null, roster = null,
    environments = {}, certificates = null, record = undefined, archive = null, services = Object.keys(NAMES), before = {}, options = {} } = {}) {
    const turnout = new Turnout();
    turnout.district = district;
    turnout.folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-scenario-'));
    turnout.stations = city ? deployed(`${city}/stations.geojson`) : path.join(turnout.folder, 'stations.geojson');
    if (!city) await writeFile(turnout.stations, JSON.stringify(CITY));
    turnout.units = city ? ['--units', deployed(`${city}/units.yaml`)] : [];
    turnout.policy = await turnout.file('policy.yaml', policy ?? await cityPolicy());
    turnout.roster = roster && await turnout.file('roster.yaml', roster);
    turnout.anchor = Date.now();
    turnout.begin = beginMs;
    turnout.speed = speed;
    turnout.environments = environments;
    turnout.certificates = certificates;
    turnout.services = services;
    turnout.archive = archive ?? path.join(turnout.folder, 'archive.sqlite');
    turnout.before = before;
    turnout.options = options;
    turnout.programs = { redis: await Redis.create(turnout.folder, { districts: [district], record }) };
    turnout.clients = {};
    await turnout.startPrograms();
    return turnout;
  }

  // The path of a file under deploy/, or of one of the test's own with this text.
  async file(name, source) {
    if (typeof source === 'string') return deployed(source);
    const file = path.join(this.folder, name);
    await writeFile(file, source.text);
    return file;
  }

  async startPrograms() {
    await this.startRedis();
    await Promise.all(this.services.map((name) => this.startService(name)));
  }

  async stopPrograms() {
    for (const name of [...Object.keys(EVERY_NAME), 'redis']) await this.programs[name]?.stop();
  }

  async startRedis() {
    await this.programs.redis.start({ environment: this.environments.redis });
  }

  // One process of a service, that answers on this port; `program` stands in for the service's. It need not serve yet.
  launch(name, port = 0, program = `turnout-${name}`) {
    const [command, ...words] = [...(this.before[name] ?? []), path.join(bin, program)];
    return new Program(command,
      [...words, '--listen', `127.0.0.1:${port}`, '--metrics-listen', '127.0.0.1:0',
        '--redis', `127.0.0.1:${this.programs.redis.port}`, ...this.programs.redis.optionsOf(name, this.district),
        '--stations', this.stations, '--policy', this.policy, ...(this.roster ? ['--roster', this.roster] : []),
        ...(name === 'dispatch' ? this.units : []), ...(name === 'records' ? ['--archive', this.archive] : []), '--district', this.district, '--simulation', '--clock-speed', `${this.speed}`,
        '--clock-anchor-wall-ms', `${this.anchor}`, '--clock-anchor-sim-ms', `${this.begin}`,
        ...(this.certificates?.serverOptions() ?? []), ...(this.options[name] ?? [])],
      this.environments[name]);
  }

  // Also starts it again after a kill: on the same port, so that clients find it.
  async startService(name, program = undefined) {
    const port = this.clients[name]?.port ?? 0;
    const service = this.launch(name, port, program);
    this.programs[name] = service;
    // Accountability serves before it has read the log; the timelines that tests ask for come from what it has read.
    const hasRead = name === 'accountability' ? service.says(/compliance projection complete/) : null;
    [service.match] = await Promise.all([service.says(/ serving .*metrics_port=(\d+)/), hasRead]);
    if (port !== 0) {
      await this.clients[name].ready();
      return;
    }
    const served = Number(/ port=(\d+)/.exec(service.match.input)[1]);
    this.clients[name] = new Client(`127.0.0.1:${served}`, EVERY_NAME[name], await this.certificates?.client());
    this.clients[name].port = served;
  }

  get intake() { return this.clients.intake; }
  get dispatch() { return this.clients.dispatch; }
  get accountability() { return this.clients.accountability; }
  get records() { return this.clients.records; }

  // The service clock.
  now() { return this.begin + (Date.now() - this.anchor) * this.speed; }

  metrics(name) {
    return scrape(this.programs[name].match[1]);
  }

  async stop() {
    for (const client of Object.values(this.clients)) client.close();
    await this.stopPrograms();
    await rm(this.folder, { recursive: true });
  }

  // ---- one call's story

  async report(fields = {}) {
    const { incident } = await this.intake.call('ReportIncident', reportOf(fields));
    return incident.id;
  }

  // In the demonstration city, once its turnout limit has passed and somebody has been told.
  async reportLate() {
    const id = await this.report({ position: { latitude_deg: 35.003, longitude_deg: 150.012 },
      call: { answered_at_ms: Date.now() - 600_000 } });
    await this.until(id, (incident) => escalationOf(incident, 'TURNOUT')?.raised > 0);
    return id;
  }

  async unit(id, station_id = 'chengguan') {
    await this.dispatch.call('RegisterUnit',
      { request_id: newId(), actor: 'd-1', unit_id: id, details: { district: 'test', station_id } });
    return id;
  }

  async assign(incident_id, unit_id) {
    const { order_number } = await this.dispatch.call('AssignUnit',
      { request_id: newId(), actor: 'd-1', incident_id, unit_id });
    return order_number;
  }

  async milestone(incident_id, unit_id, milestone, fields = {}) {
    const { incident } = await this.accountability.call('ReportMilestone', {
      request_id: newId(), actor: 'officer-1', incident_id, unit_id, milestone: `MILESTONE_${milestone}`, ...fields });
    return incident;
  }

  async incident(incident_id) {
    const { incident } = await this.intake.call('GetIncident', { incident_id });
    return incident;
  }

  async timeline(incident_id) {
    return this.accountability.call('GetTimeline', { incident_id });
  }

  // The incident once `condition` holds for it; it is read again after each of its events, as the watch stream tells them.
  async until(incident_id, condition) {
    const { cursor } = await this.intake.call('ListIncidents', {});
    const now = await this.incident(incident_id);
    if (condition(now)) return now;
    const stream = this.intake.watch('WatchIncidents', { cursor });
    stream.on('error', () => {});
    try {
      for await (const { event } of stream) {
        if (event?.incident_id !== incident_id) continue;  // a heartbeat has no event
        const incident = await this.incident(incident_id);
        if (condition(incident)) return incident;
      }
    } finally {
      stream.cancel();
    }
    throw new Error('the watch ended');
  }
}

export function reportOf({ incident_id = newId(), position = TOWN, call = {}, ...fields } = {}) {
  return {
    incident_id,
    call: { source: 'CALL_SOURCE_LINE_110', received_by: 'taker-1', caller: { words: '有人打架' }, ...call },
    place: position ? { position, address: { text: '人民路1号' } } : undefined,
    priority: 'PRIORITY_EMERGENCY',
    ...fields,
  };
}

// The newest run of the incident's clock.
export const clockOf = (incident, kind) => incident.clocks.findLast((clock) => clock.kind === `CLOCK_KIND_${kind}`);
export const verdictOf = (incident, kind) => clockOf(incident, kind).verdict.replace('CLOCK_VERDICT_', '');
export const escalationOf = (incident, kind) => incident.escalations.findLast((one) => one.kind === `CLOCK_KIND_${kind}`);
// What happened, by the names of the events' bodies; of one clock only if a kind is given.
export const happenedOf = (timeline, kind = null) => timeline.entries.map(({ event }) => event)
  .filter((event) => kind === null || event[event.body].kind === `CLOCK_KIND_${kind}`).map((event) => event.body);
export const firingsOf = (timeline, kind) =>
  timeline.entries.filter(({ event }) => event.deadline_breached?.kind === `CLOCK_KIND_${kind}`).map(({ event }) => event);
