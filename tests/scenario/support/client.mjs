// A gRPC client that uses only the published proto: promises for calls, refusals decoded from their trailer.
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../proto', import.meta.url));
const files = ['intake_service', 'dispatch_service', 'accountability_service', 'records_service', 'settings_service'];
const definition = loader.loadSync(files.map((name) => `turnout/v1/${name}.proto`),
  { includeDirs: [root], longs: Number, enums: String, defaults: true, keepCase: true, oneofs: true });
const api = grpc.loadPackageDefinition(definition).turnout.v1;

const refusals = new protobuf.Root();
refusals.resolvePath = (_, target) => `${root}/${target}`;
refusals.loadSync('turnout/v1/refusal.proto', { keepCase: true });
const Refusal = refusals.lookupType('turnout.v1.Refusal');

// A UUIDv7: 48 bits of Unix milliseconds, then random.
export function newId(atMs = Date.now()) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(atMs, 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

// The error of a call as a test reads it: gRPC code by name, and the refusal's reason, field and message if there is one.
export function described(error) {
  const [trailer] = error.metadata?.get('turnout-refusal-bin') ?? [];
  error.status = grpc.status[error.code];
  if (trailer) {
    const refusal = Refusal.toObject(Refusal.decode(trailer), { enums: String, defaults: true });
    error.reason = refusal.reason.replace('REFUSAL_REASON_', '');
    error.field = refusal.field;
    error.refusalMessage = refusal.message;
  }
  return error;
}

// `certificates`: { ca, cert, key } as texts (PEM), no cert and key to show none; null is no TLS.
export function credentialsOf(certificates) {
  if (!certificates) return grpc.credentials.createInsecure();
  return grpc.credentials.createSsl(
    ...[certificates.ca, certificates.key, certificates.cert].map((text) => (text ? Buffer.from(text) : null)));
}

export class Client {
  // `certificates`: for TLS, as credentialsOf() takes them. `options`: the channel's, as grpc-js knows them.
  constructor(address, service, certificates = null, options = {}) {
    this.connect = (shown) => { this.stub = new api[service](address, credentialsOf(shown), options); };
    this.connect(certificates);
  }

  // Goes on over a new connection, with other certificates.
  renew(certificates) {
    this.close();
    this.connect(certificates);
  }

  // One unary call. `deadlineMs` null sends none.
  call(method, request, deadlineMs = 5000) {
    const options = deadlineMs === null ? {} : { deadline: Date.now() + deadlineMs };
    return new Promise((resolve, reject) =>
      this.stub[method](request, options, (error, response) => (error ? reject(described(error)) : resolve(response))));
  }

  // A client's stream: all messages, then the answer.
  upload(method, requests) {
    return new Promise((resolve, reject) => {
      const stream = this.stub[method]((error, response) => (error ? reject(described(error)) : resolve(response)));
      stream.on('error', () => {});
      for (const request of requests) stream.write(request);
      stream.end();
    });
  }

  // A server stream; iterate over it, and `cancel()` it.
  watch(method, request) {
    return this.stub[method](request);
  }

  // Connected again, after its service was away.
  ready() {
    return new Promise((resolve, reject) =>
      this.stub.waitForReady(Date.now() + 20_000, (error) => (error ? reject(error) : resolve())));
  }

  close() {
    this.stub.close();
  }
}

// The refusal that a call ends with; fails the test if it succeeds.
export async function refusalOf(promise) {
  let response;
  try {
    response = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`expected a refusal, got ${JSON.stringify(response).slice(0, 300)}`);
}
