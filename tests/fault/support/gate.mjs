// A gate between one keeper and Redis, which can be shut at an exact point of a commit. What has not passed by then
// waits at the gate; it is let through by `open`, or is lost with the connection when the keeper is killed.
import { once } from 'node:events';
import net from 'node:net';
import { Messages } from '../../scenario/support/resp.mjs';

// Where a commit can be when the gate is shut.
export const POINTS = [
  'before the commit', //           the keeper has sent it, Redis has not got it
  'while Redis commits', //         Redis has got it, nobody waits for its answer
  'before the acknowledgement', //  Redis has committed and answered, the keeper has not heard it
  'after the acknowledgement', //   the keeper has heard it
];

const isCommit = (command) => /FCALL\r\n\$\d+\r\ncommit_v\d+\r\n/.test(command.toString('latin1', 0, 64));
const isAccepted = (reply) => reply.toString('latin1', 0, 6) === '*2\r\n:1';

export class Gate {
  static async start(redisPort) {
    const gate = new Gate();
    gate.redisPort = redisPort;
    gate.shut = false;
    gate.links = new Set();
    gate.server = net.createServer((socket) => gate.#accept(socket)).listen(0, '127.0.0.1');
    await once(gate.server, 'listening');
    gate.port = gate.server.address().port;
    return gate;
  }

  // Shuts itself when the `nth` commit from now on is at this point; resolves then.
  shutAt(point, nth = 1) {
    return new Promise((resolve) => {
      this.waits = { point, left: nth, resolve };
    });
  }

  // Lets through what waits, in its order, and everything after it.
  open() {
    this.shut = false;
    for (const link of this.links) {
      for (const pass of link.held.splice(0)) pass();
    }
  }

  // Forgets the connections of a keeper that is gone, and what waits on them.
  reset() {
    this.waits = undefined;
    this.shut = false;
    for (const link of this.links) this.#end(link);
  }

  stop() {
    this.reset();
    this.server.close();
  }

  #accept(keeper) {
    const link = { keeper, redis: net.connect(this.redisPort, '127.0.0.1'), commits: [], held: [] };
    this.links.add(link);
    const commands = new Messages();
    const replies = new Messages();
    keeper.on('data', (bytes) => commands.take(bytes).forEach((command) => this.#command(link, command)));
    link.redis.on('data', (bytes) => replies.take(bytes).forEach((reply) => this.#reply(link, reply)));
    for (const socket of [keeper, link.redis]) {
      socket.setNoDelay(true);
      socket.on('error', () => {}).on('close', () => this.#end(link));
    }
  }

  #command(link, command) {
    const pass = () => {
      link.commits.push(isCommit(command));
      link.redis.write(command);
    };
    if (isCommit(command)) {
      this.#at('before the commit');
      this.#pass(link, pass);
      this.#at('while Redis commits');
    } else {
      this.#pass(link, pass);
    }
  }

  #reply(link, reply) {
    const accepted = link.commits.shift() && isAccepted(reply);
    const pass = () => link.keeper.write(reply);
    if (accepted) this.#at('before the acknowledgement');
    this.#pass(link, pass);
    if (accepted) this.#at('after the acknowledgement');
  }

  #pass(link, pass) {
    if (this.shut) link.held.push(pass);
    else pass();
  }

  #at(point) {
    if (this.shut || this.waits?.point !== point || --this.waits.left > 0) return;
    this.shut = true;
    const { resolve } = this.waits;
    this.waits = undefined;
    resolve();
  }

  #end(link) {
    if (!this.links.delete(link)) return;
    link.held.length = 0;
    link.keeper.destroy();
    link.redis.end();
  }
}
