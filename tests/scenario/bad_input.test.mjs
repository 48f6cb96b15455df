// Bad input gets a clear refusal that names the field; nothing is stored; the service goes on.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { described, newId, refusalOf } from './support/client.mjs';
import { NAMES, Turnout, bin, reportOf } from './support/turnout.mjs';

let turnout;
let incident_id;
before(async () => {
  turnout = await Turnout.start({ speed: 0.01 });  // no deadline passes meanwhile
  incident_id = await turnout.report();
  await turnout.unit('car-1');
});
after(() => turnout.stop());

const command = (fields) => ({ request_id: newId(), actor: 'd-1', incident_id, ...fields });
const adjudication = (fields) => command({ order_number: 1, milestone: 'MILESTONE_EN_ROUTE', reason: 'x', ...fields });
const TURNOUT = 'CLOCK_KIND_TURNOUT';
const details = (fields) => ({ district: 'test', station_id: 'chengguan', ...fields });
const at = (latitude_deg, longitude_deg) => ({ position: { latitude_deg, longitude_deg } });

// service, method, request, reason, field
const rows = () => [
  ['intake', 'ReportIncident', reportOf({ incident_id: '' }), 'INVALID_FIELD', 'incident_id'],
  ['intake', 'ReportIncident', reportOf({ incident_id: 'not-a-uuid' }), 'INVALID_FIELD', 'incident_id'],
  ['intake', 'ReportIncident', reportOf({ incident_id: '01890000-0000-4000-8000-000000000000' }), 'INVALID_FIELD', 'incident_id'],
  ['intake', 'ReportIncident', { incident_id: newId() }, 'INVALID_FIELD', 'call'],
  ['intake', 'ReportIncident', reportOf({ place: { address: { text: 'x'.repeat(301) } } }), 'INVALID_FIELD', 'place.address.text'],
  ['intake', 'ReportIncident', reportOf(at(NaN, 100)), 'INVALID_FIELD', 'place.position.latitude_deg'],
  ['intake', 'ReportIncident', reportOf(at(90.1, 100)), 'INVALID_FIELD', 'place.position.latitude_deg'],
  ['intake', 'ReportIncident', reportOf(at(30, -181)), 'INVALID_FIELD', 'place.position.longitude_deg'],
  ['intake', 'ReportIncident', reportOf(at(30, Infinity)), 'INVALID_FIELD', 'place.position.longitude_deg'],
  ['intake', 'ReportIncident', reportOf({ call: { source: 0 } }), 'INVALID_FIELD', 'call.source'],
  ['intake', 'ReportIncident', reportOf({ call: { source: 99 } }), 'INVALID_FIELD', 'call.source'],
  ['intake', 'ReportIncident', reportOf({ call: { received_by: '' } }), 'INVALID_FIELD', 'call.received_by'],
  ['intake', 'ReportIncident', reportOf({ call: { received_by: '张 三' } }), 'INVALID_FIELD', 'call.received_by'],
  ['intake', 'ReportIncident', reportOf({ call: { caller: { words: 'bell\u0007' } } }), 'INVALID_FIELD', 'call.caller.words'],
  ['intake', 'ReportIncident', reportOf({ call: { caller: { words: '字'.repeat(2001) } } }), 'INVALID_FIELD', 'call.caller.words'],
  ['intake', 'ReportIncident', reportOf({ call: { caller: { name: 'a\nb' } } }), 'INVALID_FIELD', 'call.caller.name'],
  ['intake', 'ReportIncident', reportOf({ call: { caller: { phone: '1'.repeat(33) } } }), 'INVALID_FIELD', 'call.caller.phone'],
  ['intake', 'ReportIncident', reportOf({ call: { answered_at_ms: -1 } }), 'INVALID_FIELD', 'call.answered_at_ms'],
  ['intake', 'ReportIncident', reportOf({ priority: 9 }), 'INVALID_FIELD', 'priority'],
  ['intake', 'ReportIncident', reportOf({ type: 'x'.repeat(65) }), 'INVALID_FIELD', 'type'],
  ['intake', 'ReportIncident', reportOf({ station_id: 'nowhere' }), 'UNKNOWN_STATION', 'station_id'],
  ['intake', 'AddCall', { request_id: newId(), incident_id }, 'INVALID_FIELD', 'call'],
  ['intake', 'AddNote', command({ text: '' }), 'INVALID_FIELD', 'text'],
  ['intake', 'AddNote', command({ text: 'x', request_id: '' }), 'INVALID_FIELD', 'request_id'],
  ['intake', 'AddNote', command({ text: 'x', actor: 'a b' }), 'INVALID_FIELD', 'actor'],
  ['intake', 'AddNote', command({ text: 'x', incident_id: newId() }), 'UNKNOWN_INCIDENT', 'incident_id'],
  ['intake', 'AmendIncident', command({}), 'INVALID_FIELD', 'place'],
  ['intake', 'AmendIncident', command({ station_id: 'nowhere' }), 'UNKNOWN_STATION', 'station_id'],
  ['intake', 'CancelIncident', command({}), 'INVALID_FIELD', 'reason'],
  ['intake', 'GetIncident', { incident_id: newId() }, 'UNKNOWN_INCIDENT', 'incident_id'],
  ['intake', 'ListIncidents', { page_size: 501 }, 'INVALID_FIELD', 'page_size'],
  ['dispatch', 'RegisterUnit', command({ unit_id: '', details: details() }), 'INVALID_FIELD', 'unit_id'],
  ['dispatch', 'RegisterUnit', command({ unit_id: 'u', details: details({ district: 'elsewhere' }) }), 'WRONG_DISTRICT', 'details.district'],
  ['dispatch', 'RegisterUnit', command({ unit_id: 'u', details: details({ station_id: 'nowhere' }) }), 'UNKNOWN_STATION', 'details.station_id'],
  ['dispatch', 'RegisterUnit', command({ unit_id: 'u', details: details({ officers: Array(17).fill('o') }) }), 'INVALID_FIELD', 'details.officers'],
  ['dispatch', 'SetUnitStatus', command({ unit_id: 'car-1', status: 'UNIT_STATUS_EN_ROUTE' }), 'INVALID_FIELD', 'status'],
  ['dispatch', 'SetUnitStatus', command({ unit_id: 'ghost', status: 'UNIT_STATUS_AVAILABLE' }), 'UNKNOWN_UNIT', 'unit_id'],
  ['dispatch', 'SignOn', command({ unit_id: 'car-1' }), 'INVALID_FIELD', 'officers'],
  ['dispatch', 'SignOn', command({ unit_id: 'car-1', officers: ['a b'] }), 'INVALID_FIELD', 'officers'],
  ['dispatch', 'SignOn', command({ unit_id: 'car-1', officers: ['o'], auxiliaries: Array(17).fill('a') }), 'INVALID_FIELD', 'auxiliaries'],
  ['dispatch', 'SignOn', command({ unit_id: 'car-1', officers: ['o'], ends_at_ms: 1 }), 'INVALID_FIELD', 'ends_at_ms'],
  ['dispatch', 'SignOn', command({ unit_id: 'ghost', officers: ['o'] }), 'UNKNOWN_UNIT', 'unit_id'],
  ['dispatch', 'SignOff', command({ unit_id: 'car-1', reason: 'x'.repeat(301) }), 'INVALID_FIELD', 'reason'],
  ['dispatch', 'SignOff', command({ unit_id: 'ghost' }), 'UNKNOWN_UNIT', 'unit_id'],
  ['dispatch', 'AssignUnit', command({ unit_id: 'ghost' }), 'UNKNOWN_UNIT', 'unit_id'],
  ['dispatch', 'AssignUnit', command({ unit_id: 'car-1', incident_id: newId() }), 'UNKNOWN_INCIDENT', 'incident_id'],
  ['dispatch', 'AssignUnit', command({ unit_id: 'car-1', district: 'elsewhere' }), 'WRONG_DISTRICT', 'district'],
  ['dispatch', 'RecallUnit', command({ unit_id: 'car-1', reason: 'x' }), 'UNKNOWN_ORDER', 'unit_id'],
  ['dispatch', 'RecallUnit', command({ unit_id: 'car-1', reason: 'x'.repeat(301) }), 'INVALID_FIELD', 'reason'],
  ['dispatch', 'RecommendUnits', { incident_id, limit: 51 }, 'INVALID_FIELD', 'limit'],
  ['accountability', 'ReportMilestone', command({ unit_id: 'car-1' }), 'INVALID_FIELD', 'milestone'],
  ['accountability', 'ReportMilestone', command({ unit_id: 'car-1', milestone: 'MILESTONE_ASSIGNED' }), 'INVALID_FIELD', 'milestone'],
  ['accountability', 'ReportMilestone', command({ unit_id: 'car-1', milestone: 'MILESTONE_READ' }), 'UNKNOWN_ORDER', 'unit_id'],
  ['accountability', 'ReportMilestone', command({ unit_id: 'car-1', milestone: 'MILESTONE_READ', ...at(0, 999) }), 'INVALID_FIELD', 'position.longitude_deg'],
  ['accountability', 'DeclineOrder', command({ unit_id: 'car-1' }), 'INVALID_FIELD', 'reason'],
  ['accountability', 'DeclineOrder', command({ unit_id: 'car-1', reason: 99 }), 'INVALID_FIELD', 'reason'],
  ['accountability', 'DeclineOrder', command({ unit_id: '', reason: 'DECLINE_REASON_TOO_FAR' }), 'INVALID_FIELD', 'unit_id'],
  ['accountability', 'DeclineOrder', command({ unit_id: 'car-1', reason: 'DECLINE_REASON_OTHER' }), 'INVALID_FIELD', 'text'],
  ['accountability', 'DeclineOrder', command({ unit_id: 'car-1', reason: 'DECLINE_REASON_TOO_FAR', text: 'x'.repeat(301) }), 'INVALID_FIELD', 'text'],
  ['accountability', 'AnswerDecline', command({ approved: true }), 'INVALID_FIELD', 'unit_id'],
  ['accountability', 'AnswerDecline', command({ unit_id: 'car-1' }), 'INVALID_FIELD', 'reason'],
  ['accountability', 'AnswerDecline', command({ unit_id: 'car-1', approved: true }), 'UNKNOWN_ORDER', 'unit_id'],
  ['accountability', 'AcknowledgeEscalation', command({ note: 'x' }), 'INVALID_FIELD', 'kind'],
  ['accountability', 'AcknowledgeEscalation', command({ kind: TURNOUT }), 'INVALID_FIELD', 'note'],
  ['accountability', 'AcknowledgeEscalation', command({ kind: TURNOUT, note: 'x'.repeat(301) }), 'INVALID_FIELD', 'note'],
  ['accountability', 'AcknowledgeEscalation', command({ kind: TURNOUT, note: 'x' }), 'UNKNOWN_ESCALATION', 'kind'],
  ['accountability', 'ListEscalations', { role: 99 }, 'INVALID_FIELD', 'role'],
  ['accountability', 'ListEscalations', { station_id: 'a b' }, 'INVALID_FIELD', 'station_id'],
  ['accountability', 'ListEscalations', { page_size: 501 }, 'INVALID_FIELD', 'page_size'],
  ['accountability', 'RequestHandover', command({ reason: 'x' }), 'INVALID_FIELD', 'to_officer_id'],
  ['accountability', 'RequestHandover', command({ to_officer_id: '王 五', reason: 'x' }), 'INVALID_FIELD', 'to_officer_id'],
  ['accountability', 'RequestHandover', command({ to_officer_id: 'o-2' }), 'INVALID_FIELD', 'reason'],
  ['accountability', 'RequestHandover', command({ to_officer_id: 'o-2', to_station_id: 'nowhere', reason: 'x' }), 'UNKNOWN_STATION', 'to_station_id'],
  ['accountability', 'AnswerHandover', command({ accepted: false }), 'INVALID_FIELD', 'reason'],
  ['accountability', 'AnswerHandover', command({ accepted: true }), 'NO_HANDOVER_PENDING', 'incident_id'],
  ['accountability', 'ArbitrateHandover', command({ accepted: true }), 'INVALID_FIELD', 'reason'],
  ['accountability', 'ListPendingTimes', { page_size: 501 }, 'INVALID_FIELD', 'page_size'],
  ['accountability', 'ConfirmTime', adjudication({ order_number: 0 }), 'INVALID_FIELD', 'order_number'],
  ['accountability', 'ConfirmTime', adjudication({ milestone: 0 }), 'INVALID_FIELD', 'milestone'],
  ['accountability', 'ConfirmTime', adjudication({ reason: '' }), 'INVALID_FIELD', 'reason'],
  ['accountability', 'ConfirmTime', adjudication({}), 'UNKNOWN_ORDER', 'order_number'],
  ['accountability', 'CorrectTime', adjudication({}), 'INVALID_FIELD', 'at_ms'],
  ['accountability', 'CorrectTime', adjudication({ at_ms: -1 }), 'INVALID_FIELD', 'at_ms'],
  ['accountability', 'CorrectTime', adjudication({ at_ms: 253402300800000 }), 'INVALID_FIELD', 'at_ms'],
  ['accountability', 'CorrectTime', adjudication({ at_ms: 1, actor: '' }), 'INVALID_FIELD', 'actor'],
  ['accountability', 'CorrectTime', adjudication({ at_ms: 1, incident_id: newId() }), 'UNKNOWN_INCIDENT', 'incident_id'],
  ['accountability', 'ReportDisposition', command({ code: '' }), 'INVALID_FIELD', 'code'],
  ['accountability', 'CloseIncident', command({}), 'DISPOSITION_MISSING', 'incident_id'],
  ['accountability', 'ReopenIncident', command({ reason: 'x' }), 'INCIDENT_NOT_CLOSED', 'incident_id'],
  ['accountability', 'GetTimeline', { incident_id: newId() }, 'UNKNOWN_INCIDENT', 'incident_id'],
  ['accountability', 'GetCompliance', { from_ms: 2, to_ms: 1 }, 'INVALID_FIELD', 'to_ms'],
];

