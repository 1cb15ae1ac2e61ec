/**
 * A resource with every element of its type must be a right one of the other version after conversion, and come back:
 * this finds each element that the tables of src/fhir/versions/shapes forget.
 */
import type { AnyResource } from '../../../src/fhir/model.ts';
import { versionCodecs } from '../../../src/fhir/versions/index.ts';
import { convertedTypes } from '../../../src/fhir/versions/shapes/index.ts';
import { createSchemaGate } from '../../../src/validation/schema-gate.ts';
import { fullResource } from '../../fixtures/definitions/full-resource.ts';
import { packageDefinitions } from '../../fixtures/definitions/package-definitions.ts';

const { R4 } = versionCodecs;
const definitions = { R4: packageDefinitions('R4'), R5: packageDefinitions('R5') };
const gates = { R4: createSchemaGate('R4', definitions.R4), R5: createSchemaGate('R5', definitions.R5) };

/** How many ways a choice of this type's elements can go; the open choices of Parameters have the most. */
const variantsOf = (type: string) => (/^(Parameters|StructureDefinition)$/.test(type) ? 56 : 8);

const rows = convertedTypes.flatMap(type =>
  Array.from({ length: variantsOf(type) }, (_, variant) => ({ type, variant })),
);

const full = (version: 'R4' | 'R5', { type, variant }: { type: string; variant: number }): AnyResource => {
  const resource = fullResource(type, { definitions: definitions[version], variant }) as AnyResource;
  // R4 has no place for them outside a searchset, where they become an entry: see r4.test.ts.
  delete resource['issues'];
  return resource;
};

/** Elements that the target requires and the source may lack: they can't be made up. */
const unmade: readonly { reason: string; path: RegExp; element: string }[] = [
  { reason: 'optional in R5', path: /(dependsOn|product)\[0\]$/, element: 'value' },
  { reason: 'optional in R5', path: /(Expression|\.condition)$/, element: 'language' },
  { reason: 'R5 has any unit, R4 has milliseconds only', path: /SampledData$/, element: 'period' },
  { reason: 'optional in R5', path: /Signature$/, element: 'type' },
  { reason: 'optional in R5', path: /Signature$/, element: 'who' },
  { reason: 'the type of the value is none of this version', path: /\.example\[0\]$/, element: 'value[x]' },
  {
    reason: "R4's page may be a Binary, R5's has a URL",
    path: /^ImplementationGuide\..*page(\[0\])?$/,
    element: 'name',
  },
  { reason: 'new in R5', path: /^TerminologyCapabilities\.codeSystem\[0\]$/, element: 'content' },
];

function faultsOf(version: 'R4' | 'R5', resource: AnyResource) {
  const isKnown = ({ path, reason }: { path: string; reason: string }) =>
    unmade.some(row => row.path.test(path) && reason === `requires the element '${row.element}'`);
  return gates[version].check(resource).filter(finding => !isKnown(finding));
}

test.each(rows)('R5 $type, choices $variant, is a right R4 one and comes back', row => {
  const resource = full('R5', row);
  expect(gates.R5.check(resource)).toEqual([]);
  const wire = R4.write(resource);
  expect(faultsOf('R4', wire)).toEqual([]);
  expect(R4.read(wire)).toEqual(resource);
});

test.each(rows)('R4 $type, choices $variant, is a right R5 one and comes back', row => {
  const resource = full('R4', row);
  expect(gates.R4.check(resource)).toEqual([]);
  const model = R4.read(resource);
  expect(faultsOf('R5', model)).toEqual([]);
  expect(R4.write(model)).toEqual(resource);
});
