// HTTP/2 by hand: a client that sends what no library would.
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
export const DATA = 0, HEADERS = 1, RST_STREAM = 3, SETTINGS = 4, PING = 6, CONTINUATION = 9;
export const END_STREAM = 1, END_HEADERS = 4;

export function frame(type, flags, stream, payload = Buffer.alloc(0)) {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

// HPACK, up to 126 bytes each, no Huffman, nothing indexed.
const text = (value) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
export const field = (name, value) => Buffer.concat([Buffer.from([0]), text(name), text(value)]);

// The request headers of a gRPC call.
export const call = (path, more = {}) => Buffer.concat([Buffer.from([0x83, 0x86, 0x04]), text(path),
  ...Object.entries({ ':authority': 'localhost', 'content-type': 'application/grpc', te: 'trailers', ...more })
    .map(([name, value]) => field(name, value))]);

// A gRPC message before its frame.
export function message(bytes, compressed = 0) {
  const head = Buffer.alloc(5);
  head[0] = compressed;
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

export const rst = (stream) => frame(RST_STREAM, 0, stream, Buffer.from([0, 0, 0, 8]));

// Connections to one port. `from`: the loopback address that they come from. `certificates`: for TLS.
export class Attacker {
  constructor(port, { from = '127.0.0.2', certificates = null } = {}) {
    Object.assign(this, { port, from, certificates, sockets: [] });
  }

  // A connection on which nothing is sent. Whatever comes is thrown away.
  async dial() {
    const socket = net.connect({ port: this.port, host: '127.0.0.1', localAddress: this.from });
    this.sockets.push(socket);
    socket.on('error', () => {}).resume();
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => {});
    return socket;
  }

  // One that has begun HTTP/2; with `settings` false it goes no further than the preface.
  async connect({ settings = true } = {}) {
    let socket = await this.dial();
    if (this.certificates) {
      socket = tls.connect({ socket, ALPNProtocols: ['h2'], servername: 'localhost', ...this.certificates });
      socket.on('error', () => {}).resume();
      await once(socket, 'secureConnect');
    }
    socket.write(settings ? Buffer.concat([PREFACE, frame(SETTINGS, 0, 0)]) : PREFACE);
    return socket;
  }

  close() {
    for (const socket of this.sockets) socket.destroy();
  }
}

// Sends all of it; resolves when the peer has taken it, or is gone.
export async function send(socket, bytes) {
  if (socket.destroyed || socket.write(bytes)) return;
  await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {});
}
