// Mutual TLS: who is served and who is not, certificates renewed while calls go on, and wrong files.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import { promisify } from 'node:util';
import grpc from '@grpc/grpc-js';
import { Certificates } from './support/certificates.mjs';
import { Client, credentialsOf, newId, refusalOf } from './support/client.mjs';
import { Program } from './support/processes.mjs';
import { NAMES, Turnout, bin } from './support/turnout.mjs';

let ours, others;  // two authorities that do not know of one another
let authority;  // ours as it was made
let turnout;
let intake;  // address
before(async () => {
  [ours, others] = await Promise.all([Certificates.make('operator', 'terminal'), Certificates.make()]);
  authority = await ours.read('ca.crt');
  turnout = await Turnout.start({ certificates: ours });
  intake = `127.0.0.1:${turnout.intake.port}`;
});
after(async () => {
  await turnout.stop();
  await Promise.all([ours.remove(), others.remove()]);
});

// One call over a connection of its own.
async function asked(certificates) {
  const client = new Client(intake, 'IntakeService', certificates, { 'grpc.use_local_subchannel_pool': 1 });
  try {
    return await client.call('ListIncidents', {});
  } finally {
    client.close();
  }
}

// What a new connection is shown.
async function shown() {
  const socket = tls.connect({ port: turnout.intake.port, ALPNProtocols: ['h2'], ...await ours.client() });
  await once(socket, 'secureConnect');
  const { serialNumber, valid_to } = socket.getPeerCertificate();
  socket.destroy();
  return { serial: serialNumber, expiry: Date.parse(valid_to) / 1000 };
}

const figure = async (pattern) => Number(pattern.exec(await turnout.metrics('intake'))?.[1] ?? 0);
const lists = () => figure(/^turnout_rpc_duration_seconds_count\{[^}]*method="ListIncidents"[^}]*\} (\d+)/m);
const expiry = () => figure(/^turnout_certificate_expiry_timestamp_seconds (\S+)/m);

test('clients of the authority are served by every service, health and reflection included', async () => {
  const id = await turnout.report();
  await turnout.assign(id, await turnout.unit('car-1'));
  await turnout.milestone(id, 'car-1', 'EN_ROUTE');

  const raw = new grpc.Client(intake, credentialsOf(await ours.client('terminal')));
  const bytes = (buffer) => buffer;
  const health = await new Promise((resolve, reject) => raw.makeUnaryRequest('/grpc.health.v1.Health/Check', bytes, bytes,
    Buffer.alloc(0), (error, answer) => (error ? reject(error) : resolve(answer))));
  assert.deepEqual([...health], [8, 1]);  // SERVING
  const reflection = raw.makeBidiStreamRequest('/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo', bytes, bytes);
  reflection.end(Buffer.from([0x3a, 0]));  // list_services
  const [services] = await once(reflection, 'data');
  assert.match(services.toString('latin1'), /turnout\.v1\.IntakeService/);
  raw.close();
});

test('turnoutctl speaks TLS', async () => {
  const addresses = Object.keys(NAMES).flatMap((name) => [`--${name}`, `127.0.0.1:${turnout.clients[name].port}`]);
  const { stdout } = await promisify(execFile)(path.join(bin, 'turnoutctl'), ['settings', ...addresses, ...ours.clientOptions()]);
  assert.match(stdout, /test/);
});

test('turnoutctl without TLS is told that the service accepts only TLS', async () => {
  const complaint = new RegExp(`intake at ${intake} accepts only TLS: give --tls-ca, --tls-cert and --tls-key`);
  for (const command of ['list', 'health']) {
    const { code, stderr } = await ended('turnoutctl', [command, '--intake', intake, '--retry-for', '0']);
    assert.equal(code, 3);
    assert.match(stderr, complaint);
  }
});

test('without a certificate of the authority nothing is served', async () => {
  const mine = await ours.client();
  const strangers = {
    'of another authority': { ...await others.client(), ca: mine.ca },
    'expired': { ...mine, cert: await ours.expired('operator') },
    'a service\'s': { ca: mine.ca, cert: await ours.read('server.crt'), key: await ours.read('server.key') },
    'none': { ca: mine.ca },
    'without TLS': null,
  };
  const before = await lists();
  for (const [who, certificates] of Object.entries(strangers)) {
    assert.equal((await refusalOf(asked(certificates))).status, 'UNAVAILABLE', who);
  }
  assert.equal((await refusalOf(asked({ ...mine, ca: await others.read('ca.crt') }))).status, 'UNAVAILABLE',
    'a client that trusts another authority');
  assert.equal(await lists(), before);
  await asked(mine);
  assert.equal(await lists(), before + 1);
});

// Runs a program until it ends by itself.
const ended = (program, options) => promisify(execFile)(path.join(bin, program), options.flat()).then(
  () => assert.fail(`${program} runs with ${options}`), ({ code, stderr }) => ({ code, stderr }));

