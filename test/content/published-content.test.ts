/** What Calx publishes, held against the real gates and the real terminology engine. */
import { join } from 'node:path';
import { checkContent } from '../../src/content/content-check.ts';
import type { ExpandValueSet } from '../../src/content/check/expansions.ts';
import { loadContent } from '../../src/content/load-content.ts';
import type { ContentOptions, LoadedContent } from '../../src/content/load-content.ts';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import { openDefinitionArtifact } from '../../src/store/definition-artifact.ts';
import type { DefinitionArtifact } from '../../src/store/definition-artifact.ts';
import { createDefinitionFinder } from '../../src/store/definition-finder.ts';
import { createResourceFinder } from '../../src/store/resource-finder.ts';
import { createResourceStore } from '../../src/store/resource-store.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import { createSchemaGate } from '../../src/validation/schema-gate.ts';
import { createContent, repository, servedTypes } from './content-fixtures.ts';

const open = (version: string): DefinitionArtifact =>
  openDefinitionArtifact(join(repository, 'dist', 'definitions', `${version}.bin`));
const artifacts = { R4: open('r4'), R5: open('r5') };
const gates = {
  R4: createSchemaGate('R4', createDefinitionFinder(artifacts.R4)),
  R5: createSchemaGate('R5', createDefinitionFinder(artifacts.R5)),
};
const options: ContentOptions = {
  ownFolders: { resources: join(repository, 'fhir-resources'), valueSets: join(repository, 'valuesets') },
  ...{ operatorPaths: [], types: servedTypes, gates, codecs: versionCodecs },
};

function createExpand({ records }: LoadedContent): ExpandValueSet {
  const serviceOf = (fhirVersion: FhirVersion) => {
    const store = createResourceStore({ fhirVersion, records: records[fhirVersion], artifact: artifacts[fhirVersion] });
    return createTerminologyService({ finder: createResourceFinder(store, versionCodecs[fhirVersion]) });
  };
  const services = { R4: serviceOf('R4'), R5: serviceOf('R5') };
  return async ({ fhirVersion, url, version }) => {
    const { expansion } = await services[fhirVersion].expand({ valueSet: { url, version }, excludeNested: true });
    return (expansion?.contains ?? []).map(({ system = '', code = '', display = '' }) => ({ system, code, display }));
  };
}

test('passes every rule, the schemas of both versions, and expands as review agreed', async () => {
  const expand = createExpand(await loadContent(options));
  const { findings, summary } = await checkContent({ ...options, expand });
  expect(findings).toEqual([]);
  expect(summary).toMatch(/0 findings$/);
});

test('with a planted invalid resource is caught by the schema, with file, path and reason', async () => {
  const content = createContent(true);
  content.write('fhir-resources/CodeSystem/planted.json', {
    ...{ resourceType: 'CodeSystem', id: 'planted', status: 'draft', content: 'complete' },
    concept: [{ display: 'without code' }],
  });
  const { faults } = await loadContent({ ...content.options, gates });
  content.remove();
  expect(faults[0]).toMatchObject({
    file: 'fhir-resources/CodeSystem/planted.json',
    path: expect.stringContaining('concept[0]') as string,
    reason: expect.stringContaining('(R5)') as string,
  });
});