test('each bad request is refused with its reason, field and a sentence', async (t) => {
  const { entries } = await turnout.timeline(incident_id);
  for (const [service, method, request, reason, field] of rows()) {
    await t.test(`${method}: ${reason} ${field}`, async () => {
      // A report with a position of its own carries it in `place`.
      const sent = method === 'ReportIncident' && request.position ? { ...request, place: { position: request.position } } : request;
      const refused = await refusalOf(turnout.clients[service].call(method, sent));
      assert.equal(refused.reason, reason, refused.message);
      assert.equal(refused.field, field);
      assert.ok(refused.refusalMessage.length > 10);
    });
  }
  assert.deepEqual((await turnout.timeline(incident_id)).entries, entries, 'nothing was stored');
});

// What a policy must have, with a limit for acknowledge beside it.
const FIT = `version: v
travel_speeds:
  - { area: urban, speed_kmh: 30, source: s }
  - { area: rural, speed_kmh: 50, source: s }
limits:
  - { clock: turnout, limit: 5 min, source: s }
`;
const top = (line) => FIT + line;
const limit = (fields) => `${FIT}  - { clock: arrival, limit: 5 min, source: s, ${fields} }`;
const clock = (fields) => `${FIT}clocks:\n  - { clock: turnout, ${fields} }`;
const warning = (fields) => clock(`warnings: [{ tell: [dispatcher], ${fields} }]`);
const level = (fields) => clock(`ladder: [{ role: dispatcher, wait: 0 s, ${fields} }]`);
const duty = (fields) => `duties:\n  - { person: P1, ${fields} }`;

