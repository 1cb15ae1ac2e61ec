import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import { openDefinitionArtifact } from '../../src/store/definition-artifact.ts';
import { createResourceFinder } from '../../src/store/resource-finder.ts';
import { createResourceStore } from '../../src/store/resource-store.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';

const own = {
  resourceType: 'CodeSystem',
  id: 'gems',
  url: 'http://example.org/CodeSystem/gems',
  version: '1',
  valueSet: 'http://example.org/ValueSet/all-gems',
  status: 'draft',
  content: 'complete',
  concept: [{ code: 'pearl' }],
};

const services = { R4: serviceOf('R4'), R5: serviceOf('R5') };

function serviceOf(fhirVersion: FhirVersion) {
  const artifact = openDefinitionArtifact(`dist/definitions/${fhirVersion.toLowerCase()}.bin`);
  const store = createResourceStore({
    fhirVersion,
    records: [{ resource: own, origin: 'operator', source: 'gems.json' }],
    artifact,
  });
  const finder = createResourceFinder(store, versionCodecs[fhirVersion]);
  return { finder, terminology: createTerminologyService({ finder }) };
}

describe.each(['R4', 'R5'] as const)('%s', version => {
  const { finder, terminology } = services[version];

  test.each([
    ['of ours', own.url, own.valueSet],
    ['of HL7', 'http://hl7.org/fhir/concept-properties', 'http://hl7.org/fhir/ValueSet/concept-properties'],
  ])('a code system %s tells the value set of all its codes before it is read', async (_, url, valueSet) => {
    const [found] = finder.list('CodeSystem', url);
    expect(found?.valueSet).toBe(found?.read().valueSet);
    expect(found?.valueSet).toBe(valueSet);
    const { expansion } = await terminology.expand({ valueSet: { url: valueSet } });
    expect(expansion?.total).toBe(found?.read().concept?.length);
  });
});
