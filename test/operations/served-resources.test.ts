/** What the table derives is valid FHIR in both versions. */
import type { AnyResource } from '../../src/fhir/model.ts';
import { fhirVersionNames, fhirVersions } from '../../src/fhir/fhir-version.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import { operations } from '../../src/operations/index.ts';
import { capabilityStatement } from '../../src/operations/interactions/capability-statement.ts';
import { searchType } from '../../src/operations/interactions/search-type.ts';
import { createSubsetOf } from '../../src/operations/interactions/subset.ts';
import { terminologyCapabilities } from '../../src/operations/interactions/terminology-capabilities.ts';
import { operationDefinitions } from '../../src/operations/operation-definitions.ts';
import { openDefinitionArtifact } from '../../src/store/definition-artifact.ts';
import { createDefinitionFinder } from '../../src/store/definition-finder.ts';
import { createResourceFinder } from '../../src/store/resource-finder.ts';
import { createResourceStore } from '../../src/store/resource-store.ts';
import { createRegisteredCodeSystems } from '../../src/terminology/code-systems/registered-code-systems.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import { createSchemaGate } from '../../src/validation/schema-gate.ts';

const software = { name: 'Calx', version: '0.0.1', releaseDate: '2026-01-02' };

interface Definition extends AnyResource {
  readonly code: string;
  readonly resource: readonly string[];
  readonly parameter: readonly { readonly name: string; readonly use: string }[];
}

describe.each(fhirVersions)('in %s', version => {
  const artifact = openDefinitionArtifact(`dist/definitions/${fhirVersionNames[version].path}.bin`);
  const store = createResourceStore({ fhirVersion: version, records: [], artifact });
  const gate = createSchemaGate(version, createDefinitionFinder(artifact));
  const codec = versionCodecs[version];

  test('every OperationDefinition fits the schema', () => {
    for (const definition of operationDefinitions(version)) expect(gate.check(codec.write(definition))).toEqual([]);
  });

  test('the capabilities fit the schema', () => {
    const base = `http://localhost/${fhirVersionNames[version].path}`;
    expect(gate.check(codec.write(capabilityStatement(store, software, base)))).toEqual([]);
    const terminology = createTerminologyService({
      finder: createResourceFinder(store, codec),
      codeSystemSources: [createRegisteredCodeSystems()],
    });
    const capabilities = terminologyCapabilities({ fhirVersion: version, terminology }, software, base);
    expect(gate.check(codec.write(capabilities))).toEqual([]);
  });

  test('a page of a search fits the schema', async () => {
    const options = {
      base: 'http://localhost',
      subsetOf: createSubsetOf(store),
      isStrict: true,
      onIgnored: () => undefined,
      terminology: createTerminologyService({ finder: createResourceFinder(store, codec) }),
    };
    const page = await searchType(store, 'ValueSet', new URLSearchParams({ _count: '2' }), options);
    expect(gate.check(page)).toEqual([]);
  });

  test('an OperationDefinition has the parameters that are supported, and no other', () => {
    const definitions = operationDefinitions(version) as Definition[];
    for (const { name, resource, parameters, output } of operations) {
      const definition = definitions.find(({ code, resource: of }) => code === name && of[0] === resource);
      const supported = [...parameters, ...output].filter(({ unsupported }) => unsupported === undefined);
      expect(definition?.parameter.map(parameter => parameter.name)).toEqual(supported.map(row => row.name));
    }
  });
});