// option, text of its file, what is wrong: key and value, and what is allowed
const files = [
  ['policy', 'version: [', 'policy.yaml:1', 'end of'],
  ['policy', '', 'must be a mapping', 'version'],
  ['policy', FIT.replace('version: v\n', ''), 'version is required', 'policy.yaml'],
  ['policy', top('limitz: []'), 'limitz is not known here', 'allowed are version'],
  ['policy', FIT.replace('turnout, limit', 'arrival, limit'), 'area class urban has no turnout limit', 'for emergency'],
  ['policy', FIT.replace('area: rural', 'area: suburban'), 'area class rural has no travel speed', 'policy.yaml'],
  ['policy', FIT.replace('speed_kmh: 50', 'speed_kmh: 300'), 'travel speed rural: is outside', '3.6 to 252 km/h'],
  ['policy', FIT.replace('clock: turnout', 'clock: lunch'), 'clock is "lunch"', 'assign, acknowledge, turnout'],
  ['policy', FIT.replace('5 min', '5'), 'limit is "5"', '1 s to 366 d, as a number and s, min, h or d'],
  ['policy', FIT.replace('5 min', '400 d'), 'limit is "400 d"', '1 s to 366 d'],
  ['policy', FIT.replace('min, source: s', 'min'), 'source is required', 'policy.yaml:6'],
  ['policy', limit('area: city'), 'area is "city"', 'urban, suburban, rural'],
  ['policy', limit('priority: high'), 'priority is "high"', 'emergency, urgent, routine'],
  ['policy', limit('kind: fire'), 'kind is "fire"', 'police, citizen_request, complaint'],
  ['policy', limit(`type: ${'x'.repeat(65)}`), 'type is "xxx', 'up to 64 characters'],
  ['policy', limit('from: 2026-02-30'), 'from is "2026-02-30"', 'YYYY-MM-DD'],
  ['policy', limit('until: soon'), 'until is "soon"', 'YYYY-MM-DD'],
  ['policy', limit('from: 2026-03-01, until: 2026-02-01'), 'limit arrival: ends before it begins', 'policy.yaml'],
  ['policy', limit('from: 2026-01-01 }\n  - { clock: arrival, limit: 6 min, source: s'), 'limit arrival: is given twice', 'policy.yaml'],
  ['policy', clock('start: noon'), 'start is "noon"', 'call, assigned, acknowledged'],
  ['policy', clock('stop: call'), 'clock turnout: must stop at a later milestone', 'than it starts at'],
  ['policy', clock('start: assigned'), 'clock turnout: a clock of each order', 'only acknowledge, order_turnout and order_arrival'],
  ['policy', clock('warnings: soon'), 'warnings must be a list', 'policy.yaml:8'],
  ['policy', warning('at: 120 %'), 'at is "120 %"', 'more than 0 % and less than 100 %'],
  ['policy', warning('before: never'), 'before is "never"', '1 s to 366 d'],
  ['policy', warning('at: 50 %, before: 1 s'), 'a warning has either at or before', 'policy.yaml:8'],
  ['policy', clock('warnings: [{ at: 50 %, tell: [mayor] }]'), 'tell is "mayor"', 'dispatcher, shift_leader'],
  ['policy', level('repeat: 0 s'), 'repeat is "0 s"', '1 s to 7 d'],
  ['policy', clock('ladder: [{ role: mayor, wait: 0 s }]'), 'role is "mayor"', 'station_chief, district_commander'],
  ['policy', clock('ladder: [{ role: dispatcher, wait: 8 d }]'), 'wait is "8 d"', '0 s to 7 d'],
  ['policy', top('max_reassignments: 11'), 'max_reassignments is "11"', 'whole number from 0 to 10'],
  ['policy', top('max_reassignments: 2'), 'max_reassignments: needs', 'a limit for acknowledge'],
  ['policy', top('decline_needs_approval: maybe'), 'decline_needs_approval must be', 'true or false'],
  ['policy', top('country: UK'), 'country: is "UK"', 'ISO 3166 codes of two capital letters'],
  ['policy', top('arbiter: mayor'), 'arbiter is "mayor"', 'dispatcher, shift_leader'],
  ['policy', top('scene_radius: 9 m'), 'scene_radius is "9 m"', '10 m to 5000 m'],
  ['policy', top('turnout_time: 1 h'), 'turnout_time is "1 h"', '1 s to 10 min'],
  ['policy', top('duplicates: { near: far }'), 'near is "far"', '1 m to 5000 m'],
  ['policy', top('utc_offset: "+08:00"'), 'utc_offset is "+08:00"', 'write "time_zone: Asia/Shanghai" instead'],
  ['policy', top('time_zone: Beijing'), 'time_zone is "Beijing"', 'the IANA name of a time zone'],
  ['roster', duty('station: chengguan'), 'role is required', 'roster.yaml:2'],
  ['roster', duty('role: boss'), 'role is "boss"', 'dispatcher, shift_leader'],
  ['roster', duty('role: dispatcher').replace('P1', '王 所长'), 'person is "王 所长"', '1 to 64 characters of A-Z'],
  ['roster', duty('role: dispatcher').replace('person: P1, ', ''), 'person is required', 'roster.yaml:2'],
  ['roster', duty('role: dispatcher, station: nowhere'), 'station is "nowhere"', 'the city does not have'],
  ['roster', duty(`role: dispatcher, name: ${'x'.repeat(101)}`), 'name is "xxx', 'up to 100 characters'],
  ['roster', duty('role: dispatcher, hours: 8-20'), 'hours is "8-20"', 'HH:MM-HH:MM'],
  ['roster', duty('role: dispatcher, from: tomorrow'), 'from is "tomorrow"', 'YYYY-MM-DD'],
  ['roster', duty('role: dispatcher, from: 2026-02-01, until: 2026-01-01'), 'duty of P1 as dispatcher: ends', 'before it begins'],
  ['roster', 'utc_offset: "-05:00"', 'utc_offset is "-05:00"', 'such as "time_zone: America/New_York" instead'],
  ['roster', 'time_zone: America/New_York', 'time_zone is "Asia/Shanghai" but "America/New_York"', 'a district has one time zone'],
  ['roster', 'duties: []', 'time_zone is "Asia/Shanghai" but missing', 'a district has one time zone'],
  ['roster', 'shifts: []', 'shifts is not known here', 'allowed are time_zone, duties'],
];

