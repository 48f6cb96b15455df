// Every query of every dashboard, put to a real Prometheus that has watched a shift go through the real services.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { playShift, startCity } from '../scenario/support/shift.mjs';
import { startPrometheus } from './support/scraped.mjs';
import { answersOf, isWrong } from '../../tools/src/dashboards/answers.mjs';
import { dashboards } from '../../deploy/grafana/dashboards/index.mjs';
import { quiet } from '../../deploy/grafana/quiet.mjs';

let turnout, prometheus;
before(async () => {
  turnout = await startCity(900, 60 * 60_000);
  prometheus = await startPrometheus(turnout);
  await playShift(turnout, { seed: 110, hours: 3 });
});
after(async () => {
  await prometheus?.stop();
  await turnout.stop();
});

for (const dashboard of dashboards) {
  test(`${dashboard.title}: every query has data, or is named as quiet when nothing is wrong`, async (t) => {
    const answers = await answersOf(dashboard, prometheus, { rangeS: 60, scrapeS: 1, quiet });
    assert.ok(answers.length > 0);
    for (const { panel, outcome } of answers.filter((answer) => answer.quiet && answer.outcome === 'data')) {
      t.diagnostic(`${panel} may be quiet, but has ${outcome}`);
    }
    const wrong = answers.filter(isWrong).map(({ panel, expr, values }) => `${panel}: ${values[0] ?? 'no data'}: ${expr}`);
    assert.ok(wrong.length === 0, wrong.join('\n'));
  });
}
