// What turnoutctl answers when a command succeeds or is refused, as text: who was sent, what ended, what is still late, and who
// is in the way.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { newId } from './support/client.mjs';
import { ROSTER } from './support/people.mjs';
import { Program } from './support/processes.mjs';
import { Turnout, bin, cityPolicy, clockOf, escalationOf } from './support/turnout.mjs';
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
    + 'report them cleared or recall them first\n');
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

test('waiting shows what waits for each person, handover list what waits for anybody', async () => {
  const id = await turnout.report();
  await car('CG7', '城关7');
  await turnout.assign(id, 'CG7');
  await done('decline', id, '城关7', '--reason', '距离过远');
  const asked = await done('handover', 'request', id, 'officer-9', '--reason', '案件归属', '--actor', 'taker-1');
  assert.match(asked, /^officer-9 is asked to take over; until then taker-1 answers for it\n/);
  const short = id.slice(-6);
  const waiting = async (actor) => done('waiting', '--actor', actor);
  assert.match(await waiting('officer-9'), new RegExp(`handover of taker-1 +${short} +人民路1号, 案件归属 +handover accept\\|refuse ${short}`));
  assert.match(await waiting('leader-1'), new RegExp(`城关7 returns its order +${short} +too far +decline-answer ${short} CG7 approve\\|refuse`));
  assert.equal(await waiting('P4711'), 'nothing waits for P4711\n');
  assert.match(await done('handover', 'list'), new RegExp(`${short} +officer-9 +taker-1 +人民路1号 +案件归属`));

  const refused = await done('handover', 'refuse', id, '--reason', '不属我处', '--actor', 'officer-9');
  assert.match(refused, /^the handover is refused: station chief 王所长 chief-1 decides, until then taker-1 answers for it\n/);
  assert.match(await waiting('chief-1'), new RegExp(`refused handover of t\\S+ +${short} .*\\s+handover arbitrate ${short}`));
  assert.match(await done('handover', 'arbitrate', id, 'asked', '--reason', '首接责任', '--actor', 'chief-1'),
    /^decided: officer-9 answers for it\n/);
  assert.equal(await done('handover', 'list'), 'no handover waits for an answer\n');
});

test('waiting shows escalations to whoever was told', async () => {
  const id = await late();
  const { escalations: [{ escalation }] } = await turnout.accountability.call('ListEscalations', {});
  assert.match(await done('waiting', '--actor', escalation.person || 'leader-1'),
    new RegExp(`escalation of turnout +${id.slice(-6)} +人民路1号 +acknowledge ${id.slice(-6)} --note TEXT`));
});

test('duty shows who holds which post, by name', async () => {
  const out = await done('duty', '--station', '城关');
  assert.match(out, /^POST +ON DUTY +UNTIL +OF +THEN$/m);
  assert.match(out, /^shift leader 值班长 +张值班长 leader-1 +– +城关派出所 *$/m);
  assert.match(out, /^district commander 指挥长 +杨指挥长 commander-1 +– +district *$/m);
  assert.match(out, /^dispatcher 调度员 +nobody/m);
});

test('show at 80 columns loses no remark, and tells the clocks of a reopened incident apart', async () => {
  const id = await turnout.report();
  await car('CG11', '城关11', ['P1011']);
  await turnout.assign(id, 'CG11');
  await turnout.milestone(id, 'CG11', 'EN_ROUTE');
  await done('recall', id, 'CG11', '--reason', '车辆在桥头抛锚，改派备勤组');
  await done('disposition', id, 'settled');
  await done('close', id);
  await done('reopen', id, '--reason', '又打起来了');
  const shown = await typed.done(turnout, ['show', id], { COLUMNS: '80' });
  assert.match(shown, /^ {6}REMARKS\n +1 +CG11 .*\n {6}recalled: 车辆在桥头抛锚，改派备勤组$/m);
  assert.match(shown, /^turnout +met after 0:\d\d of 5:00$/m);
  assert.match(shown, /^turnout \(again since \d\d:\d\d:\d\d\) +\d:\d\d left of 5:00/m);
});

test('show gives the receipt as the time of a report without one, and names who answers for it', async () => {
  const out = await done('report', '--words', '有人打架', '--received-by', 'leader-1', '--json');
  const { incident } = JSON.parse(out);
  const shown = await done('show', incident.id);
  const received = /started \S+ (\d\d:\d\d:\d\d) /.exec(shown)[1];
  assert.match(shown, new RegExp(`^${received} +line 110 +leader-1 +有人打架$`, 'm'));
  assert.match(shown, /^ {2}张值班长 leader-1 answers for it since /m);
});

