/** The bounds of src/http/traffic.ts, with handlers that take as long as a test wants. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ErrorRequestHandler } from 'express';
import { pino } from 'pino';
import { createArrive } from '../../src/http/arrival.ts';
import { createFail } from '../../src/http/send-error.ts';
import { createTraffic } from '../../src/http/traffic.ts';
import type { EndedRequest, Traffic, TrafficLimits } from '../../src/http/traffic.ts';

const logger = pino({ level: 'silent' });
const limits: TrafficLimits = { maxRunning: 2, maxReceiving: 1, maxLag: 100, maxDuration: 10_000 };

interface Bounded {
  readonly origin: string;
  readonly port: number;
  readonly traffic: Traffic;
  readonly ended: EndedRequest[];
  /** Lets the requests that wait at /wait end. */
  readonly release: () => void;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function bounded(changed: Partial<TrafficLimits> = {}, lag = 0): Promise<Bounded> {
  const ended: EndedRequest[] = [];
  const waiting: (() => void)[] = [];
  const traffic = createTraffic({ limits: { ...limits, ...changed }, lag: () => lag, onEnd: end => ended.push(end) });
  const app = express();
  const fail = createFail(logger, () => ({ findType: () => undefined }));
  const arrive = createArrive({ logger, traffic, fail });
  app.use(async (request, response, next) => {
    if (await arrive(request, response)) next();
  });
  app.get('/wait', (_request, response) => void waiting.push(() => void response.end('done')));
  app.get('/health/live', (_request, response) => void response.end('live'));
  app.post('/body', express.raw({ type: () => true }), (_request, response) => void response.end('read'));
  const errors: ErrorRequestHandler = (error, _request, response, next) => {
    fail(error, response);
    void next;
  };
  app.use(errors);
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const release = (): void => {
    for (const end of waiting.splice(0)) end();
  };
  return { origin: `http://127.0.0.1:${port}`, port, traffic, ended, release };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 5));
}

test('refuses the request over the bound with 429 and Retry-After, and lets in the next when one has ended', async () => {
  const { origin, traffic, release } = await bounded();
  const running = [fetch(`${origin}/wait`), fetch(`${origin}/wait`)];
  await until(() => traffic.running() === 2);
  const refused = await fetch(`${origin}/wait`);
  expect({ status: refused.status, retryAfter: refused.headers.get('retry-after') }).toEqual({
    status: 429,
    retryAfter: '1',
  });
  expect(await refused.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'throttled' }] });
  expect((await fetch(`${origin}/health/live`)).status).toBe(200);
  release();
  expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
  await until(() => traffic.running() === 0);
  const next = fetch(`${origin}/wait`);
  await until(() => traffic.running() === 1);
  release();
  expect((await next).status).toBe(200);
});

test('counts a body on its way apart from the work, and bounds both', async () => {
  const { origin, port, traffic } = await bounded();
  const socket = connect(port, '127.0.0.1');
  socket.write('POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345');
  await until(() => traffic.receiving().size === 1);
  expect(traffic.running()).toBe(0);
  expect((await fetch(`${origin}/body`, { method: 'POST', body: 'a' })).status).toBe(429);
  socket.destroy();
  await until(() => traffic.receiving().size === 0);
  expect((await fetch(`${origin}/body`, { method: 'POST', body: 'a' })).status).toBe(200);
  expect(traffic.refused()).toMatchObject({ 'too many uploads': 1 });
});

test('refuses with 503 while the event loop lags', async () => {
  const { origin } = await bounded({}, 101);
  const refused = await fetch(`${origin}/wait`);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
});

test('gives up a request that takes too long with 503, and what comes after does no harm', async () => {
  const { origin, ended, release } = await bounded({ maxDuration: 50 });
  const late = await fetch(`${origin}/wait`);
  expect(late.status).toBe(503);
  expect(await late.json()).toMatchObject({ issue: [{ code: 'timeout' }] });
  release();
  expect((await fetch(`${origin}/health/live`)).status).toBe(200);
  await until(() => ended.length === 2);
  expect(ended.map(({ status }) => status)).toEqual([503, 200]);
});

test('counts a client that leaves as 499', async () => {
  const { origin, ended, traffic } = await bounded();
  const controller = new AbortController();
  const left = fetch(`${origin}/wait`, { signal: controller.signal }).catch(() => 'left');
  await until(() => traffic.running() === 1);
  controller.abort();
  expect(await left).toBe('left');
  await until(() => ended.length === 1);
  expect(ended[0]).toMatchObject({ status: 499 });
  expect(traffic.running()).toBe(0);
});
