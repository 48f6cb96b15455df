// What the runbooks tell people to ask and to type: every query is put to a real Prometheus, every command of turnoutctl exists
// with its options.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { bin, deployed } from '../scenario/support/turnout.mjs';
import { Monitoring } from './support/monitoring.mjs';

const run = promisify(execFile);

let monitoring;
let pages;
before(async () => {
  monitoring = await Monitoring.start();
  const folder = deployed('runbooks');
  pages = await Promise.all((await readdir(folder)).filter((file) => file.endsWith('.md')).map(async (file) =>
    ({ file, text: await readFile(path.join(folder, file), 'utf8') })));
});
after(() => monitoring.stop());

test('every query is understood by Prometheus', async (t) => {
  let asked = 0;
  for (const { file, text } of pages) {
    for (const [, query] of text.matchAll(/^```promql\n(.*?)\n```$/gms)) {
      const answer = await monitoring.answerTo(`query?query=${encodeURIComponent(query)}`);
      assert.equal(answer.status, 'success', `${file}: ${query}: ${answer.error}`);
      asked += 1;
    }
  }
  t.diagnostic(`${asked} queries`);
});

test('every command of turnoutctl exists, with its options', async (t) => {
  const typed = pages.flatMap(({ text }) => [...text.matchAll(/(?:^|`)turnoutctl ([^`\n]+)/gm)].map(([, words]) => words.split(' ')));
  const isName = (word) => /^[a-z][a-z-]*$/.test(word);
  const commands = new Set();
  for (const words of typed) {
    const end = words.findIndex((word) => !isName(word));
    const names = end < 0 ? words : words.slice(0, end);
    const { stdout } = await run(path.join(bin, 'turnoutctl'), [...names, '--help']);
    for (const option of words.filter((word) => word.startsWith('--'))) assert.ok(stdout.includes(option), words.join(' '));
    commands.add(names.join(' '));
  }
  t.diagnostic([...commands].sort().join('; '));
});
