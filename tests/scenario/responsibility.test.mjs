// Exactly one person answers for an incident: it is passed on only by who has it, to who takes it. An order is returned only
// with the dispatcher's approval, where the policy asks for it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refusalOf } from './support/client.mjs';
import { ROSTER, command } from './support/people.mjs';
import { Turnout, cityPolicy, clockOf, happenedOf, verdictOf } from './support/turnout.mjs';

let turnout;
before(async () => {
  turnout = await Turnout.start({ policy: await cityPolicy({ decline_needs_approval: true }), roster: ROSTER });
});
after(() => turnout.stop());

test('signed and turned out in time: the officer who signed answers for it, and nobody is told', async () => {
  const car = await turnout.unit('car-quick');
  const id = await turnout.report();
  await turnout.assign(id, car);
  await turnout.milestone(id, car, 'ACKNOWLEDGED', { actor: 'officer-7' });
  const incident = await turnout.milestone(id, car, 'EN_ROUTE');
  assert.deepEqual(['ASSIGN', 'ACKNOWLEDGE', 'TURNOUT'].map((kind) => verdictOf(incident, kind)), ['MET', 'MET', 'MET']);
  assert.deepEqual(incident.escalations, []);
  const { ledger, attributions } = await turnout.timeline(id);
  assert.deepEqual(attributions, []);
  assert.deepEqual(ledger.map(({ wait, officer_id }) => [wait, officer_id]).slice(0, 3), [
    ['WAIT_FOR_ORDER', 'taker-1'], ['WAIT_FOR_SIGNATURE', 'taker-1'], ['WAIT_FOR_TURNOUT', 'officer-7']]);
});

const hand = (id, fields = {}) =>
  command(turnout, 'RequestHandover', 'taker-1', id, { to_officer_id: 'officer-9', reason: '案件归属南山', ...fields });
const answer = (id, accepted, reason = '') =>
  command(turnout, 'AnswerHandover', 'officer-9', id, { accepted, reason });
const arbitrate = (actor, id, to_asked) =>
  command(turnout, 'ArbitrateHandover', actor, id, { to_asked, reason: '按首接责任制' });

const deadlines = ({ clocks }) => clocks.map(({ kind, due_at_ms, verdict }) => [kind, due_at_ms, verdict]);

test('a handover that is accepted: the other officer and station answer from that instant on, and the clocks go on', async () => {
  const id = await turnout.report();
  assert.equal((await refusalOf(hand(id, { to_station_id: 'nowhere' }))).reason, 'UNKNOWN_STATION');
  const asked = await hand(id, { to_station_id: 'nanshan' });
  assert.equal(asked.responsible.officer_id, 'taker-1', 'nothing changes until the other accepts');
  assert.equal(asked.station_id, 'chengguan');
  const taken = await answer(id, true);
  assert.deepEqual([taken.responsible.officer_id, taken.responsible.basis, taken.station_id],
    ['officer-9', 'RESPONSIBLE_BASIS_HANDED_OVER', 'nanshan']);
  assert.deepEqual(deadlines(taken), deadlines(asked));
  const timeline = await turnout.timeline(id);
  assert.equal(timeline.entries[1].responsible.officer_id, 'taker-1');
  assert.equal(timeline.entries.at(-1).responsible.officer_id, 'officer-9');
  assert.deepEqual(timeline.ledger.map(({ officer_id }) => officer_id), ['taker-1', 'officer-9']);
  const whole = timeline.ledger.reduce((sum, { duration_ms }) => sum + duration_ms, 0);
  const [first, last] = [timeline.ledger[0], timeline.ledger.at(-1)];
  assert.equal(whole, last.from_ms + last.duration_ms - first.from_ms, 'without a gap');
});

