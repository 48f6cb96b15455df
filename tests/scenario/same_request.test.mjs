// The same request again has the same outcome, also after a time-out or a restart.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, refusalOf } from './support/client.mjs';
import { Turnout, reportOf } from './support/turnout.mjs';

let turnout;
before(async () => { turnout = await Turnout.start(); });
after(() => turnout.stop());

test('one report sent 16 times at once and again after a restart is one incident, one event, one answer', async () => {
  const report = reportOf();
  const send = () => turnout.intake.call('ReportIncident', report);
  const answers = await Promise.all(Array.from({ length: 16 }, send));
  await turnout.programs.intake.kill();
  await turnout.startService('intake');
  answers.push(await send());
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.deepEqual(answers[0].event_ids, [`${report.incident_id}/1`]);
  assert.equal((await turnout.timeline(report.incident_id)).entries.length, 1);

  const other = { ...report, type: 'another' };
  const refused = await refusalOf(turnout.intake.call('ReportIncident', other));
  assert.equal(refused.reason, 'REQUEST_ID_REUSED');
  assert.equal(refused.status, 'ALREADY_EXISTS');
});

test('an order sent twice is one order; its id with another body is refused', async () => {
  const incident_id = await turnout.report();
  const [car, other] = [await turnout.unit('car-a'), await turnout.unit('car-b')];
  const request = { request_id: newId(), actor: 'd-1', incident_id, unit_id: car };
  const first = await turnout.dispatch.call('AssignUnit', request);
  await turnout.milestone(incident_id, car, 'EN_ROUTE');
  const again = await turnout.dispatch.call('AssignUnit', request);
  assert.deepEqual(again.event_ids, first.event_ids);
  assert.equal(again.order_number, first.order_number);
  assert.equal(again.unit.status, 'UNIT_STATUS_EN_ROUTE', 'with the current state');
  const refused = await refusalOf(turnout.dispatch.call('AssignUnit', { ...request, unit_id: other }));
  assert.equal(refused.reason, 'REQUEST_ID_REUSED');
});

test('a request written otherwise is the same: ids in capitals, lines that end with CR LF', async () => {
  const incident_id = await turnout.report();
  const note = { request_id: newId(), actor: 'd-1', incident_id, text: 'one\ntwo' };
  const first = await turnout.intake.call('AddNote', note);
  const again = await turnout.intake.call('AddNote',
    { ...note, request_id: note.request_id.toUpperCase(), incident_id: incident_id.toUpperCase(), text: 'one\r\ntwo' });
  assert.deepEqual(again.event_ids, first.event_ids);
  assert.equal(again.incident.notes.length, 1);
  assert.equal((await turnout.incident(incident_id.toUpperCase())).id, incident_id);
});
