// The services as operators see them: restarts, a Redis that goes away, an orderly stop.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, refusalOf } from './support/client.mjs';
import { Turnout, clockOf, firingsOf } from './support/turnout.mjs';

let turnout;
before(async () => { turnout = await Turnout.start({ speed: 60 }); });
after(() => turnout.stop());

test('deadlines that passed while the keeper was dead fire once when it is back, none early', async () => {
  const id = await turnout.report();
  await turnout.programs.accountability.kill();
  const due = clockOf(await turnout.incident(id), 'ASSIGN').due_at_ms;
  while (turnout.now() <= due) await refusalOf(turnout.accountability.call('GetTimeline', { incident_id: id }, 200));
  await turnout.startService('accountability');
  const incident = await turnout.until(id, (state) => clockOf(state, 'ASSIGN').fired_at_ms !== 0);
  assert.ok(clockOf(incident, 'ASSIGN').fired_at_ms > due);
  assert.equal(firingsOf(await turnout.timeline(id), 'ASSIGN').length, 1);
});

test('while Redis is gone commands end as UNAVAILABLE; when it is back the same request settles them', async () => {
  const id = await turnout.report();
  const request = { request_id: newId(), actor: 'taker-1', incident_id: id, text: 'during the outage' };
  await turnout.programs.redis.kill();
  assert.equal((await refusalOf(turnout.intake.call('AddNote', request))).status, 'UNAVAILABLE');
  await turnout.startRedis();
  let answer;
  for (let tries = 0; !answer && tries < 100; tries++) {
    answer = await turnout.intake.call('AddNote', request).catch((error) => {
      assert.equal(error.status, 'UNAVAILABLE');
    });
  }
  assert.equal(answer.event_ids.length, 1);
  const timeline = await turnout.timeline(id);
  assert.equal(timeline.entries.filter(({ event }) => event.note_added).length, 1);
});

test('a service from whom a right of its Redis user is taken goes on serving, and tells', async () => {
  const failures = async (loop) =>
    Number(new RegExp(`^turnout_background_loop_failures_total\\{loop="${loop}"\\} (\\d+)`, 'm').exec(await turnout.metrics('dispatch'))[1]);
  const unit = await turnout.unit('car-watched');
  const before = { state_gauges: await failures('state_gauges'), positions: await failures('positions') };
  await turnout.programs.redis.ask('ACL', 'SETUSER', 'dispatch-test', '-zrange', '-publish');
  await turnout.dispatch.upload('ReportPositions', [{ unit_id: unit, position: { latitude_deg: 30.05, longitude_deg: 100.05 } }]);
  for (const loop of Object.keys(before)) {
    const end = Date.now() + 10_000;
    while ((await failures(loop)) === before[loop]) assert.ok(Date.now() < end, `${loop} does not tell`);
  }
  await turnout.assign(await turnout.report(), unit);
  await turnout.programs.redis.ask('ACL', 'SETUSER', 'dispatch-test', '+zrange', '+publish');
});

test('under load a service stops within 5 s, and every answer it gave is in the log', async () => {
  const incident_id = await turnout.report();
  const stream = turnout.intake.watch('WatchIncidents', {});
  stream.on('error', () => {}).on('data', () => {});
  const acknowledged = [];
  let stopping = false;
  const writers = Array.from({ length: 16 }, async () => {
    while (!stopping) {
      await turnout.intake.call('AddNote', { request_id: newId(), actor: 'taker-1', incident_id, text: 'x' })
        .then(({ event_ids }) => acknowledged.push(...event_ids), () => { stopping = true; });
    }
  });
  while (acknowledged.length < 100) await turnout.incident(incident_id);
  const begun = Date.now();
  assert.equal(await turnout.programs.intake.stop(), 0);
  assert.ok(Date.now() - begun < 5000);
  await Promise.all(writers);
  await turnout.startService('intake');
  const ids = new Set();
  for (let page_token = ''; ;) {
    const page = await turnout.accountability.call('GetTimeline', { incident_id, page_size: 500, page_token });
    for (const { event_id } of page.entries) ids.add(event_id);
    page_token = page.next_page_token;
    if (!page_token) break;
  }
  assert.deepEqual(acknowledged.filter((id) => !ids.has(id)), []);
});