for (const [to_asked, officer, basis] of [[true, 'officer-9', 'RESPONSIBLE_BASIS_ARBITRATED'],
  [false, 'taker-1', 'RESPONSIBLE_BASIS_RECEIVED']]) {
  test(`a handover that is refused goes to the station chief, who names ${officer}`, async () => {
    const id = await turnout.report();
    await hand(id);
    assert.equal((await refusalOf(arbitrate('chief-1', id, to_asked))).reason, 'NO_HANDOVER_PENDING', 'not before it is refused');
    const refused = await answer(id, false, '不属我处管辖');
    assert.deepEqual([refused.handover.arbiter_role, refused.handover.arbiter_id], ['DUTY_ROLE_STATION_CHIEF', 'chief-1']);
    assert.equal(refused.responsible.officer_id, 'taker-1');
    assert.equal((await refusalOf(arbitrate('officer-9', id, to_asked))).reason, 'NOT_RESPONSIBLE');
    const decided = await arbitrate('chief-1', id, to_asked);
    assert.deepEqual([decided.responsible.officer_id, decided.responsible.basis], [officer, basis]);
    assert.equal(decided.handover, null);
    assert.deepEqual(happenedOf(await turnout.timeline(id)).filter((body) => body.startsWith('handover')),
      ['handover_requested', 'handover_refused', 'handover_arbitrated']);
  });
}

test('only who answers for an incident hands it over', async () => {
  const id = await turnout.report();
  const refused = await refusalOf(command(turnout, 'RequestHandover', 'officer-3', id,
    { to_officer_id: 'officer-3', reason: '我来' }));
  assert.equal(refused.reason, 'NOT_RESPONSIBLE');
});

const decline = (id, unit_id) =>
  command(turnout, 'DeclineOrder', 'officer-1', id, { unit_id, reason: 'DECLINE_REASON_TOO_FAR' });
const answerDecline = (id, unit_id, approved) =>
  command(turnout, 'AnswerDecline', 'd-1', id, { unit_id, approved, reason: approved ? '' : '无其他警力' });

test('an order may not be returned: it stays active, its clocks go on, and the unit turns out', async () => {
  const id = await turnout.report();
  const car = await turnout.unit('car-unwilling');
  await turnout.assign(id, car);
  assert.equal((await refusalOf(answerDecline(id, car, false))).reason, 'NO_DECLINE_PENDING');
  const [waiting] = (await decline(id, car)).orders;
  assert.deepEqual([waiting.end, waiting.decline.reason], ['ORDER_END_UNSPECIFIED', 'DECLINE_REASON_TOO_FAR']);
  assert.equal((await refusalOf(decline(id, car))).reason, 'DECLINE_PENDING');
  const terminal = turnout.dispatch.watch('WatchOrders', { unit_id: car });
  terminal.on('error', () => {});
  const orders = terminal[Symbol.asyncIterator]();
  await orders.next();  // the active order
  const [kept] = (await answerDecline(id, car, false)).orders;
  assert.deepEqual([kept.end, kept.decline.approved, kept.decline.answered_by, kept.decline.refusal_reason],
    ['ORDER_END_UNSPECIFIED', false, 'd-1', '无其他警力']);
  assert.equal((await orders.next()).value.order.decline.answered_by, 'd-1', 'the terminal hears of it');
  terminal.cancel();
  assert.equal(verdictOf(await turnout.milestone(id, car, 'EN_ROUTE'), 'TURNOUT'), 'MET');
});

test('an order is returned once the dispatcher approves: the unit is free, the turnout clock never restarts', async () => {
  const id = await turnout.report();
  const car = await turnout.unit('car-returned');
  await turnout.assign(id, car);
  const before = await decline(id, car);
  const returned = await answerDecline(id, car, true);
  const [order] = returned.orders;
  assert.deepEqual([order.end, order.decline.approved], ['ORDER_END_DECLINED', true]);
  assert.equal(clockOf(returned, 'TURNOUT').due_at_ms, clockOf(before, 'TURNOUT').due_at_ms);
  const { units } = await turnout.dispatch.call('ListUnits', { available_only: true });
  assert.ok(units.some(({ id: unit }) => unit === car));
});
