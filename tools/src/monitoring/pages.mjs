// Receives Alertmanager's example web hooks, in place of a pager, a ticket system and the heartbeat's listener.
import { once } from 'node:events';
import { createServer } from 'node:http';

const MOST_BYTES = 2 ** 20;

// Calls `take({ to, status, labels, annotations })` for each alert of a web hook. `to` is the last part of the web hook's
// address: page, ticket or heartbeat. Resolves with the server, which listens on this loopback port.
export async function receivePages(port, take) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) {
      body += chunk;
      if (body.length > MOST_BYTES) return request.destroy();
    }
    try {
      for (const alert of JSON.parse(body).alerts) take({ to: request.url.slice(1), ...alert });
      response.writeHead(204).end();
    } catch (error) {
      response.writeHead(400).end(`${error.message}\n`);
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

// The alert as a line for pages.log.
export function lineOf({ to, status, annotations }, at = new Date()) {
  const what = status === 'firing' ? `${annotations.summary}  → ${annotations.runbook_url}` : `over: ${annotations.summary}`;
  return `${at.toTimeString().slice(0, 8)}  ${to.padEnd(6)}  ${what}`;
}
