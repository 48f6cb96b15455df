// Real programs of a test: each listens on a free loopback port, and is ended by its process id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import readline from 'node:readline';

export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

// A sanitized program must not hold on to what it has freed, or its memory could not be measured; and it bears that a
// library is preloaded before the sanitizer's.
const ENVIRONMENT = { ...process.env, ASAN_OPTIONS: 'quarantine_size_mb=1:verify_asan_link_order=0' };

export class Program {
  // Starts it and waits for the first line of its output that matches `ready`; the match is kept. `environment` is what
  // it gets beside the test's own.
  static async start(command, args, ready, environment = {}) {
    const program = new Program(command, args, environment);
    program.match = await program.says(ready);
    return program;
  }

  constructor(command, args, environment) {
    this.process = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...ENVIRONMENT, ...environment } });
    this.output = '';
    this.ended = once(this.process, 'exit');
    this.readers = [this.process.stdout, this.process.stderr].map((input) => readline.createInterface({ input }));
    for (const reader of this.readers) reader.on('line', (line) => { this.output += line + '\n'; });
  }

  // The match of the first line from now on; rejects if the program ends before.
  says(pattern) {
    return new Promise((resolve, reject) => {
      const look = (line) => {
        const match = pattern.exec(line);
        if (match) resolve(match);
      };
      for (const reader of this.readers) reader.on('line', look);
      this.ended.then(([code, signal]) =>
        reject(new Error(`${this.process.spawnfile} ended with ${code ?? signal}:\n${this.output}`)));
    });
  }

  // Asks it to stop; resolves with its exit code.
  async stop() {
    this.process.kill('SIGTERM');
    const [code] = await this.ended;
    return code;
  }

  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }
}
