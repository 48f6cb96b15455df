// A private PostgreSQL 15, reached by a unix socket in a temporary folder; never run as root.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Program } from './processes.mjs';

const run = promisify(execFile);
const programs = '/usr/lib/postgresql/15/bin';
const isRoot = process.getuid() === 0;
const notAsRoot = (words) =>
  (isRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', '--pdeathsig=KILL', ...words] : words);

export class Postgres {
  static async start() {
    const postgres = new Postgres();
    postgres.folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-postgres-'));
    if (isRoot) await run('chown', ['postgres:postgres', postgres.folder]);
    const [initdb, ...args] = notAsRoot([`${programs}/initdb`, `--pgdata=${path.join(postgres.folder, 'data')}`, '--auth=trust', '--no-sync', '--encoding=UTF8',
      '--locale=C.UTF-8', '--username=postgres']);
    await run(initdb, args);
    await postgres.launch();
    return postgres;
  }

  // Also starts it again, with the same data.
  async launch() {
    const [server, ...options] = notAsRoot([`${programs}/postgres`, '-D', path.join(this.folder, 'data'), '-c', 'listen_addresses=', '-c',
      `unix_socket_directories=${this.folder}`]);
    this.program = await Program.start(server, options, /ready to accept connections/);
  }

  get uri() { return `postgresql://postgres@/postgres?host=${this.folder}`; }

  // The rows of a query on a district's archive, as lists of texts.
  async rows(district, sql) {
    const { stdout } = await run('psql', ['-h', this.folder, '-U', 'postgres', '-qAtc', `SET search_path = "turnout_${district}"; ${sql}`, 'postgres'],
      { maxBuffer: 2 ** 28 });
    return stdout.trimEnd().split('\n').filter(Boolean).map((line) => line.split('|'));
  }

  // Ends every connection; what was committed stays.
  async shutDown() {
    this.program.process.kill('SIGINT');
    await this.program.ended;
  }

  async stop() {
    await this.shutDown();
    await rm(this.folder, { recursive: true });
  }
}
