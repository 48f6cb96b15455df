// A private certificate authority of a test, made by tools/certs in a folder of its own.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const certs = fileURLToPath(new URL('../../../tools/certs', import.meta.url));

export class Certificates {
  static async make(...clients) {
    const certificates = new Certificates();
    certificates.folder = await mkdtemp(path.join(os.tmpdir(), 'turnout-certs-'));
    await certificates.issue(...clients);
    return certificates;
  }

  // As tools/certs takes them: names of clients, options.
  issue(...words) {
    return run(certs, ['--dir', this.folder, ...words]);
  }

  file(name) { return path.join(this.folder, name); }
  read(name) { return readFile(this.file(name), 'utf8'); }
  write(name, text) { return writeFile(this.file(name), text); }

  // A certificate for a client's key that expired yesterday.
  async expired(name) {
    const openssl = (...words) => run('openssl', words, { cwd: this.folder });
    await openssl('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${name}`, '-out', 'expired.csr');
    await openssl('x509', '-req', '-in', 'expired.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-set_serial', '1',
      '-days', '-1', '-out', 'expired.crt');
    return this.read('expired.crt');
  }

  // What a client shows and trusts, as texts; as options of a program.
  async client(name = 'operator') {
    return { ca: await this.read('ca.crt'), cert: await this.read(`${name}.crt`), key: await this.read(`${name}.key`) };
  }
  clientOptions(name = 'operator') {
    return ['--tls-ca', this.file('ca.crt'), '--tls-cert', this.file(`${name}.crt`), '--tls-key', this.file(`${name}.key`)];
  }
  serverOptions() {
    return ['--tls-cert', this.file('server.crt'), '--tls-key', this.file('server.key'), '--tls-client-ca', this.file('ca.crt')];
  }

  remove() {
    return rm(this.folder, { recursive: true });
  }
}
