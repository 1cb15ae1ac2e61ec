/**
 * 5,000 bad requests from a fixed seed: no server error, no hang, and every error answer that may have a body is an
 * OperationOutcome.
 */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { createHttpServer } from '../../src/service/http-server.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { badRequest, brokenHttp } from '../fixtures/http/bad-requests.ts';
import type { BadRequest } from '../fixtures/http/bad-requests.ts';

const seed = 20261121;
const counts = { requests: 4_000, sockets: 1_000 };
const patience = 5_000;

const { app, log } = createTestApp({ trustedProxies: ['loopback'] });
const server = createHttpServer(
  (incoming, response) => void app(incoming, response),
  () => [],
);
const agent = new Agent({ keepAlive: true });
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  agent.destroy();
  server.close();
  server.closeAllConnections();
});

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const portOf = (): number => (server.address() as AddressInfo).port;

function send({ method, path, headers, body }: BadRequest): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const own = { ...headers, 'Accept-Encoding': 'identity', 'Content-Length': String(body.length) };
    const call = request({ port: portOf(), method, path, headers: own, agent, timeout: patience }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status = 0, headers: got } = response;
        resolve({ status, type: got['content-type'] ?? '', text: Buffer.concat(chunks).toString() });
      });
    });
    call.on('timeout', () => call.destroy(new Error('no answer within 5 s')));
    call.on('error', reject);
    call.end(body);
  });
}

/** All that the server sends before it ends the connection. */
function sendBytes(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(portOf(), '127.0.0.1', () => socket.end(Buffer.from(bytes)));
    const timer = setTimeout(() => socket.destroy(new Error('no end within 5 s')), patience);
    socket.on('data', chunk => (text += chunk.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // The server may end the connection while we still send.
      if (!['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) reject(error);
    });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
  });
}

/** The first of the answers in what a connection sent. */
function firstAnswer(sent: string): Answered {
  const [head = '', rest = ''] = sent.split('\r\n\r\n', 2);
  const find = (pattern: RegExp): string => pattern.exec(head)?.[1] ?? '';
  const length = Number(find(/^Content-Length: (\d+)$/im));
  return {
    status: Number(find(/^HTTP\/1\.1 (\d{3})/)),
    type: find(/^Content-Type: (.*)$/im),
    text: Buffer.from(rest).subarray(0, length).toString(),
  };
}

function isOutcome({ type, text }: Omit<Answered, 'status'>): boolean {
  if (type.startsWith('application/fhir+xml'))
    return /^<\?xml [^>]*><OperationOutcome xmlns="http:\/\/hl7.org\/fhir">\s*<issue>/.test(text);
  const { resourceType, issue } = JSON.parse(text) as { resourceType?: string; issue?: unknown[] };
  return type.startsWith('application/fhir+json') && resourceType === 'OperationOutcome' && (issue ?? []).length > 0;
}

const statuses = new Map<number, number>();
const count = (status: number): void => void statuses.set(status, (statuses.get(status) ?? 0) + 1);

function faultOf(method: string, answered: Answered): string | undefined {
  const { status, text } = answered;
  if (status >= 500) return `${status}: ${text} ${JSON.stringify(log.filter(({ level }) => level === 50).at(-1))}`;
  const mayHaveBody = status >= 400 && method !== 'HEAD';
  return mayHaveBody && !isOutcome(answered)
    ? `${status} without an OperationOutcome: ${text.slice(0, 200)}`
    : undefined;
}

test(`${counts.requests} bad requests`, async () => {
  await fc.assert(
    fc.asyncProperty(badRequest, async bad => {
      const answered = await send(bad);
      count(answered.status);
      const fault = faultOf(bad.method, answered);
      if (fault !== undefined) throw new Error(fault);
    }),
    { numRuns: counts.requests, seed, endOnFailure: true },
  );
  // The mix reaches every kind of answer.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 204, 400, 404, 405, 406, 415, 417, 422]));
}, 60_000);

test(`${counts.sockets} connections with broken HTTP`, async () => {
  await fc.assert(
    fc.asyncProperty(brokenHttp, async bytes => {
      const text = await sendBytes(bytes);
      const fault = text === '' ? undefined : faultOf('ANY', firstAnswer(text));
      if (fault !== undefined) throw new Error(fault);
    }),
    { numRuns: counts.sockets, seed, endOnFailure: true },
  );
}, 60_000);

test('the server answers as before', async () => {
  const { status } = await send({ method: 'GET', path: '/r4/ValueSet/salts', headers: {}, body: Buffer.alloc(0) });
  expect([status, log.filter(({ level }) => level === 50)]).toEqual([200, []]);
});
