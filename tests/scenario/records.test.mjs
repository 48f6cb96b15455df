// What happened is found again, counted and published, while it goes on and after it has ended.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { newId, refusalOf } from './support/client.mjs';
import { done, turnoutctl } from './support/turnoutctl.mjs';
import { COUNTRY, NAMES, Turnout, bin, cityPolicy } from './support/turnout.mjs';

const run = promisify(execFile);

let turnout;
const ids = {};
before(async () => {
  turnout = await Turnout.start({ services: [...Object.keys(NAMES), 'records'], policy: await cityPolicy({ time_zone: 'Asia/Shanghai' }) });
  await turnout.unit('CG1');
  await turnout.unit('NS1', 'nanshan');
  ids.done = await turnout.report({ type: 'fight', call: { caller: { phone: '138 0000 1111', words: '有人在打架，快来' }, answered_at_ms: Date.now() - 90_000 } });
  await turnout.assign(ids.done, 'CG1');
  for (const milestone of ['ACKNOWLEDGED', 'EN_ROUTE', 'ON_SCENE']) await turnout.milestone(ids.done, 'CG1', milestone);
  await turnout.accountability.call('ReportDisposition',
    { request_id: newId(), actor: 'officer-1', incident_id: ids.done, code: 'mediated', text: '双方和解' });
  await turnout.milestone(ids.done, 'CG1', 'CLEARED');
  await turnout.accountability.call('CloseIncident', { request_id: newId(), actor: 'd-1', incident_id: ids.done });
  ids.open = await turnout.report({ position: COUNTRY, type: 'theft', priority: 'PRIORITY_ROUTINE',
    call: { received_by: 'taker-2', caller: { phone: '+86 139-9999-0000', words: 'stolen bicycle' } } });
  await turnout.assign(ids.open, 'NS1');
  ids.cancelled = await turnout.report({ type: 'fight' });
  await turnout.intake.call('CancelIncident', { request_id: newId(), actor: 'd-1', incident_id: ids.cancelled, reason: '误报' });
});
after(() => turnout.stop());

const found = async (conditions) => {
  const { incidents, behind } = await turnout.records.call('FindIncidents', conditions);
  assert.equal(behind.events, 0);
  return incidents.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id)).sort();
};

for (const [what, conditions, expected] of [
  ['everything, what is open included', {}, ['cancelled', 'done', 'open']],
  ['a phone however it is written', { phone: '+86 138-0000-1111' }, ['done']],
  ['two Chinese characters', { words: '打架' }, ['cancelled', 'done']],
  ['part of an address', { words: '人民路1号' }, ['cancelled', 'done', 'open']],
  ['words of the result and of the caller', { words: '和解 打架' }, ['done']],
  ['Latin words in any case', { words: 'BICYCLE' }, ['open']],
  ['a station', { station_id: 'nanshan' }, ['open']],
  ['an area', { area_class: 'AREA_CLASS_URBAN' }, ['cancelled', 'done']],
  ['a type', { type: 'fight' }, ['cancelled', 'done']],
  ['a priority', { priority: 'PRIORITY_ROUTINE' }, ['open']],
  ['a status', { status: 'INCIDENT_STATUS_OPEN' }, ['open']],
  ['a result', { disposition_code: 'mediated' }, ['done']],
  ['a verdict', { clock: 'CLOCK_KIND_TURNOUT', verdict: 'CLOCK_VERDICT_MET' }, ['done']],
  ['an officer', { officer_id: 'officer-1' }, ['done']],
  ['a unit', { unit_id: 'NS1' }, ['open']],
  ['a call taker', { call_taker_id: 'taker-2' }, ['open']],
  ['a time', { from_ms: Date.now() - 3_600_000, to_ms: Date.now() - 60_000 }, ['done']],
  ['several conditions at once', { station_id: 'chengguan', type: 'fight', status: 'INCIDENT_STATUS_CANCELLED' }, ['cancelled']],
]) {
  test(`finds by ${what}`, async () => assert.deepEqual(await found(conditions), expected));
}

test('finds a call at once', async () => {
  const phone = `1370000${String(Date.now()).slice(-4)}`;
  const id = await turnout.report({ call: { caller: { phone, words: 'now' } } });
  const { incidents } = await turnout.records.call('FindIncidents', { phone });
  assert.deepEqual(incidents.map((incident) => incident.id), [id]);
  await turnout.intake.call('CancelIncident', { request_id: newId(), actor: 'd-1', incident_id: id, reason: 'test' });
});

