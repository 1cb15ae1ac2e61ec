/**
 * What the benchmark asks. Point operations rotate through 12,000 inputs, so that they are not answered from few
 * finished answers alone; all connections start at different places.
 */
import { generatedBase, kinds, mapped } from './bench-content.ts';
import { codeOf, findings, generatedSystem, sites } from './generated-concepts.ts';
import { mulberry32 } from './mulberry32.ts';

export interface BenchRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

export interface Scenario {
  readonly name: string;
  readonly requests: readonly BenchRequest[];
  /** Ratio to the bare server that is aimed at, with and without finished answers. */
  readonly target: number;
  /** Status that is right; default 200. */
  readonly status?: number;
  /** Whether the bare server reads and parses the same body. */
  readonly parses?: true;
  /** Runs with the cache of finished answers alone, which it is about. */
  readonly onlyCached?: true;
  readonly onlyUncached?: true;
}

const points = 12_000;
const point = 0.6;
const calxBase = 'https://w3id.org/calcinosis/fhir';
const actClass = 'http://terminology.hl7.org/CodeSystem/v3-ActClass';
const actCodes = ['ACT', 'OBS', 'ENC', 'SBADM', 'SPLY', 'PROC', 'CONS', 'ALRT', 'BATTERY', 'CLNTRL'];
const calcinosisCodes = ['dystrophic', 'metastatic', 'idiopathic', 'iatrogenic', 'calciphylaxis'];

const get = (path: string, parameters: Readonly<Record<string, string>>): BenchRequest => ({
  method: 'GET',
  path: `/r4/${path}?${new URLSearchParams(parameters).toString()}`,
});

/** `count` requests for concepts anywhere in the code system, always the same; some are about HL7's and Calx's. */
function pool(
  size: number,
  count: number,
  make: (code: string, at: number, other: string) => BenchRequest,
): BenchRequest[] {
  const random = mulberry32(count);
  const code = (): string => codeOf(Math.floor(random() * size));
  return Array.from({ length: count }, (_, at) => make(code(), at, code()));
}

/** All scenarios over a generated code system of this size. */
export function scenariosOf(size: number): readonly Scenario[] {
  return [...pointScenarios(size), ...expansionScenarios(), ...searchScenarios(), carriedScenario()];
}

function pointScenarios(size: number): readonly Scenario[] {
  const system = generatedSystem;
  const lookup = (own: string, code: string): BenchRequest => get('CodeSystem/$lookup', { system: own, code });
  const inValueSet = (id: string, code: string): BenchRequest =>
    get('ValueSet/$validate-code', { url: `${generatedBase}/ValueSet/${id}`, system, code });
  const others = [
    ...actCodes.map(code => lookup(actClass, code)),
    ...calcinosisCodes.map(code => lookup(`${calxBase}/CodeSystem/calcinosis-type`, code)),
  ];
  const map = `${generatedBase}/ConceptMap/bench-map`;
  const rows: [string, BenchRequest[], Partial<Scenario>?][] = [
    ['lookup', pool(size, points, (code, at) => others[at % 200] ?? lookup(system, code))],
    ['lookup of an unknown code', pool(size, points, code => lookup(system, `${code}x`)), { status: 404 }],
    [
      'validate-code in a code system',
      pool(size, points, code => get('CodeSystem/$validate-code', { url: system, code })),
    ],
    [
      'validate-code in a value set',
      pool(size, points, (code, at) => inValueSet(`bench-listed-${at % kinds.listed}`, code)),
    ],
    [
      'validate-code in an is-a value set',
      pool(size, points, (code, at) => inValueSet(`bench-is-a-${at % kinds.isA}`, code)),
    ],
    ['subsumes', pool(size, points, (codeA, _, codeB) => get('CodeSystem/$subsumes', { system, codeA, codeB }))],
    [
      'translate',
      pool(Math.min(size, mapped), points, code =>
        get('ConceptMap/$translate', { url: map, system, code, targetsystem: `${system}/site` }),
      ),
    ],
  ];
  return rows.map(([name, requests, more]) => ({ name, requests, target: point, ...more }));
}

function expansionScenarios(): readonly Scenario[] {
  const expand = (id: string, more: Readonly<Record<string, string>>): BenchRequest =>
    get('ValueSet/$expand', { url: `${generatedBase}/ValueSet/${id}`, ...more });
  const times = <Item>(count: number, make: (at: number) => Item): Item[] =>
    Array.from({ length: count }, (_, at) => make(at));
  const words = [...findings, ...sites].flatMap(({ en }) => [en.slice(0, 3), en.slice(0, 4), en]);
  const texts = words.flatMap(one => words.map(other => `${one} ${other}`));
  const listed = times(kinds.listed, at => expand(`bench-listed-${at}`, { excludeNested: 'true' }));
  return [
    {
      name: 'expand is-a, page of 10',
      requests: times(points, at => expand(`bench-is-a-${at % kinds.isA}`, { count: '10', offset: String(at % 97) })),
      target: 0.4,
    },
    {
      name: 'expand, text filter of 20',
      requests: texts.slice(0, 5_000).map(filter => expand('bench-all', { filter, count: '20' })),
      target: 0.3,
    },
    {
      name: 'expand is-a + property + text',
      requests: times(points, at =>
        expand(`bench-narrow-${at % kinds.narrow}`, { filter: texts[at % texts.length] ?? '', count: '20' }),
      ),
      target: 0.3,
    },
    { name: 'expand 1,000 listed', requests: listed, target: 0.15, onlyUncached: true },
    { name: 'expand 1,000 listed, kept', requests: listed, target: 0.6, onlyCached: true },
  ];
}

function searchScenarios(): readonly Scenario[] {
  const ids = Array.from({ length: kinds.isA }, (_, at) => `${generatedBase}/ValueSet/bench-is-a-${at}`);
  const hl7 = ['administrative-gender', 'observation-status', 'condition-clinical', 'event-status', 'name-use'];
  const urls = [...ids, ...hl7.map(id => `http://hl7.org/fhir/ValueSet/${id}`)];
  return [
    { name: 'search by url', requests: urls.map(url => get('ValueSet', { url })), target: 0.5 },
    {
      name: 'browse',
      requests: ['ValueSet', 'CodeSystem', 'ConceptMap'].flatMap(type => [
        get(type, { _count: '20', _elements: 'url,version,name,title,status' }),
        get(type, { status: 'active', _count: '10', _summary: 'true' }),
      ]),
      target: 0.1,
    },
  ];
}

/** Half of the request is a code system of its own, as editors of content send it. */
function carriedScenario(): Scenario {
  const url = 'http://example.org/CodeSystem/carried';
  const concept = Array.from({ length: 2_000 }, (_, at) => ({ code: `c${at}`, display: `Concept number ${at}` }));
  const codeSystem = { resourceType: 'CodeSystem', url, status: 'active', content: 'complete', concept };
  const bodyOf = (code: string): string =>
    JSON.stringify({
      resourceType: 'Parameters',
      parameter: [
        { name: 'url', valueUri: url },
        { name: 'code', valueCode: code },
        { name: 'tx-resource', resource: codeSystem },
      ],
    });
  const requests = Array.from({ length: 20 }, (_, at) => ({
    ...{ method: 'POST' as const, path: '/r4/CodeSystem/$validate-code' },
    body: bodyOf(`c${at * 97}`),
  }));
  const name = 'validate-code with 2,000 concepts sent';
  return { name, requests, target: 0.35, parses: true, onlyUncached: true };
}
