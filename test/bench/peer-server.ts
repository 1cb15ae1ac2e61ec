/**
 * Peers that are libraries, each behind the thinnest HTTP there is, over the benchmark's value sets, concept map and
 * code system: `fhir-terminology-runtime` for membership, expansion and translation, `@medplum/fhir-router` with its
 * repository in memory for search. Answers tell less than FHIR asks, which favours the peers. Started by bench-peers.ts.
 */
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seed } from './bench-content.ts';
import { generatedConcepts, generatedDefinition } from './generated-concepts.ts';
import { loadMedplum, requirePeer } from './peers.ts';

type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string; readonly url?: string };

interface Meta extends Resource {
  readonly filename: string;
  readonly __packageId: string;
  readonly __packageVersion: string;
}

interface Runtime {
  inValueSet(coding: { system: string; code: string }, valueSet: string): Promise<unknown>;
  expandValueSet(valueSet: string): Promise<unknown>;
  translateConceptMap(coding: { system: string; code: string }, map: string): Promise<unknown>;
}

interface RuntimeModule {
  readonly FhirTerminologyRuntime: { create(config: object): Promise<Runtime> };
}

interface RouterModule {
  readonly FhirRouter: new () => { handleRequest(request: object, repository: unknown): Promise<readonly unknown[]> };
  readonly MemoryRepository: new () => { createResource(resource: Resource): Promise<unknown> };
}

type Answer = (parameters: URLSearchParams, url: string) => Promise<unknown>;

const [folder = '', size = ''] = process.argv.slice(2);
const resources = readdirSync(folder)
  .filter(name => name.startsWith('bench-'))
  .map(name => ({ name, resource: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Resource }));
const options = { size: Number(size), seed };
const codeSystem = { ...generatedDefinition(options), concept: [...generatedConcepts(options)] };

/** What the runtime asks of a package explorer, from memory. */
function explorer(): object {
  const all = [...resources, { name: 'generated.json', resource: codeSystem as unknown as Resource }];
  const byName = new Map(all.map(({ name, resource }) => [name, resource]));
  const metaOf = (query: { readonly resourceType: string; readonly url?: string }): Meta => {
    const found = all.find(
      ({ resource }) => resource.resourceType === query.resourceType && resource.url === query.url,
    );
    if (found === undefined) throw new Error('there is none');
    return { ...found.resource, filename: found.name, __packageId: 'bench', __packageVersion: '1.0.0' };
  };
  return {
    getCachePath: () => mkdtempSync(join(tmpdir(), 'calx-peer-')),
    getContextPackages: () => [],
    resolveMeta: (query: { readonly resourceType: string; readonly url?: string }) => Promise.resolve(metaOf(query)),
    resolve: ({ filename }: { readonly filename: string }) => Promise.resolve(byName.get(filename)),
  };
}

async function searchAnswer(): Promise<Answer> {
  const { core, readJson } = loadMedplum();
  core.indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));
  const { FhirRouter, MemoryRepository } = requirePeer('@medplum/fhir-router') as RouterModule;
  const [router, repository] = [new FhirRouter(), new MemoryRepository()];
  for (const { resource } of resources) await repository.createResource(resource);
  return async (parameters, url) => {
    const query = Object.fromEntries(parameters);
    const request = { method: 'GET', url, pathname: '', body: undefined, params: {}, query };
    return (await router.handleRequest(request, repository))[1];
  };
}

async function answers(): Promise<Readonly<Record<string, Answer>>> {
  const { FhirTerminologyRuntime } = requirePeer('fhir-terminology-runtime') as RuntimeModule;
  const runtime = await FhirTerminologyRuntime.create({ fpe: explorer(), cacheMode: 'lazy', fhirVersion: '4.0.1' });
  const of = (parameters: URLSearchParams, name: string): string => parameters.get(name) ?? '';
  const coding = (parameters: URLSearchParams) => ({ system: of(parameters, 'system'), code: of(parameters, 'code') });
  return {
    '/r4/ValueSet/$validate-code': asked => runtime.inValueSet(coding(asked), of(asked, 'url')),
    '/r4/ValueSet/$expand': asked => runtime.expandValueSet(of(asked, 'url')),
    '/r4/ConceptMap/$translate': asked => runtime.translateConceptMap(coding(asked), of(asked, 'url')),
    '/r4/ValueSet': await searchAnswer(),
  };
}

const table = await answers();
const server = createServer((request, response) => {
  const url = request.url ?? '';
  const [path = '', query = ''] = url.split('?');
  const answer = table[decodeURIComponent(path)];
  const end = (status: number, body: string): void => {
    response.writeHead(status, { 'content-type': 'application/fhir+json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  };
  if (answer === undefined) return end(404, '{}');
  answer(new URLSearchParams(query), url.replace(/^\/r4/, '')).then(
    body => end(200, JSON.stringify(body)),
    (error: unknown) => end(500, JSON.stringify({ error: String(error) })),
  );
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
