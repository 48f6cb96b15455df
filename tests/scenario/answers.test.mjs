// What turnoutctl answers when a command succeeds or is refused, as text: who was sent, what ended, what is still late, and who
// is in the way.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ROSTER } from './support/people.mjs';
import { newId } from './support/client.mjs';
import { Turnout, clockOf, cityPolicy, escalationOf } from './support/turnout.mjs';
import * as typed from './support/turnoutctl.mjs';

let turnout;
before(async () => {
  turnout = await Turnout.start({ policy: await cityPolicy({ decline_needs_approval: true, time_zone: 'Asia/Shanghai' }), roster: ROSTER });
});
after(() => turnout.stop());

const turnoutctl = (...words) => typed.turnoutctl(turnout, words);
const done = (...words) => typed.done(turnout, words);

async function car(unit_id, call_sign, officers = ['P1']) {
  await turnout.dispatch.call('RegisterUnit', { request_id: newId(), actor: 'd-1', unit_id,
    details: { district: 'test', station_id: 'chengguan', call_sign, officers } });
  return unit_id;
}

// Reported so late that assign, turnout and arrival have passed and somebody was told of each.
async function late() {
  const id = await turnout.report({ call: { answered_at_ms: Date.now() - 1_000_000 } });
  await turnout.until(id, (incident) => ['ASSIGN', 'TURNOUT', 'ARRIVAL'].every((kind) => escalationOf(incident, kind)?.raised > 0));
  return id;
}

test('assign says who was sent, what ended and what is still late', async () => {
  const id = await late();
  await car('CG1', '城关1', ['P1001', 'P1002']);
  const [sent, headline, ...clocks] = (await done('assign', id, '城关1')).trimEnd().split('\n');
  assert.match(sent, new RegExp(`^城关1 \\(CG1\\) is sent to ${id.slice(-6)}: order 1, given \\d\\d:\\d\\d:\\d\\d, crew \\(P1001 P1002\\)$`));
  assert.match(headline, /open, emergency, chengguan \(urban\)$/);
  assert.match(clocks[0], /^ {2}assign: breached after 16:4\d of 1:00$/);
  assert.equal(clocks[1], '  the escalation of assign has ended');
  assert.match(clocks[2], /^ {2}turnout: late −11:4\d of 5:00, since \d\d:\d\d:\d\d$/);
  assert.match(clocks.at(-1), /^ {2}acknowledge \(order 1\): 0:\d\d left of 0:30, until \d\d:\d\d:\d\d$/);
});

test('decline says that it waits for the dispatcher, and the answer what became of the order', async () => {
  const id = await turnout.report();
  await car('CG2', '城关2');
  await turnout.assign(id, 'CG2');
  const asked = await done('decline', id, '城关2', '--reason', '距离过远');
  assert.match(asked, /^城关2 \(CG2\) asks to return order 1: too far\nthe order stays active until the dispatcher has answered/);
  const answered = await done('decline-answer', id, '城关2', 'approve');
  assert.match(answered, /^order 1 of 城关2 \(CG2\) ended: its return is approved: too far\n/);
  assert.match(answered, /\n {2}acknowledge \(order 1\): cancelled\n/);
  assert.match(answered, /\n {2}nobody is on it\n$/);
});

test('acknowledge takes every open escalation of an incident, once', async () => {
  const id = await late();
  const out = await done('acknowledge', id, '--note', '已派备勤组');
  for (const clock of ['assign', 'turnout', 'arrival']) {
    assert.match(out, new RegExp(`^the escalation of ${clock} is acknowledged: nobody else is told; d-1 is reminded at \\d\\d:\\d\\d:\\d\\d while it is late$`, 'm'));
  }
  assert.match(out, /^ {2}assign: late −15:4\d of 1:00, since /m);
  const { escalations } = await turnout.incident(id);
  assert.deepEqual(escalations.filter(({ raised }) => raised > 0).map(({ acknowledged_by }) => acknowledged_by), ['d-1', 'd-1', 'd-1']);
  assert.match(await done('acknowledge', id, '--note', '已派备勤组'), /^no escalation of this incident is unanswered: nothing was acknowledged$/m);
  const order = await turnoutctl('acknowledge', id, '--order', '1', '--note', '已派备勤组');
  assert.equal(order.code, 2);
  assert.match(order.complaint, /--order: name the clock too/);
});

