// Bad input gets a clear refusal that names the field; nothing is stored; the service goes on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, refusalOf } from './support/client.mjs';
import { Turnout, reportOf } from './support/turnout.mjs';

let turnout;
let incident_id;
before(async () => {
  turnout = await Turnout.start();
  incident_id = await turnout.report();
  await turnout.unit('car-1');
});
after(() => turnout.stop());

const command = (fields) => ({ request_id: newId(), actor: 'd-1', incident_id, ...fields });
const details = (fields) => ({ district: 'test', station_id: 'chengguan', ...fields });
const at = (latitude_deg, longitude_deg) => ({ position: { latitude_deg, longitude_deg } });

// service, method, request, reason, field
const rows = () => [
  ['intake', 'ReportIncident', reportOf({ incident_id: '' }), 'INVALID_FIELD', 'incident_id'],
  ['intake', 'ReportIncident', reportOf({ incident_id: 'not-a-uuid' }), 'INVALID_FIELD', 'incident_id'],
  ['intake', 'ReportIncident', reportOf({ incident_id: '01890000-0000-4000-8000-000000000000' }), 'INVALID_FIELD', 'incident_id'],
  ['intake', 'ReportIncident', { incident_id: newId() }, 'INVALID_FIELD', 'call'],
  ['intake', 'ReportIncident', reportOf(at(NaN, 100)), 'INVALID_FIELD', 'place.position.latitude_deg'],
  ['intake', 'ReportIncident', reportOf(at(90.1, 100)), 'INVALID_FIELD', 'place.position.latitude_deg'],
  ['intake', 'ReportIncident', reportOf(at(30, -181)), 'INVALID_FIELD', 'place.position.longitude_deg'],
  ['intake', 'ReportIncident', reportOf(at(30, Infinity)), 'INVALID_FIELD', 'place.position.longitude_deg'],
  ['intake', 'ReportIncident', reportOf({ call: { source: 0 } }), 'INVALID_FIELD', 'call.source'],
  ['intake', 'ReportIncident', reportOf({ call: { source: 99 } }), 'INVALID_FIELD', 'call.source'],
  ['intake', 'ReportIncident', reportOf({ call: { received_by: '' } }), 'INVALID_FIELD', 'call.received_by'],
  ['intake', 'ReportIncident', reportOf({ call: { received_by: '张 三' } }), 'INVALID_FIELD', 'call.received_by'],
  ['intake', 'ReportIncident', reportOf({ call: { words: 'bell\u0007' } }), 'INVALID_FIELD', 'call.words'],
  ['intake', 'ReportIncident', reportOf({ call: { words: '字'.repeat(2001) } }), 'INVALID_FIELD', 'call.words'],
  ['intake', 'ReportIncident', reportOf({ call: { caller_name: 'a\nb' } }), 'INVALID_FIELD', 'call.caller_name'],
  ['intake', 'ReportIncident', reportOf({ call: { caller_phone: '1'.repeat(33) } }), 'INVALID_FIELD', 'call.caller_phone'],
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
  ['dispatch', 'AssignUnit', command({ unit_id: 'ghost' }), 'UNKNOWN_UNIT', 'unit_id'],
  ['dispatch', 'AssignUnit', command({ unit_id: 'car-1', incident_id: newId() }), 'UNKNOWN_INCIDENT', 'incident_id'],
  ['dispatch', 'AssignUnit', command({ unit_id: 'car-1', district: 'elsewhere' }), 'WRONG_DISTRICT', 'district'],
  ['dispatch', 'RecallUnit', command({ unit_id: 'car-1', reason: 'x' }), 'UNKNOWN_ASSIGNMENT', 'unit_id'],
  ['dispatch', 'RecallUnit', command({ unit_id: 'car-1', reason: 'x'.repeat(301) }), 'INVALID_FIELD', 'reason'],
  ['dispatch', 'RecommendUnits', { incident_id, limit: 51 }, 'INVALID_FIELD', 'limit'],
  ['accountability', 'ReportMilestone', command({ unit_id: 'car-1' }), 'INVALID_FIELD', 'milestone'],
  ['accountability', 'ReportMilestone', command({ unit_id: 'car-1', milestone: 'MILESTONE_ASSIGNED' }), 'INVALID_FIELD', 'milestone'],
  ['accountability', 'ReportMilestone', command({ unit_id: 'car-1', milestone: 'MILESTONE_READ' }), 'UNKNOWN_ASSIGNMENT', 'unit_id'],
  ['accountability', 'ReportMilestone', command({ unit_id: 'car-1', milestone: 'MILESTONE_READ', ...at(0, 999) }), 'INVALID_FIELD', 'position.longitude_deg'],
  ['accountability', 'DeclineOrder', command({ unit_id: 'car-1' }), 'INVALID_FIELD', 'reason'],
  ['accountability', 'ReportDisposition', command({ code: '' }), 'INVALID_FIELD', 'code'],
  ['accountability', 'CloseIncident', command({}), 'DISPOSITION_MISSING', 'incident_id'],
  ['accountability', 'ReopenIncident', command({ reason: 'x' }), 'INCIDENT_NOT_CLOSED', 'incident_id'],
  ['accountability', 'GetTimeline', { incident_id: newId() }, 'UNKNOWN_INCIDENT', 'incident_id'],
  ['accountability', 'GetCompliance', { from_ms: 2, to_ms: 1 }, 'INVALID_FIELD', 'to_ms'],
];

test('each bad request is refused with its reason, field and a sentence', async (t) => {
  const before = await turnout.timeline(incident_id);
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
  assert.deepEqual(await turnout.timeline(incident_id), before, 'nothing was stored');
});

test('an RPC without a deadline, or with too long a one, is refused', async () => {
  for (const deadline of [null, 60_000]) {
    const refused = await refusalOf(turnout.intake.call('GetIncident', { incident_id }, deadline));
    assert.equal(refused.reason, 'DEADLINE_MISSING');
  }
});

test('a request over 64 KiB is rejected by the transport and the service goes on', async () => {
  const error = await refusalOf(turnout.intake.call('ReportIncident', reportOf({ call: { words: 'x'.repeat(70_000) } })));
  assert.equal(error.status, 'RESOURCE_EXHAUSTED');
  assert.equal((await turnout.incident(incident_id)).id, incident_id);
});

test('text that is not UTF-8 is rejected and the service goes on', async () => {
  // Sent as raw bytes: field 2 (actor) of AddNote holds the byte 0xff.
  const raw = Buffer.concat([Buffer.from([0x12, 0x01, 0xff])]);
  const error = await new Promise((resolve) => turnout.intake.stub.makeUnaryRequest('/turnout.v1.IntakeService/AddNote',
    (bytes) => bytes, (bytes) => bytes, raw, { deadline: Date.now() + 5000 }, resolve));
  assert.ok(error);
  assert.equal((await turnout.incident(incident_id)).id, incident_id);
});
