/** The socket's side of the service: time limits for slow clients, and the address to listen on. */
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { ConfigError } from '../config.ts';
import type { ServeConfig } from '../config.ts';
import { answerBrokenHttp } from '../http/broken-http.ts';

const seconds = 1000;

/** Time limits in milliseconds, told in docs/operations.md. */
export const socketLimits = {
  /** From a connection's first byte to the end of its headers. */
  headers: 10 * seconds,
  /** To the end of the body. */
  request: 300 * seconds,
  /** Without a byte in either direction. */
  silence: 120 * seconds,
  /** An idle connection is kept; longer than the usual 60 s of a load balancer. */
  keepAlive: 65 * seconds,
  connections: 10_000,
  /** A body that comes slower than this is cut off. */
  bytesPerSecond: 512,
  /** How long a body may be too slow. */
  patience: 10 * seconds,
} as const;

/** An HTTP server with the limits above; `receiving` are the requests whose body is on its way. */
export function createHttpServer(listener: RequestListener, receiving: () => Iterable<IncomingMessage>): Server {
  const server = createServer({ connectionsCheckingInterval: seconds, requireHostHeader: false }, listener);
  answerBrokenHttp(server);
  server.headersTimeout = socketLimits.headers;
  server.requestTimeout = socketLimits.request;
  server.keepAliveTimeout = socketLimits.keepAlive;
  server.timeout = socketLimits.silence;
  server.maxConnections = socketLimits.connections;
  const timer = cutSlowBodies(receiving);
  server.once('close', () => clearInterval(timer));
  return server;
}

/** Ends connections whose body comes too slowly; answering them would take their time again. */
function cutSlowBodies(receiving: () => Iterable<IncomingMessage>): NodeJS.Timeout {
  const seen = new WeakMap<IncomingMessage, { readonly bytes: number; readonly at: number }>();
  const check = (): void => {
    const now = performance.now();
    for (const request of receiving()) {
      const { bytesRead } = request.socket;
      const last = seen.get(request);
      if (last === undefined) seen.set(request, { bytes: bytesRead, at: now });
      else if (now - last.at >= socketLimits.patience) {
        const least = (socketLimits.bytesPerSecond * (now - last.at)) / seconds;
        if (bytesRead - last.bytes < least) request.socket.destroy();
        seen.set(request, { bytes: bytesRead, at: now });
      }
    }
  };
  return setInterval(check, seconds).unref();
}

/** Resolves when the server listens; rejects with a ConfigError that says which flag to change. */
export function listen(server: Server, { port, host, prefix = '' }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ConfigError(explain(error, { port, host, prefix }))),
    );
    server.listen(port, host);
  });
}

interface ListenOptions extends Pick<ServeConfig, 'port' | 'host'> {
  /** Of the flags that say where to listen: `admin-`, or none. */
  readonly prefix?: string;
}

function explain(error: NodeJS.ErrnoException, { port, host, prefix = '' }: ListenOptions): string {
  if (error.code === 'EADDRINUSE') return `port ${port} is in use on ${host}; choose another with --${prefix}port`;
  if (error.code === 'EACCES')
    return `port ${port} needs rights that this user lacks; choose one above 1023 with --${prefix}port`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `${host} is not an address of this machine; see --${prefix}host`;
  return `cannot listen on ${host}:${port}: ${error.message}`;
}
