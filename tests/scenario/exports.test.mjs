// Exports in other forms, played through a Redis and three services of the replay's own: each gives the report of the plain
// file; what a file lacks is absent in the report.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { bin, deployed } from './support/turnout.mjs';

const run = promisify(execFile);
const SPEED = 600;

// Calls of one evening and one of the next: 20 hours in which nothing happens lie between them.
const PLAIN = `Call,Unit,Received,Dispatched,EnRoute,OnScene,Free,Lat,Lon
1,P1,2026-03-02 12:00:00,2026-03-02 12:01:00,2026-03-02 12:02:30,2026-03-02 12:09:00,2026-03-02 12:30:00,35.003,150.012
1,P2,2026-03-02 12:00:00,2026-03-02 12:01:00,2026-03-02 12:02:30,2026-03-02 12:09:00,2026-03-02 12:30:00,35.003,150.012
2,P3,2026-03-02 12:10:00,2026-03-02 12:12:00,2026-03-02 12:25:00,2026-03-02 12:28:00,2026-03-02 12:40:00,35.004,150.011
3,P1,2026-03-03 08:00:00,2026-03-03 08:01:00,2026-03-03 08:02:00,2026-03-03 08:06:00,2026-03-03 08:20:00,35.003,150.012
`;
const COLUMNS = { call: 'Call', unit: 'Unit', received: 'Received', dispatched: 'Dispatched', en_route: 'EnRoute',
  on_scene: 'OnScene', available: 'Free', latitude: 'Lat', longitude: 'Lon' };
const TIME = { format: '%Y-%m-%d %H:%M:%S', zone: 'Asia/Shanghai' };
const PLAIN_MAP = { columns: COLUMNS, time: TIME };

let folder;
before(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-exports-')); });
after(() => rm(folder, { recursive: true }));

// Resolves with the exit code, what was said, and the report if there is one. A map is YAML, and so is JSON.
async function play(name, file, map, ...options) {
  const [trace, mapFile, json] = ['.csv', '.yaml', '.json'].map((end) => path.join(folder, name + end));
  await writeFile(trace, file);
  await writeFile(mapFile, JSON.stringify(map));
  const done = await run(path.join(bin, 'turnout-replay'), [trace, '--map', mapFile, '--speed', `${SPEED}`, '--skip-idle',
    '--with-services', '--jurisdictions', deployed('city/stations.geojson'), '--json', json, ...options])
    .then((ended) => ({ code: 0, ...ended }), (failed) => failed);
  const report = done.code > 1 ? null : JSON.parse(await readFile(json, 'utf8'));
  return { code: done.code, text: done.stdout + done.stderr, report };
}

// What does not depend on the run.
function lasting({ calls, stages, turnout, first_unit: firstUnit, differences, absent, faults }) {
  return { calls: calls.map(({ incident_id: _, ...call }) => call), stages, turnout, firstUnit, differences, absent, faults };
}

test('an export in another form gives the report of the plain one, and idle time is skipped', async () => {
  const plain = await play('plain', PLAIN, PLAIN_MAP);
  assert.equal(plain.code, 0, plain.text);
  assert.deepEqual(plain.report.calls.map(({ received, turnout_verdict: verdict }) => [received, verdict]),
    [['2026-03-02T04:00:00Z', 'met'], ['2026-03-02T04:10:00Z', 'breached'], ['2026-03-03T00:00:00Z', 'met']]);
  assert.ok(plain.report.run.idle_skipped_s > 18 * 3600);

  // UTF-16, semicolons, lines above the header, both units of call 1 in one cell, epoch milliseconds, a place as text.
  const other = PLAIN.replace(/^1,P2.*\n/m, '').replace('1,P1,', '1,P1/P2,').replace('Lat,Lon', 'Place')
    .replace(/(35\.\d+),(150\.\d+)/g, '人民路 ($1|$2)').replaceAll(',', ';')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, (time) => `${Date.parse(`${time.replace(' ', 'T')}+08:00`)}`);
  const { latitude: _, longitude: __, ...columns } = COLUMNS;
  const played = await play('other', Buffer.from(`\uFEFFreport\npage 1\n${other}`, 'utf16le'), {
    columns: { ...columns, location: 'Place', unit_separator: '/' },
    location_pattern: '{text}({latitude}|{longitude})',
    time: { format: 'epoch_ms', zone: 'Asia/Shanghai' },
    file: { delimiter: ';', preamble_lines: 2 },
  });
  assert.equal(played.code, 0, played.text);
  assert.deepEqual(lasting(played.report), lasting(plain.report));
});

test('without unit and place, and with en route mapped to the dispatch, nothing is in time and nothing is late', async () => {
  const { unit: _, latitude: __, longitude: ___, ...columns } = COLUMNS;
  const map = { columns: { ...columns, en_route: 'Dispatched' }, absent: ['unit', 'location'], time: TIME };
  const { code, text, report } = await play('lacking', PLAIN, map);
  assert.equal(code, 0, text);
  assert.deepEqual(report.absent, ['en_route']);
  assert.equal(report.flaws.stage_of_another, 4);
  for (const area of Object.values(report.turnout)) assert.deepEqual([area.met, area.breached, area.file_in_time], [null, null, null]);
  assert.ok(report.calls.every((call) => call.turnout_verdict === null && call.first_en_route === null));
  assert.equal(report.stages.dispatched_to_en_route, null);
  assert.equal(report.stages.received_to_on_scene.count, report.stages.received_to_on_scene.file.count);
  assert.equal(report.flaws.en_route_absent, report.run.orders);
  assert.match(text, /No verdict on turnout/);
});

test('a file without the time of the call plays from its first stage', async () => {
  const { received: _, ...columns } = COLUMNS;
  const { code, text, report } = await play('uncalled', PLAIN, { columns, absent: ['received'], time: TIME });
  assert.equal(code, 0, text);
  assert.deepEqual(report.absent, ['received']);
  assert.ok(report.calls.every(({ received }) => received === null));
  assert.equal(report.stages.received_to_dispatched, null);
  assert.equal(report.stages.dispatched_to_en_route.count, 4);
});

test('dates without a time of day are refused with the column and the row', async () => {
  const dates = PLAIN.replace(/ \d\d:\d\d:\d\d/g, ' 00:00:00');
  const { code, text } = await play('dates', dates, PLAIN_MAP);
  assert.equal(code, 2);
  assert.match(text, /every time of receipt \(column 'Received'\) is midnight, from row 2 on/);
  const bare = await play('bare', PLAIN.replace(/ \d\d:\d\d:\d\d/g, ''), { columns: COLUMNS, time: { ...TIME, format: '%Y-%m-%d' } });
  assert.equal(bare.code, 2);
  assert.match(bare.text, /has no time of day/);
});
