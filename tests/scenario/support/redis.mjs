// A private Redis, configured as deploy/redis/ says, with its users: whoever is not one of them is refused.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Program, freePort } from './processes.mjs';
import { ask } from './resp.mjs';

const run = promisify(execFile);
const deployed = (file) => fileURLToPath(new URL(`../../../deploy/redis/${file}`, import.meta.url));

export class Redis {
  // With users for these districts, kept in the folder; not started. `record`: the folder of its data.
  static async create(folder, { districts = ['test'], record = folder } = {}) {
    const redis = new Redis();
    redis.record = record;
    redis.users = path.join(folder, 'users');
    redis.port = await freePort();
    await redis.makeUsers(districts);
    return redis;
  }

  makeUsers(districts) { return run(deployed('users'), [this.users, ...districts]); }

  // Also starts it again, on the same port with the same data. `environment`: what it gets beside the test's own. `more`: of
  // its options. Without `prepare`, services cannot use it yet.
  async start({ environment = {}, more = [], prepare = true } = {}) {
    this.program = await Program.start('redis-server',
      [deployed('redis.conf'), '--port', `${this.port}`, '--dir', this.record, '--aclfile', path.join(this.users, 'users.acl'),
        ...more],
      /Ready to accept connections/, environment);
    if (prepare) await this.prepare();
  }

  // As its supervisor does when it has started.
  prepare() { return run(deployed('prepare'), [`${this.port}`, this.#passwordFile('operator')]); }

  // The options with which a service of the district logs in, and with the district's secret for fingerprints.
  optionsOf(service, district = 'test') {
    const user = `${service}-${district}`;
    return ['--redis-user', user, '--redis-password-file', this.#passwordFile(user),
      '--fingerprint-key-file', path.join(this.users, `${district}.fingerprint-key`)];
  }

  // Its replies, a character a byte, to these commands of a user.
  async askAs(user, ...commands) {
    const password = (await readFile(this.#passwordFile(user), 'utf8')).trim();
    const [, ...replies] = await ask(this.port, [['AUTH', user, password], ...commands]);
    return replies;
  }

  askAsNobody(...commands) { return ask(this.port, commands); }

  // As the operator; rejects if that is an error.
  async ask(...words) {
    const [reply] = await this.askAs('operator', words);
    if (reply.startsWith('-')) throw new Error(reply);
    return reply;
  }

  stop() { return this.program?.stop(); }
  // What it was writing may be cut off in the middle, and nobody was told of it: removed, as its supervisor does.
  async kill() {
    await this.program.kill();
    await run(deployed('repair'), [this.record]);
  }

  #passwordFile(user) { return path.join(this.users, `${user}.password`); }
}
