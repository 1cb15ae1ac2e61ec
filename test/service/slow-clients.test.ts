/** Clients that send a byte a second: others are answered, the slow ones are cut off, memory returns. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { sourceCli, startServer } from '../server-process.ts';
import type { RunningServer } from '../server-process.ts';
import { startLoad, until } from './load.ts';

jest.setTimeout(60_000);

const connections = 500;
/** What the service promises for one process with both versions; how far the heap grows below it is the collector's. */
const residentLimit = 350;

/** One byte a second of the headers, or of the body after whole headers. */
function slowClient(port: number, part: 'headers' | 'body'): Socket {
  const head = 'POST /r4/ValueSet/$expand HTTP/1.1\r\nHost: a\r\nContent-Type: application/fhir+json\r\n';
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(part === 'body' ? `${head}Content-Length: 5000\r\n\r\n` : 'POST /r4/Value');
  const timer = setInterval(() => socket.write('x'), 1000);
  socket.on('close', () => clearInterval(timer));
  socket.resume();
  return socket;
}

function residentMegabytes(pid: number | undefined): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

test(`${connections} connections that send a byte a second take nothing from others, and are cut off`, async () => {
  const server: RunningServer = await startServer(spawn, [], sourceCli);
  try {
    const url = `${server.origin}/r4/CodeSystem/administrative-gender`;
    const warmUp = startLoad(url);
    await until(() => warmUp.count() > 200, 20_000);
    await warmUp.stop();
    const port = Number(new URL(server.origin).port);
    const sockets = Array.from({ length: connections }, (_, at) => slowClient(port, at % 2 === 0 ? 'headers' : 'body'));
    const load = startLoad(url, 2);
    await until(() => sockets.every(socket => socket.closed), 40_000);
    const { answered, failures, slowest } = await load.stop();
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(500);
    expect(slowest).toBeLessThan(3_000);
    expect(residentMegabytes(server.process.pid)).toBeLessThan(residentLimit);
  } finally {
    expect(await server.stop()).toBe(0);
  }
});
