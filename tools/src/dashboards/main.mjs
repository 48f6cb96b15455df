#!/usr/bin/env node
// turnoutctl dashboards: what the queries of the Grafana dashboards say.
import { parseArgs } from 'node:util';
import { dashboards } from '../../../deploy/grafana/dashboards/index.mjs';
import { quiet } from '../../../deploy/grafana/quiet.mjs';
import { answersOf, isWrong } from './answers.mjs';
import { lineOf } from './lines.mjs';
import { Prometheus, seconds } from './prometheus.mjs';

const USAGE = `Asks a Prometheus every query of the Grafana dashboards, as Grafana would, and shows what each says.

usage: tools/turnoutctl dashboards check [--prometheus URL] [--range DURATION]
  --prometheus URL   the server to ask (http://127.0.0.1:7190, the one that tools/up starts)
  --range DURATION   how far back to look (15m): $__range of the queries; a rate is one over four scrapes

A line for each query: panel, query, and the last value of each of its series, as wide as the terminal. "quiet" are
queries that are without data when nothing is wrong (deploy/grafana/quiet.mjs says why).

Exit codes: 0 every query has data or may be quiet, 1 one has not or is wrong, 2 wrong usage, 3 Prometheus cannot be asked.`;

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

// Shows the answers of every dashboard; resolves with those that are wrong.
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