test('a service does not start on a bad policy or roster, and says file, key, value and what is allowed', async (t) => {
  for (const [option, text, wrong, allowed] of files) {
    await t.test(`${option}: ${wrong}`, async () => {
      const file = await turnout.file(`bad-${option}.yaml`, { text });
      const words = { stations: turnout.stations, policy: turnout.policy, [option]: file };
      const ended = spawnSync(path.join(bin, 'turnout-intake'), Object.entries(words).flatMap(([key, value]) => [`--${key}`, value]),
        { encoding: 'utf8' });
      assert.equal(ended.status, 2, ended.stderr);
      const sentence = ended.stderr.trimEnd().split('\n').at(-1);
      for (const part of [file, wrong, allowed]) assert.ok(sentence.includes(part), `${part}: ${sentence}`);
    });
  }
});

test('an RPC without a deadline, or with too long a one, is refused', async () => {
  for (const deadline of [null, 60_000]) {
    const refused = await refusalOf(turnout.intake.call('GetIncident', { incident_id }, deadline));
    assert.equal(refused.reason, 'DEADLINE_MISSING');
  }
});

test('a request over 64 KiB is rejected by the transport and the service goes on', async () => {
  const error = await refusalOf(turnout.intake.call('ReportIncident', reportOf({ call: { caller: { words: 'x'.repeat(70_000) } } })));
  assert.equal(error.status, 'RESOURCE_EXHAUSTED');
  assert.equal((await turnout.incident(incident_id)).id, incident_id);
});

