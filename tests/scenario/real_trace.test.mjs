// Two hours of a real city's dispatch export through a Redis and three services of the replay's own. What the file implies
// is computed here once more, so that the replay does not check itself. Skipped without the data.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { bin, deployed } from './support/turnout.mjs';

const run = promisify(execFile);
const data = process.env.TURNOUT_DATA ?? deployed('../../shared/data');
const TRACE = path.join(data, 'sf_fire_cad_2020-04-07_04-20.csv.gz');
const CITY = path.join(data, 'sf_analysis_neighborhoods.geojson.gz');
const RURAL = ['Bayview_Hunters_Point', 'Golden_Gate_Park', 'Lakeshore', 'McLaren_Park', 'Presidio', 'Treasure_Island'];
const [FROM, TO] = ['2020-04-11T17:00:00-07:00', '2020-04-11T19:00:00-07:00'];

// "04/11/2020 05:17:42 PM", seven hours behind UTC.
function instant(text) {
  if (!text) return null;
  const [, month, day, year, hour, rest, half] = /^(\d+)\/(\d+)\/(\d+) (\d+)(:\d+:\d+) ([AP])M$/.exec(text);
  const hours = String(hour % 12 + (half === 'P' ? 12 : 0)).padStart(2, '0');
  return Date.parse(`${year}-${month}-${day}T${hours}${rest}-07:00`);
}

// The calls of the slice by number: when each was received and when its first unit was en route, or null.
async function callsOfTheFile() {
  const [header, ...rows] = gunzipSync(await readFile(TRACE)).toString().trim().split(/\r?\n/)
    .map((line) => line.match(/("[^"]*"|[^,]*)(,|$)/g).map((field) => field.replace(/,$/, '')));
  const column = (name) => header.indexOf(name);
  const calls = new Map();
  for (const row of rows) {
    const received = instant(row[column('Received DtTm')]);
    if (received < Date.parse(FROM) || received >= Date.parse(TO)) continue;
    const call = calls.get(row[column('Call Number')]) ?? { received, enRoute: null };
    const enRoute = instant(row[column('Response DtTm')]);
    if (enRoute && (call.enRoute === null || enRoute < call.enRoute)) call.enRoute = enRoute;
    calls.set(row[column('Call Number')], call);
  }
  return calls;
}

test('every call of a real slice ends as its file says', { skip: !existsSync(TRACE) && `${TRACE} is not there` }, async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-real-'));
  try {
    const json = path.join(folder, 'report.json');
    await run(path.join(bin, 'turnout-replay'), [TRACE, '--map', deployed('traces/san_francisco.yaml'), '--speed', '600',
      '--from', FROM, '--to', TO, '--with-services', '--jurisdictions', CITY, '--json', json]);
    const report = JSON.parse(await readFile(json, 'utf8'));
    const file = await callsOfTheFile();
    assert.ok(file.size > 30);
    assert.deepEqual(report.calls.map(({ call }) => call).sort(), [...file.keys()].sort());
    for (const call of report.calls) {
      const { received, enRoute } = file.get(call.call);
      assert.equal(Date.parse(call.received), received, call.call);
      assert.equal(call.first_en_route && Date.parse(call.first_en_route), enRoute, call.call);
      assert.equal(call.turnout_limit_s, RURAL.includes(call.station) ? 600 : 300, call.call);
      const inTime = enRoute !== null && enRoute - received <= call.turnout_limit_s * 1000;
      assert.ok((inTime ? ['met', 'met_reported_late'] : ['breached']).includes(call.turnout_verdict), call.call);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
