// turnoutctl at the services of a test.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { bin } from './turnout.mjs';

// The addresses of the services, and who is at the keyboard.
export function environmentOf(turnout, actor = 'd-1') {
  const environment = { ...process.env, TURNOUT_ACTOR: actor };
  for (const [name, { port }] of Object.entries(turnout.clients)) environment[`TURNOUT_${name.toUpperCase()}`] = `127.0.0.1:${port}`;
  return environment;
}

// What it prints and ends with; `changes` to the environment.
export function turnoutctl(turnout, words, changes = {}) {
  const env = { ...environmentOf(turnout), ...changes };
  return new Promise((resolve) => {
    execFile(path.join(bin, 'turnoutctl'), words, { env }, (error, out, complaint) => resolve({ code: error?.code ?? 0, out, complaint }));
  });
}

// What it prints when it succeeds.
export async function done(turnout, words, changes = {}) {
  const { code, out, complaint } = await turnoutctl(turnout, words, changes);
  assert.equal(code, 0, complaint);
  return out;
}