// Sends raw bytes, as the client's library would not send them; the refusal that they get.
const refusedRaw = (service, method, bytes) => refusalOf(new Promise((resolve, reject) =>
  turnout.clients[service].stub.makeUnaryRequest(`/turnout.v1.${NAMES[service]}/${method}`, (raw) => raw, (raw) => raw, bytes,
    { deadline: Date.now() + 5000 }, (error, answer) => (error ? reject(described(error)) : resolve(answer)))));
const malformed = async () => Number(/^turnout_malformed_requests_total (\d+)$/m.exec(await turnout.metrics('intake'))[1]);

test('text that is not UTF-8 is refused with its field and counted, and the service goes on', async () => {
  const before = await malformed();
  const actor = await refusedRaw('intake', 'AddNote', Buffer.from([0x12, 0x01, 0xff]));
  assert.equal(actor.status, 'INVALID_ARGUMENT');
  assert.equal(actor.reason, 'INVALID_FIELD');
  assert.equal(actor.field, 'actor');
  assert.equal((await refusedRaw('intake', 'AddNote', Buffer.from([0xff, 0xff]))).field, '');
  assert.equal(await malformed(), before + 2);
  assert.equal((await turnout.incident(incident_id)).id, incident_id);
});

test('lines that end with CR LF are taken, and other control characters are not', async () => {
  const { incident } = await turnout.intake.call('AddNote', command({ text: '一\r\n二\r三' }));
  assert.equal(incident.notes.at(-1).text.text, '一\n二\n三');
  assert.equal((await refusalOf(turnout.intake.call('AddNote', command({ text: 'a\u0007' })))).field, 'text');
});