test('recommend at 60 columns gives every reason', async () => {
  const id = await turnout.report();
  await car('CG12', '城关12', ['P1012']);
  const out = await typed.done(turnout, ['recommend', id, '--limit', '50'], { COLUMNS: '60' });
  assert.match(out, /^ {6}REASONS$/m);
  const { candidates } = JSON.parse(await done('recommend', id, '--limit', '50', '--json'));
  const { reasons } = candidates.find(({ unit }) => unit.id === 'CG12');
  for (const word of reasons.join(' ').split(' ').filter((each) => !/\d/.test(each))) assert.ok(out.includes(word), word);
});

test('a time that has not come yet is refused, with what would have worked', async () => {
  const id = await turnout.report();
  const ahead = await turnoutctl('milestone', id, 'CG1', '签收', '--at', new Date(Date.now() + 60_000).toISOString());
  assert.equal(ahead.code, 2);
  assert.match(ahead.complaint, /--at: "\S+" has not come yet: it is \S+ \d\d:\d\d:\d\d now; write a time up to now\n$/);
});

test('a refusal names the option as it was typed', async () => {
  const id = await turnout.report();
  const { code, complaint } = await turnoutctl('handover', 'request', id, '王 五', '--reason', '案件归属');
  assert.equal(code, 1);
  assert.equal(complaint, 'turnoutctl: refused: officer: must be 1 to 64 characters of A-Z a-z 0-9 . _ : -\n');
});

test('the end of a shift is shown', async () => {
  await car('CG8', '城关8');
  await done('units', 'sign-on', '城关8', '--officer', 'P1008', '--until', new Date(Date.now() + 3_600_000).toISOString());
  assert.match(await done('units'), /^CG8 .* P1008 +(\d\d-\d\d )?\d\d:\d\d /m);
});

test('a late order is its own unit\'s, not another\'s', async () => {
  const id = await turnout.report();
  for (const [unit, officer] of [['CG9', 'P1009'], ['CG10', 'P1010']]) await car(unit, `城关${unit.slice(2)}`, [officer]);
  await turnout.assign(id, 'CG9');
  await turnout.milestone(id, 'CG9', 'ACKNOWLEDGED', { actor: 'P1009' });
  await turnout.dispatch.call('AssignUnit', { request_id: newId(), actor: 'd-1', incident_id: id, unit_id: 'CG10',
    device_at_ms: Date.now() - 1 });
  await turnout.until(id, (incident) => clockOf(incident, 'ACKNOWLEDGE').fired_at_ms !== 0);
  const unsigned = await done('timeline', id);
  assert.match(unsigned, /^Late: acknowledge \(order 2\) by \d:\d\d: CG10, whose order nobody has signed; most of it waiting /m);
  await turnout.milestone(id, 'CG10', 'ACKNOWLEDGED', { actor: 'P1010' });
  assert.match(await done('timeline', id), /^Late: acknowledge \(order 2\) by \d:\d\d: P1010 of CG10; /m);
});

test('watch goes on after its service was killed and started again, and says so once', async () => {
  const watch = new Program(path.join(bin, 'turnoutctl'), ['watch', '--retry-for', '0', '--timeout', '1'],
    typed.environmentOf(turnout));
  const before = watch.says(/note: before/);
  const id = await turnout.report();
  const writing = setInterval(() => done('note', id, 'before'), 500);  // until the watch has begun
  await before;
  clearInterval(writing);
  const away = watch.says(/intake at .* cannot be reached; the stream goes on when it is back|intake at .* is unavailable: .*; the stream goes on/);
  await turnout.programs.intake.kill();
  await away;
  await turnout.startService('intake');
  const after = watch.says(/note: after/);
  await done('note', id, 'after');
  await after;
  await watch.stop();
});

test('bash completes commands, options and words in both languages', async () => {
  const script = await done('completion', 'bash');
  const complete = async (...words) => {
    const program = `${script}\nCOMP_WORDS=(turnoutctl ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}\n_turnoutctl\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await promisify(execFile)('bash', ['-c', program]);
    return stdout.trim().split('\n');
  };
  assert.deepEqual(await complete('hand'), ['handover']);
  assert.deepEqual(await complete('handover', 're'), ['request', 'refuse']);
  assert.deepEqual(await complete('report', '--priority', 'e'), ['emergency']);
  assert.deepEqual(await complete('report', '--priority', '紧'), ['紧急']);
  assert.deepEqual(await complete('milestone', 'ID', 'UNIT', 'en'), ['en_route']);
  assert.deepEqual(await complete('board', '--mi'), ['--mine']);
  assert.deepEqual(await complete('list', '--tls-k'), ['--tls-key']);
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

  assert.match(await done('board', '--once', '--station', '南山'), / 0 open, none late, current\n南山派出所\n/);
  assert.match(await done('list', '--mine', '--actor', 'nobody'), /^no open incident that concerns nobody$/m);
  const mine = await done('list', '--mine', '--actor', 'officer-1', '--json');
  assert.ok(JSON.parse(mine).incidents.every(({ responsible }) => responsible.officer_id === 'officer-1'));
});