test('certificates that are not fit end a service and turnoutctl with 2, and the option is named', async () => {
  const service = (...options) => ended('turnout-intake',
    ['--metrics-listen', '127.0.0.1:0', '--stations', turnout.stations, '--policy', turnout.policy, ...options]);
  const tool = (...options) => ended('turnoutctl', ['settings', '--intake', intake, ...options]);
  const files = ({ cert = 'server.crt', key = 'server.key', ca = 'ca.crt' }, authorities = '--tls-client-ca') =>
    [['--tls-cert', ours.file(cert)], ['--tls-key', ours.file(key)], [authorities, ours.file(ca)]];
  await ours.write('half.crt', (await ours.read('server.crt')).slice(0, 300));
  await ours.write('empty.crt', '');
  await ours.expired('operator');

  for (const [wrong, sentence] of [
    [{ cert: 'nowhere.crt' }, /--tls-cert: .*nowhere\.crt: cannot be opened/],
    [{ key: '.' }, /--tls-key: .* is a folder/],
    [{ key: 'terminal.key' }, /--tls-key: .*terminal\.key: does not belong to the certificate of --tls-cert/],
    [{ key: 'server.crt' }, /--tls-key: .*server\.crt: holds no private key/],
    [{ cert: 'half.crt' }, /--tls-cert: .*half\.crt: holds a certificate that is damaged or cut off/],
    [{ ca: 'empty.crt' }, /--tls-client-ca: .*empty\.crt: holds no certificate/],
    [{ cert: 'expired.crt', key: 'operator.key' }, /--tls-cert: .*expired\.crt: has expired/],
  ]) {
    const { code, stderr } = await service(...files(wrong));
    assert.match(stderr, sentence);
    assert.equal(code, 2, stderr);
  }
  for (const { code, stderr } of [
    await service(...files({}).slice(0, 2)),
    await service('--listen', '0.0.0.0:0'),
    await tool(...files({ key: 'terminal.key' }, '--tls-ca')),
    await tool(...files({}, '--tls-ca').slice(1)),
  ]) {
    assert.match(stderr, /--tls-/);
    assert.equal(code, 2, stderr);
  }
});

// Calls one after the other, over a standing connection and over new ones, until it is ended.
class Load {
  constructor(certificates) {
    this.calls = 0;
    this.failures = { standing: [], fresh: [] };
    const ways = { standing: () => turnout.intake.call('ListIncidents', {}), fresh: () => asked(certificates) };
    this.workers = ['standing', 'standing', 'fresh', 'fresh'].map(async (way) => {
      while (!this.ended) {
        await ways[way]().then(() => { this.calls += 1; }, (error) => { this.failures[way].push(error.message); });
      }
    });
  }

  async end() {
    this.ended = true;
    await Promise.all(this.workers);
  }
}

const takenOver = /renewed certificates taken over/;
const refused = /changed certificates refused/;
// Does it, and waits until the service has said so.
async function change(said, write) {
  const heard = turnout.programs.intake.says(said);
  await write();
  await heard;
}

test('certificates are renewed under load: no call fails, and half a renewal changes nothing', async () => {
  const load = new Load(await ours.client());
  const [first, cert, key] = [await shown(), await ours.read('server.crt'), await ours.read('server.key')];
  assert.equal(await expiry(), first.expiry);

  await change(takenOver, () => ours.issue('--renew', '--days', '30'));
  const second = await shown();
  assert.notEqual(second.serial, first.serial);
  assert.equal(await expiry(), second.expiry);

  // The first certificate again, written slowly, and its key after it.
  await change(refused, () => ours.write('server.crt', cert.slice(0, cert.length / 2)));
  assert.deepEqual(await shown(), second);
  await change(refused, () => ours.write('server.crt', cert));
  assert.deepEqual(await shown(), second);
  await change(takenOver, () => ours.write('server.key', key));
  assert.deepEqual(await shown(), first);

  // A second authority beside the first.
  const both = authority + await others.read('ca.crt');
  await change(takenOver, () => ours.write('ca.crt', both));
  await asked({ ...await others.client(), ca: both });

  await load.end();
  assert.deepEqual(load.failures, { standing: [], fresh: [] });
  assert.ok(load.calls > 100, `${load.calls} calls`);
});

test('a tool that runs takes renewed certificates over too, and comes back with them', async () => {
  const [first, second] = [newId(), newId()];
  const { cursor } = await turnout.intake.call('ListIncidents', {});
  await turnout.report({ incident_id: first });
  const watch = new Program(path.join(bin, 'turnoutctl'),
    ['watch', '--json', '--cursor', cursor, '--intake', intake, '--retry-for', '30', ...ours.clientOptions()]);
  await watch.says(new RegExp(first));

  for (const name of ['ca.crt', 'server.crt', 'server.key', 'operator.crt', 'operator.key']) {
    await ours.write(name, await others.read(name));
  }
  await turnout.programs.intake.stop();
  turnout.intake.renew(await others.client());
  await turnout.startService('intake');
  const heard = watch.says(new RegExp(second));
  await turnout.report({ incident_id: second });
  await heard;
  await watch.stop();
});

test('such a load sees it when its authority goes: new connections fail, the standing one goes on', { timeout: 60_000 }, async () => {
  const mine = await others.client();
  const load = new Load(mine);
  await change(takenOver, () => ours.write('ca.crt', authority));
  await refusalOf(asked(mine));
  while (load.failures.fresh.length === 0) await new Promise(setImmediate);
  await load.end();
  assert.deepEqual(load.failures.standing, []);
});
