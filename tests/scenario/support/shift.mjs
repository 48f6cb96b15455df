// A generated shift of the demonstration city, played through a Turnout by the replay program.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { NAMES, Turnout, bin, deployed } from './turnout.mjs';

const run = promisify(execFile);
const BEGIN = Date.parse('2026-03-02T08:00:00+08:00');
const LEAD_S = 12;  // real time for the services to start and the replay to get ready in, on a busy machine

// A Turnout of the demonstration city whose clock stands just before the shift.
export function startCity(speed, certificates = null, services = Object.keys(NAMES)) {
  return Turnout.start({ speed, beginMs: BEGIN - LEAD_S * 1000 * speed, city: 'city', policy: 'traces/policy.yaml', certificates, services });
}

// The options by which a program finds its services.
export const addressesOf = (turnout) =>
  Object.keys(NAMES).flatMap((name) => [`--${name}`, `127.0.0.1:${turnout.clients[name].port}`]);

// Plays `hours` of a shift; resolves with the replay's report, its exit code under `code`.
export async function playShift(turnout, { seed, hours }) {
  const trace = path.join(turnout.folder, 'shift.csv');
  const report = path.join(turnout.folder, 'report.json');
  const generated = await run(path.join(bin, 'turnout-generate'),
    ['shift', '--seed', `${seed}`, '--hours', `${hours}`, '--from', new Date(BEGIN).toISOString()], { maxBuffer: 2 ** 26 });
  await writeFile(trace, generated.stdout);
  const played = await run(path.join(bin, 'turnout-replay'),
    [trace, '--map', deployed('city/shift_map.yaml'), '--speed', `${turnout.speed}`, '--json', report, ...addressesOf(turnout),
      ...(turnout.certificates?.clientOptions() ?? [])])
    .then((done) => ({ code: 0, ...done }), (failed) => failed);
  if (played.code > 1) throw new Error(played.stderr);
  return { code: played.code, text: played.stdout, ...JSON.parse(await readFile(report, 'utf8')) };
}

// Every event of an incident, page by page.
export async function eventsOf(turnout, incident_id) {
  const events = [];
  for (let page_token = ''; ;) {
    const page = await turnout.accountability.call('GetTimeline', { incident_id, page_size: 500, page_token });
    events.push(...page.entries.map(({ event }) => event));
    page_token = page.next_page_token;
    if (!page_token) return events;
  }
}
