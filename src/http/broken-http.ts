/** What never becomes a request: broken HTTP at the socket gets an OperationOutcome too, and the connection ends. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';
import { formatResource } from '../fhir/formats/json.ts';
import { issuesToOutcome } from '../fhir/issue.ts';
import type { IssueCode } from '../fhir/issue.ts';

interface Fault {
  readonly status: number;
  readonly code: IssueCode;
  readonly text: string;
}

const broken: Fault = { status: 400, code: 'structure', text: 'The request is not sound HTTP/1.1' };
const faultsByCode: ReadonlyMap<string | undefined, Fault> = new Map([
  ['HPE_HEADER_OVERFLOW', { status: 431, code: 'too-long', text: 'URL and headers are larger than 16 KiB' }],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { status: 408, code: 'timeout', text: 'The request did not come within the time limit' },
  ],
]);
const unexpected: Fault = { status: 417, code: 'not-supported', text: 'Of Expect only 100-continue is supported' };

const tunnel: Fault = { status: 405, code: 'not-supported', text: 'CONNECT is not supported: this is no proxy' };

/** Answers what the server's parser refuses, which no application sees. */
export function answerBrokenHttp(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    answerOn(socket, faultsByCode.get(error.code) ?? broken);
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const body = bodyOf(unexpected);
    response.writeHead(unexpected.status, headersOf(body)).end(body);
  });
  // Without a listener Node would cut the connection without a word.
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => answerOn(socket, tunnel));
}

function bodyOf({ code, text }: Fault): string {
  return formatResource(issuesToOutcome([{ severity: 'error', code, text }]));
}

function headersOf(body: string): Readonly<Record<string, string>> {
  return {
    'Content-Type': 'application/fhir+json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': '*',
    Connection: 'close',
  };
}

function answerOn(socket: Duplex, fault: Fault): void {
  const body = bodyOf(fault);
  const headers = Object.entries(headersOf(body)).map(([name, value]) => `${name}: ${value}`);
  const start = `HTTP/1.1 ${fault.status} ${STATUS_CODES[fault.status] ?? ''}`;
  socket.end([start, ...headers, '', body].join('\r\n'));
}
