/** `/metrics` on a port of its own, which is not for the public. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { listen } from './http-server.ts';

export interface AdminOptions {
  readonly port: number;
  readonly host: string;
  /** Gives the text of all metrics, and its media type. */
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
}

/** Resolves with the server when it listens. */
export async function startAdminServer({ port, host, metrics }: AdminOptions): Promise<Server> {
  const server = createServer((request, response) => {
    const send = (status: number, type: string, text: string): void => {
      response.writeHead(status, { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff' }).end(text);
    };
    const plain = 'text/plain; charset=utf-8';
    if (request.url !== '/metrics') send(404, plain, 'only /metrics is here\n');
    else if (request.method !== 'GET' && request.method !== 'HEAD') send(405, plain, 'GET only\n');
    else {
      metrics().then(
        ({ type, text }) => send(200, type, text),
        () => send(503, plain, 'metrics are not to be had now\n'),
      );
    }
  });
  await listen(server, { port, host, prefix: 'admin-' });
  return server;
}
