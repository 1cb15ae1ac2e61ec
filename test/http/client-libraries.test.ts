/** Independent client libraries, unchanged, against the whole service with its own content. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import pino from 'pino';
import { assembleService } from '../../src/server.ts';

let server: Server;
let origin: string;

beforeAll(async () => {
  const { app } = await assembleService({
    ...{ root: process.cwd(), version: '0.0.1', releaseDate: '2026-01-02', content: [], baseUrl: undefined },
    logger: pino({ level: 'silent' }),
    onProgress: () => undefined,
  });
  server = createServer((request, response) => void app(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(() => void server.close());

interface Group {
  readonly source?: string;
  readonly target?: string;
  readonly element: readonly { readonly code: string }[];
}

interface Expanded {
  readonly url: string;
  readonly expansion: { readonly total: number; readonly contains: readonly { system: string; code: string }[] };
}

/** One of our value sets, a code in it, and where one of our maps leads it. */
async function findQuestion(): Promise<{ question: Readonly<Record<string, string>>; total: number }> {
  const fetchJson = async <Resource>(path: string): Promise<Resource> =>
    (await (await fetch(`${origin}/r4/${path}`)).json()) as Resource;
  const map = await fetchJson<{ group: readonly Group[] }>('ConceptMap/calcinosis-type-to-icd-10-cm');
  const { url, expansion } = await fetchJson<Expanded>('ValueSet/calcinosis-types/$expand');
  for (const { source, target, element } of map.group) {
    const mapped = expansion.contains.find(
      ({ system, code }) => system === source && element.some(each => each.code === code),
    );
    if (mapped === undefined || target === undefined) continue;
    return { question: { valueSetUrl: url, ...mapped, targetSystem: target }, total: expansion.total };
  }
  throw new Error('no code of the value set is mapped');
}

const libraries = [
  ['fhir-kit-client', 'fhir-kit-client.mjs', {}],
  ['fhirclient', 'fhirclient.mjs', { paged: 30 }],
] as const;
const bases = [
  ['r4', '4.0.1'],
  ['r5', '5.0.0'],
  ['fhir', '4.0.1'],
] as const;

test.each(libraries.flatMap(([name, script, more]) => bases.map(base => [name, ...base, script, more] as const)))(
  '%s reads metadata, searches, expands, validates and translates at /%s, which is %s',
  async (_name, path, fhirVersion, script, more) => {
    const { question, total } = await findQuestion();
    const { stdout } = await promisify(execFile)(process.execPath, [
      `test/fixtures/http/${script}`,
      `${origin}/${path}`,
      JSON.stringify(question),
    ]);
    expect(JSON.parse(stdout)).toEqual({
      ...{ fhirVersion, searched: 1, read: question['valueSetUrl'] },
      ...{ expanded: total, validated: true, translated: true, refused: 404 },
      ...more,
    });
  },
  20_000,
);
