// A generated shift, every stage sent by RPC at its time: the services' figures are those of the trace.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { playShift, startCity } from './support/shift.mjs';

let turnout;
before(async () => { turnout = await startCity(900); });
after(() => turnout.stop());

test('every verdict of the shift is what its trace implies; late turnouts of town and country are seen', async () => {
  const report = await playShift(turnout, { seed: 110, hours: 3 });
  assert.equal(report.code, 0, report.text);
  const verdicts = (area) => report.calls.filter((call) => call.area === area).map((call) => call.turnout_verdict);
  for (const area of ['urban', 'rural']) {
    assert.ok(verdicts(area).includes('met'), area);
    assert.ok(verdicts(area).includes('breached'), area);
  }
  const { total } = await turnout.accountability.call('GetCompliance', {});
  assert.equal(total.incidents, report.calls.length);
});