for (const [what, method, request, field, saying] of [
  ['a period backwards', 'FindIncidents', { from_ms: 2000, to_ms: 1000 }, 'to_ms', /before from_ms/],
  ['a verdict without its clock', 'FindIncidents', { verdict: 'CLOCK_VERDICT_MET' }, 'verdict', /needs the clock/],
  ['a service number', 'FindIncidents', { phone: '110' }, 'phone', /at least 5 digits/],
  ['words without end', 'FindIncidents', { words: 'x'.repeat(101) }, 'words', /100/],
  ['too large a page', 'FindIncidents', { page_size: 501 }, 'page_size', /500/],
  ['a page of another search', 'FindIncidents', { page_token: '1.2.3' }, 'page_token', /other conditions/],
  ['a second group alone', 'GetStatistics', { second: 'GROUPING_DAY' }, 'second', /first grouping/],
  ['the same group twice', 'GetStatistics', { first: 'GROUPING_DAY', second: 'GROUPING_DAY' }, 'second', /another grouping/],
  ['an unknown group', 'GetStatistics', { first: 99 }, 'first', /.+/],
  ['a week that is none', 'GetBulletin', { week: '2026-W60' }, 'week', /2026-W48/],
]) {
  test(`refuses ${what}`, async () => {
    const refusal = await refusalOf(turnout.records.call(method, request));
    assert.equal(refusal.status, 'INVALID_ARGUMENT', refusal.message);
    assert.equal(refusal.field, field);
    assert.match(refusal.refusalMessage, saying);
  });
}

test('refuses a bulletin of an unknown station', async () => {
  const refusal = await refusalOf(turnout.records.call('GetBulletin', { week: '2026-W48', station_id: 'nowhere' }));
  assert.equal(refusal.reason, 'UNKNOWN_STATION');
});

test('counts what accountability counts', async () => {
  const [{ rows: [row] }, { total }] = await Promise.all(
    [turnout.records.call('GetStatistics', {}), turnout.accountability.call('GetCompliance', {})]);
  for (const part of ['incidents', 'cancelled', 'late_entries', 'orders', 'stages', 'clocks', 'times']) {
    assert.deepEqual(row[part], total[part], part);
  }
});

test('publishes the week', async () => {
  const week = isoWeek(Date.now() + 8 * 3_600_000);
  const bulletin = await turnout.records.call('GetBulletin', { week });
  assert.equal(bulletin.to_ms - bulletin.from_ms, 7 * 86_400_000);
  assert.deepEqual(bulletin.rows.map(({ station_id, is_total, incidents }) => [station_id, is_total, incidents]),
    [['', true, 4], ['chengguan', false, 3], ['nanshan', false, 1]]);
  assert.deepEqual(bulletin.rows[0].turnout.bands.map(({ count }) => count), [1, 0, 0, 0, 0]);
  assert.equal(bulletin.rows[0].turnout.missing, 1);
  assert.deepEqual(bulletin.open_orders.map(({ incident_id, unit_id }) => [incident_id, unit_id]), [[ids.open, 'NS1']]);
});

test('turnoutctl finds with words in Chinese and English', async () => {
  const out = await done(turnout, ['find', '打架', '--station', '城关派出所', '--status', '已结案', '--phone', '13800001111']);
  assert.match(out, new RegExp(`closed +${ids.done} +fight +城关派出所`));
  assert.equal(out.trimEnd().split('\n').length, 2);
  assert.match(await done(turnout, ['find', '--verdict', '超时', '--clock', '出警']), /^no incident fits$/m);
  assert.match(await done(turnout, ['find', '--most', '1']), /repeat the command with --page \d+\.\d+\.\d+/);
  const wrong = await turnoutctl(turnout, ['find', '--phone', '110']);
  assert.equal(wrong.code, 1);
  assert.match(wrong.complaint, /--phone: must have at least 5 digits/);
});

