// Runs the queries of a dashboard on a Prometheus as Grafana does.
import { filled, queriesOf } from './queries.mjs';
import { nameOf, shown } from './shown.mjs';

const LABEL_VALUES = /^label_values\((.+), *(\w+)\)$/;

async function valuesOf(query, scope, prometheus) {
  const [, series, label] = LABEL_VALUES.exec(filled(query.expr, scope));
  scope.variables[query.variable] = await prometheus.labelValues(label, series, scope.time);
  return scope.variables[query.variable];
}

async function seriesOf(query, scope, prometheus) {
  const expr = filled(query.expr, scope);
  const found = query.form === 'instant' ? await prometheus.instant(expr, scope.time.end)
    : await prometheus.range(expr, { ...scope.time, step: scope.stepS });
  return found.map(({ labels, value }) => [nameOf(query, labels), shown(value, query.unit)].filter(Boolean).join(' '));
}

// The answer of one query: `values` as a panel shows them, and `outcome`: "data", "empty", or "error" with the reason as
// the only value.
async function answerOf(query, scope, prometheus) {
  try {
    const values = await (query.form === 'values' ? valuesOf : seriesOf)(query, scope, prometheus);
    return { ...query, values, outcome: values.length > 0 ? 'data' : 'empty' };
  } catch (error) {
    return { ...query, values: [error.message], outcome: 'error' };
  }
}

// The answers of all queries of a dashboard for the `rangeS` seconds that end now. `quiet`: why a query may have no data,
// by "dashboard / panel"; it is added to the answer.
export async function answersOf(dashboard, prometheus, { rangeS, scrapeS, quiet }) {
  const end = Date.now() / 1000;
  const scope = { rangeS, scrapeS, stepS: Math.max(scrapeS, rangeS / 500), time: { start: end - rangeS, end }, variables: {} };
  const answers = [];
  for (const query of queriesOf(dashboard)) {
    const answer = await answerOf(query, scope, prometheus);
    answers.push({ ...answer, quiet: quiet[`${dashboard.title} / ${query.panel}`] });
  }
  return answers;
}

export const isWrong = ({ outcome, quiet }) => outcome === 'error' || (outcome === 'empty' && !quiet);
