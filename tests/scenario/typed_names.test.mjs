// What people type at turnoutctl: ids in any case, units and stations by their names, words in Chinese; and what it refuses.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from './support/client.mjs';
import { Turnout } from './support/turnout.mjs';
import * as typed from './support/turnoutctl.mjs';

let turnout;
before(async () => {
  turnout = await Turnout.start();
  await turnout.dispatch.call('RegisterUnit', { request_id: newId(), actor: 'd-1', unit_id: 'CG3',
    details: { district: 'test', station_id: 'chengguan', call_sign: '城关3' } });
});
after(() => turnout.stop());

const turnoutctl = (...words) => typed.turnoutctl(turnout, words);
const done = (...words) => typed.done(turnout, words);

test('an incident by its id in capitals, a unit by call sign and in any case, a milestone in Chinese', async () => {
  const id = await turnout.report();
  await done('assign', id.toUpperCase(), '城关3');
  await done('milestone', id.slice(-8).toUpperCase(), 'cg3', '签收');
  const { orders: [order] } = await turnout.incident(id);
  assert.equal(order.unit_id, 'CG3');
  assert.equal(order.milestones.at(-1).milestone, 'MILESTONE_ACKNOWLEDGED');
});

test('a station by its name, in commands and in filters', async () => {
  const out = await done('report', '--words', '有人打架', '--station', '南山派出所', '--json');
  const { incident } = JSON.parse(out);
  assert.equal(incident.station_id, 'nanshan');
  const { incidents } = JSON.parse(await done('list', '--station', '南山', '--json'));
  assert.ok(incidents.length > 0);
  for (const listed of incidents) assert.equal(listed.station_id, 'nanshan');
});

test('an unknown unit or station is refused with the nearest, also in a filter', async () => {
  const id = await turnout.report();
  const unit = await turnoutctl('assign', id, '城关4');
  assert.equal(unit.code, 2);
  assert.match(unit.complaint, /no unit "城关4"; the nearest: CG3 \(城关3\)/);
  for (const words of [['list'], ['units'], ['watch'], ['escalations'], ['compliance'], ['times', 'pending']]) {
    const { code, complaint } = await turnoutctl(...words, '--station', 'chengguang');
    assert.equal(code, 2, words.join(' '));
    assert.match(complaint, /no station "chengguang"; the nearest: chengguan \(城关派出所\)/);
  }
});

test('a report that says nothing is refused without --force', async () => {
  const refused = await turnoutctl('report');
  assert.equal(refused.code, 2);
  assert.match(refused.complaint, /the report says nothing: give --words, .*--force/);
  await done('report', '--force');
  await done('report', '--phone', '13800001111');
});

test('bidi controls are escaped in what is printed, also in JSON, which still means the same', async () => {
  const words = 'car \u202Egnp.exe';
  const id = await turnout.report({ call: { caller: { words } } });
  const shown = await done('show', id);
  assert.ok(shown.includes('car \\u202Egnp.exe'), shown);
  const json = await done('show', id, '--json');
  assert.ok(!json.includes('\u202E'));
  assert.equal(JSON.parse(json).incident.calls[0].caller.words, words);
});