test('turnoutctl shows statistics as tables and as values', async () => {
  assert.match(await done(turnout, ['statistics']), /^4 incidents \(2 cancelled, in no figure below; \d entered late\), 2 orders$/m);
  const table = await done(turnout, ['statistics', '--by', '派出所', '--and', 'type']);
  assert.match(table, /^STATION +TYPE +INCIDENTS +TURNOUT IN TIME/);
  assert.match(table, /^城关派出所 +fight +2 +100\.0 %/m);
  assert.match(await done(turnout, ['statistics', '--by', '星期']), /^(Mon 周一|Tue 周二|Wed 周三|Thu 周四|Fri 周五|Sat 周六|Sun 周日) +4 /m);
  const [header, ...rows] = (await done(turnout, ['statistics', '--by', 'station', '--csv'])).trimEnd().split('\n').map((line) => line.slice(1, -1).split('","'));
  assert.deepEqual(header.slice(0, 5), ['station', 'incidents', 'cancelled', 'late_entries', 'orders']);
  assert.deepEqual(rows.map((row) => [row.length, row[0], row[1]]), [[header.length, 'chengguan', '3'], [header.length, 'nanshan', '1']]);
  assert.equal(rows[0][header.indexOf('turnout_share_in_time')], '1');
});

test('turnoutctl prints a bulletin as tables, as values, and as a page that needs nothing else', async () => {
  const week = isoWeek(Date.now() + 8 * 3_600_000);
  const table = await done(turnout, ['bulletin', '--week', week]);
  assert.match(table, new RegExp(`^District test, week ${week}: \\d{4}-\\d\\d-\\d\\d to .*Asia/Shanghai`));
  assert.match(table, /^All stations +4/m);
  assert.match(table, /Turned out 出警\nSTATION +≤ 5 min +5 min – 10 min/);
  assert.match(table, /Open orders: 1/);
  const values = await done(turnout, ['bulletin', '--week', week, '--csv']);
  assert.ok(values.includes(`"${week}","chengguan","城关派出所","Turned out","≤ 5 min","1","0"`), values);
  const page = await done(turnout, ['bulletin', '--week', week, '--html']);
  assert.match(page, /^<!DOCTYPE html>/);
  assert.match(page, /<h2>Turned out 出警<\/h2>/);
  assert.match(page, /@media print/);
  assert.doesNotMatch(page, /<script|src=|href=|https?:|url\(/);
  const wrong = await turnoutctl(turnout, ['bulletin', '--week', 'last']);
  assert.equal(wrong.code, 1);
  assert.match(wrong.complaint, /--week: must be an ISO week .* like 2026-W48/);
  assert.equal((await turnoutctl(turnout, ['bulletin', '--csv', '--html'])).code, 2);
});

test('a rebuild changes nothing that is read', async () => {
  const read = async () => JSON.stringify([await turnout.records.call('FindIncidents', {}), await turnout.records.call('GetStatistics',
    { first: 'GROUPING_UNIT', second: 'GROUPING_HOUR' })]);
  const written = await read();
  const { stdout } = await run(path.join(bin, 'turnout-records'), ['--archive', turnout.archive, '--district', 'test', '--stations',
    turnout.stations, '--policy', turnout.policy, '--rebuild']);
  assert.match(stdout, /made again from \d+ events/);
  assert.equal(await read(), written);
});

test('says where it stands', async () => {
  const text = await turnout.metrics('records');
  assert.match(text, /^turnout_archive_lag_events 0$/m);
  assert.match(text, /^turnout_archive_lag_seconds 0$/m);
  assert.match(text, /^turnout_archive_writer_active 1$/m);
  assert.match(text, /^turnout_archive_position_events [1-9]\d*$/m);
});

test('the others do their work while it is away, and it misses nothing', async () => {
  await turnout.programs.records.kill();
  const id = await turnout.report({ type: 'meanwhile' });
  await turnout.intake.call('CancelIncident', { request_id: newId(), actor: 'd-1', incident_id: id, reason: 'test' });
  await turnout.startService('records');
  const { incidents } = await turnout.records.call('FindIncidents', { type: 'meanwhile' });
  assert.deepEqual(incidents.map((incident) => [incident.id, incident.status]), [[id, 'INCIDENT_STATUS_CANCELLED']]);
});

// By its definition: the week of the Thursday.
function isoWeek(localMs) {
  const day = new Date(localMs);
  const thursday = new Date(day.getTime() + (4 - (day.getUTCDay() || 7)) * 86_400_000);
  const week = Math.floor((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / (7 * 86_400_000)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
