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

// A sanitized program must not hold on to what it has freed, or its memory could not be measured.
const ENVIRONMENT = { ...process.env, ASAN_OPTIONS: 'quarantine_size_mb=1' };

export class Program {
  // Starts it and waits for the first line of its output that matches `ready`; the match is kept.
  static async start(command, args, ready) {
    const program = new Program();
    program.process = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: ENVIRONMENT });
    program.output = '';
    program.ended = once(program.process, 'exit');
    program.match = await new Promise((resolve, reject) => {
      for (const stream of [program.process.stdout, program.process.stderr]) {
        readline.createInterface({ input: stream }).on('line', (line) => {
          program.output += line + '\n';
          const match = ready.exec(line);
          if (match) resolve(match);
        });
      }
      program.ended.then(([code, signal]) =>
        reject(new Error(`${command} ended with ${code ?? signal}:\n${program.output}`)));
    });
    return program;
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
