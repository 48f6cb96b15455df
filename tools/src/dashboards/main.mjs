#!/usr/bin/env node
// turnoutctl dashboards: runs the queries of the Grafana dashboards.
import { parseArgs } from 'node:util';
import { dashboards } from '../../../deploy/grafana/dashboards/index.mjs';
import { quiet } from '../../../deploy/grafana/quiet.mjs';
import { answersOf, isWrong } from './answers.mjs';
import { lineOf } from './lines.mjs';
import { Prometheus, seconds } from './prometheus.mjs';

const USAGE = `Runs every query of the Grafana dashboards on a Prometheus, as Grafana does, and shows the results.

usage: tools/turnoutctl dashboards check [--prometheus URL] [--range DURATION]
  --prometheus URL   the Prometheus server (http://127.0.0.1:7190, the one that tools/up starts)
  --range DURATION   how far back to look (15m): $__range of the queries; a rate is one over four scrapes

A line for each query: panel, query, and the last value of each of its series, as wide as the terminal. "quiet" are
queries that are without data when nothing is wrong (deploy/grafana/quiet.mjs says why).

Exit codes: 0 every query has data or may be quiet, 1 a query has no data or is wrong, 2 wrong usage, 3 no Prometheus.`;

function optionsOf(words) {
  const { values, positionals } = parseArgs({
    args: words, allowPositionals: true,
    options: {
      prometheus: { type: 'string', default: 'http://127.0.0.1:7190' },
      range: { type: 'string', default: '15m' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (!values.help && positionals.join(' ') !== 'check') throw new Error('the only command is: dashboards check');
  return { ...values, rangeS: seconds(values.range) };
}

// Prints the answers of every dashboard. Resolves with the wrong ones.
async function check(prometheus, rangeS) {
  const scrapeS = await prometheus.scrapeInterval('turnout');
  const width = process.stdout.columns ?? (Number(process.env.COLUMNS) || 100);
  const wrong = [];
  for (const dashboard of dashboards) {
    console.log(`\n${dashboard.title}`);
    for (const answer of await answersOf(dashboard, prometheus, { rangeS, scrapeS, quiet })) {
      console.log(lineOf(answer, width));
      if (isWrong(answer)) wrong.push(answer);
    }
  }
  return wrong;
}

function fail(error, code) {
  console.error(`turnoutctl dashboards: ${error.message}`);
  process.exit(code);
}

let options;
try {
  options = optionsOf(process.argv.slice(2));
} catch (error) {
  fail(error, 2);
}
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
try {
  const wrong = await check(new Prometheus(options.prometheus), options.rangeS);
  console.log(wrong.length === 0 ? '\nEvery query has data, or may be quiet.' : `\n${wrong.length} without data or wrong:`);
  for (const { panel, expr, values } of wrong) console.log(`  ${panel}: ${values[0] ?? 'no data'}\n    ${expr}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} catch (error) {
  fail(error, 3);
}
