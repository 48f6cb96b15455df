// As much of Redis' protocol as the tests need: where a message ends, and asking a server.
import { once } from 'node:events';
import net from 'node:net';

const LINE_END = '\r\n';

// Where the message that begins at `at` ends; −1 if it is not complete. Commands are messages, too.
export function endOfMessage(bytes, at = 0) {
  const lineEnd = bytes.indexOf(LINE_END, at);
  if (lineEnd < 0) return -1;
  const next = lineEnd + LINE_END.length;
  const type = String.fromCharCode(bytes[at]);
  const count = Number(bytes.toString('latin1', at + 1, lineEnd));
  if (type === '$') {
    const end = count < 0 ? next : next + count + LINE_END.length;
    return end <= bytes.length ? end : -1;
  }
  if (type !== '*') return next;
  let end = next;
  for (let i = 0; i < count && end >= 0; i++) end = endOfMessage(bytes, end);
  return end;
}

// Cuts a stream of bytes into messages.
export class Messages {
  #rest = Buffer.alloc(0);

  // The messages that are complete with these bytes.
  take(bytes) {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const messages = [];
    let at = 0;
    for (let end; at < this.#rest.length && (end = endOfMessage(this.#rest, at)) >= 0; at = end) {
      messages.push(this.#rest.subarray(at, end));
    }
    this.#rest = this.#rest.subarray(at);
    return messages;
  }
}

// The server's reply, a character a byte, to each of these commands, over one connection.
export async function ask(port, commands) {
  const socket = net.connect(port, '127.0.0.1');
  for (const words of commands) {
    socket.write(`*${words.length}\r\n` + words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join(''));
  }
  const messages = new Messages();
  const replies = [];
  while (replies.length < commands.length) {
    const [bytes] = await once(socket, 'data');
    replies.push(...messages.take(bytes).map((message) => message.toString('latin1')));
  }
  socket.destroy();
  return replies;
}
