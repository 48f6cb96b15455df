// The commands that pages of deploy/ tell people to type.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { deployed } from '../../scenario/support/turnout.mjs';

const PROGRAMS = /^(turnoutctl|redis-(cli|check-aof|server)|systemctl|journalctl|amtool|promtool|docker|(tools|\/usr\/share\/turnout)\/\S+) /;

// In a page's order: the lines of its blocks without their remarks, and what stands between backticks and is a program with
// arguments.
function commandsOf(text) {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$|`([^`\n]+)`/gms)].flatMap(([, language, block, inline]) => {
    if (inline) return PROGRAMS.test(inline) ? [inline] : [];
    return language === 'promql' ? [] : block.split('\n').map((line) => line.replace(/\s+# .*$/, '').trim()).filter(Boolean);
  });
}

async function pageOf(file) {
  const text = await readFile(file, 'utf8');
  return { name: path.basename(file, '.md'), text, commands: commandsOf(text) };
}

// The runbooks, and how Turnout is installed under systemd and in containers: { name, text, commands }.
export async function operatorsPages() {
  const runbooks = (await readdir(deployed('runbooks'))).filter((file) => file.endsWith('.md')).sort();
  return Promise.all([...runbooks.map((file) => `runbooks/${file}`), 'systemd/README.md', 'compose/README.md']
    .map((file) => pageOf(deployed(file))));
}