test('link says what ended, what is kept, who moved with it and what is late there', async () => {
  const kept = await late();
  const duplicate = await turnout.report();
  await car('CG3', '城关3');
  await turnout.assign(duplicate, 'CG3');
  const out = await done('link', duplicate, kept, '--reason', '同一起警情');
  assert.match(out, new RegExp(`^${duplicate.slice(-6)} ended as a duplicate of ${kept.slice(-6)}, which is kept with 2 calls\nmoved with it: 城关3 \\(CG3\\)\n${kept} `));
  assert.match(out, /^ {2}turnout: late −/m);
});

test('close names the units that are in the way', async () => {
  const id = await turnout.report();
  await car('CG4', '城关4');
  await car('CG5', '城关5');
  for (const unit of ['CG4', 'CG5']) await turnout.assign(id, unit);
  await turnout.milestone(id, 'CG4', 'ON_SCENE');
  await done('disposition', id, 'settled');
  const { code, complaint } = await turnoutctl('close', id);
  assert.equal(code, 1);
  assert.equal(complaint, 'turnoutctl: refused: still on the incident: 城关4 (CG4) on scene, 城关5 (CG5) assigned; '
    + 'report them cleared or recall them first (UNITS_STILL_ASSIGNED, incident_id)\n');
});

test('times correct takes the unit, and says which orders there are when it has none', async () => {
  const id = await turnout.report();
  await car('CG6', '城关6');
  await turnout.assign(id, 'CG6');
  const { orders: [{ milestones: [{ stamp }] }] } = await turnout.incident(id);
  await turnout.milestone(id, 'CG6', 'ACKNOWLEDGED');
  const at = new Date(Number(stamp.at_ms)).toISOString();
  const out = await done('times', 'correct', id, '城关6', '签收', '--at', at, '--reason', '补录');
  assert.match(out, /^acknowledged of CG6 \(order 1\) counts as \d\d:\d\d:\d\d\n/);
  const { orders: [order] } = await turnout.incident(id);
  assert.equal(order.milestones.find(({ milestone }) => milestone === 'MILESTONE_ACKNOWLEDGED').stamp.at_ms, stamp.at_ms);
  const other = await turnoutctl('times', 'correct', id, '城关1', '签收', '--at', at, '--reason', '补录');
  assert.equal(other.code, 2);
  assert.match(other.complaint, /unit: "城关1" has no such order on this incident; its orders: 1 CG6\n/);
});

test('board and list show late incidents first in the same order, by names, and filter by station and person', async () => {
  const board = (await done('board', '--once')).split('\n');
  const list = (await done('list')).trimEnd().split('\n');
  const from = board.indexOf(list[0]);
  assert.ok(from > 0, 'the board has the table of the list');
  const ids = (lines) => lines.map((line) => /[0-9a-f]{6}/.exec(line)[0]);
  assert.deepEqual(ids(board.slice(from + 1, from + list.length)), ids(list.slice(1)));
  const late = list.slice(1).map((line) => line.startsWith('−') || line.startsWith(' −'));
  assert.ok(late[0] && !late.at(-1));
  assert.deepEqual(late, [...late].sort((a, b) => b - a), 'late ones first');
  assert.ok(list.some((line) => line.includes('城关4 on scene')), list.join('\n'));

  assert.match(await done('board', '--once', '--station', '南山'), / 0 open, none late, current\n南山派出所; /);
  assert.match(await done('list', '--mine', '--actor', 'nobody'), /^no open incident that concerns nobody$/m);
  const mine = await done('list', '--mine', '--actor', 'officer-1', '--json');
  assert.ok(JSON.parse(mine).incidents.every(({ responsible }) => responsible.officer_id === 'officer-1'));
});
