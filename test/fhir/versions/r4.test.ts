import { versionCodecs } from '../../../src/fhir/versions/index.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';

const { R4 } = versionCodecs;
const ext5 = (path: string) => `http://hl7.org/fhir/5.0/StructureDefinition/extension-${path}`;
const ext4 = (path: string) => `http://hl7.org/fhir/4.0/StructureDefinition/extension-${path}`;
const mapWith = (target: object): AnyResource => ({
  resourceType: 'ConceptMap',
  group: [{ element: [{ code: 'a', target: [target] }] }],
});

const pair = (r4: object, r5: object) => ({ r4: r4 as AnyResource, r5: r5 as AnyResource });

const pairs: Record<string, { r4: AnyResource; r5: AnyResource }> = {
  'scopes, systems with versions and unmapped of a ConceptMap': pair(
    {
      resourceType: 'ConceptMap',
      identifier: { value: '1' },
      sourceUri: 'urn:vs:1',
      targetCanonical: 'http://example.org/vs',
      group: [
        { source: 'urn:a', sourceVersion: '1', target: 'urn:b', unmapped: { mode: 'provided' } },
        { source: 'urn:a', unmapped: { mode: 'other-map', url: 'http://example.org/map' } },
      ],
    },
    {
      resourceType: 'ConceptMap',
      identifier: [{ value: '1' }],
      sourceScopeUri: 'urn:vs:1',
      targetScopeCanonical: 'http://example.org/vs',
      group: [
        { source: 'urn:a|1', target: 'urn:b', unmapped: { mode: 'use-source-code' } },
        { source: 'urn:a', unmapped: { mode: 'other-map', otherMap: 'http://example.org/map' } },
      ],
    },
  ),
  'dependencies of a ConceptMap': pair(
    mapWith({
      code: 'b',
      equivalence: 'equivalent',
      dependsOn: [{ property: 'http://example.org/side', system: 'urn:sides|2', value: 'L', display: 'Left' }],
      product: [{ property: 'http://example.org/note', value: 'text' }],
    }),
    {
      ...mapWith({
        code: 'b',
        relationship: 'equivalent',
        dependsOn: [
          { attribute: 'side', valueCoding: { system: 'urn:sides', version: '2', code: 'L', display: 'Left' } },
        ],
        product: [{ attribute: 'note', valueString: 'text' }],
      }),
      additionalAttribute: [
        { code: 'side', uri: 'http://example.org/side', type: 'Coding' },
        { code: 'note', uri: 'http://example.org/note', type: 'string' },
      ],
    },
  ),
  'properties of an expansion': pair(
    {
      resourceType: 'ValueSet',
      expansion: {
        extension: [
          {
            url: ext5('ValueSet.expansion.property'),
            extension: [
              { url: 'code', valueCode: 'status' },
              { url: 'uri', valueUri: 'urn:status' },
            ],
          },
        ],
        contains: [
          {
            code: 'a',
            extension: [
              {
                url: ext5('ValueSet.expansion.contains.property'),
                extension: [
                  { url: 'code', valueCode: 'status' },
                  { url: 'value', valueCode: 'active' },
                ],
              },
            ],
          },
        ],
      },
    },
    {
      resourceType: 'ValueSet',
      expansion: {
        property: [{ code: 'status', uri: 'urn:status' }],
        contains: [{ code: 'a', property: [{ code: 'status', valueCode: 'active' }] }],
      },
    },
  ),
  'a filter operator that R4 lacks': pair(
    {
      resourceType: 'ValueSet',
      compose: {
        include: [
          {
            filter: [
              {
                property: 'concept',
                _op: { extension: [{ url: ext5('ValueSet.compose.include.filter.op'), valueCode: 'child-of' }] },
                value: 'a',
              },
            ],
          },
        ],
      },
    },
    {
      resourceType: 'ValueSet',
      compose: { include: [{ filter: [{ property: 'concept', op: 'child-of', value: 'a' }] }] },
    },
  ),
  "a code system's additions": pair(
    {
      resourceType: 'CodeSystem',
      extension: [
        { url: 'http://example.org/own', valueString: 'stays' },
        { url: ext5('CanonicalResource.versionAlgorithm'), valueCoding: { code: 'semver' } },
        { url: ext5('CodeSystem.copyrightLabel'), valueString: 'CC0', _valueString: { id: 'x' } },
        { url: ext5('CodeSystem.relatedArtifact'), valueRelatedArtifact: { type: 'citation', document: { size: 3 } } },
      ],
    },
    {
      resourceType: 'CodeSystem',
      extension: [{ url: 'http://example.org/own', valueString: 'stays' }],
      versionAlgorithmCoding: { code: 'semver' },
      copyrightLabel: 'CC0',
      _copyrightLabel: { id: 'x' },
      relatedArtifact: [{ type: 'citation', document: { size: '3' } }],
    },
  ),
  'actions of a PlanDefinition': pair(
    {
      resourceType: 'PlanDefinition',
      action: [
        {
          code: [{ text: 'one' }, { text: 'two' }],
          timingPeriod: { start: '2020' },
          input: [
            {
              type: 'Observation',
              extension: [{ url: ext5('PlanDefinition.action.input.title'), valueString: 'Labs' }],
            },
          ],
          relatedAction: [{ actionId: 'x', relationship: 'after' }],
          participant: [{ type: 'related-person' }],
        },
      ],
    },
    {
      resourceType: 'PlanDefinition',
      action: [
        {
          code: { text: 'one' },
          extension: [
            { url: ext4('PlanDefinition.action.code'), valueCodeableConcept: { text: 'two' } },
            { url: ext4('PlanDefinition.action.timing'), valuePeriod: { start: '2020' } },
          ],
          input: [{ title: 'Labs', requirement: { type: 'Observation' } }],
          relatedAction: [{ targetId: 'x', relationship: 'after' }],
          participant: [{ type: 'relatedperson' }],
        },
      ],
    },
  ),
  'an ActivityDefinition': pair(
    {
      resourceType: 'ActivityDefinition',
      kind: 'RequestGroup',
      location: { reference: 'Location/1' },
      dosage: [{ asNeededCodeableConcept: { text: 'pain' }, maxDosePerPeriod: { numerator: { value: 1 } } }],
      specimenRequirement: [
        { reference: 'http://example.org/SpecimenDefinition/1' },
        { reference: 'SpecimenDefinition/2' },
      ],
    },
    {
      resourceType: 'ActivityDefinition',
      kind: 'RequestOrchestration',
      location: { reference: { reference: 'Location/1' } },
      dosage: [{ asNeededFor: [{ text: 'pain' }], maxDosePerPeriod: [{ numerator: { value: 1 } }] }],
      specimenRequirement: ['http://example.org/SpecimenDefinition/1'],
      extension: [
        { url: ext4('ActivityDefinition.specimenRequirement'), valueReference: { reference: 'SpecimenDefinition/2' } },
      ],
    },
  ),
  'a kind of activity that R5 lacks': pair(
    { resourceType: 'ActivityDefinition', kind: 'Contract' },
    {
      resourceType: 'ActivityDefinition',
      _kind: { extension: [{ url: ext4('ActivityDefinition.kind'), valueCode: 'Contract' }] },
    },
  ),
  'codes of a list': pair(
    {
      resourceType: 'SearchParameter',
      modifier: ['ofType', null],
      _modifier: [null, { extension: [{ url: ext5('SearchParameter.modifier'), valueCode: 'iterate' }] }],
    },
    { resourceType: 'SearchParameter', modifier: ['of-type', 'iterate'] },
  ),
  'code search of TerminologyCapabilities': pair(
    { resourceType: 'TerminologyCapabilities', codeSearch: 'all' },
    { resourceType: 'TerminologyCapabilities', codeSearch: 'in-compose-or-expansion' },
  ),
  'items of a Questionnaire': pair(
    { resourceType: 'Questionnaire', item: [{ type: 'open-choice' }, { type: 'group', item: [{ type: 'choice' }] }] },
    {
      resourceType: 'Questionnaire',
      item: [
        { type: 'coding', answerConstraint: 'optionsOrString' },
        { type: 'group', item: [{ type: 'coding' }] },
      ],
    },
  ),
  'values and resources of Parameters': pair(
    {
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'size',
          extension: [
            {
              url: ext5('Parameters.parameter.value'),
              extension: [
                { url: '_datatype', valueString: 'integer64' },
                { url: 'value', valueString: '9' },
              ],
            },
          ],
        },
        { name: 'map', part: [{ name: 'inner', resource: { resourceType: 'ConceptMap', sourceUri: 'urn:a' } }] },
      ],
    },
    {
      resourceType: 'Parameters',
      parameter: [
        { name: 'size', valueInteger64: '9' },
        { name: 'map', part: [{ name: 'inner', resource: { resourceType: 'ConceptMap', sourceScopeUri: 'urn:a' } }] },
      ],
    },
  ),
  'entries and contained resources': pair(
    {
      resourceType: 'Bundle',
      entry: [
        {
          resource: { resourceType: 'PlanDefinition', contained: [{ resourceType: 'ConceptMap', sourceUri: 'urn:a' }] },
        },
        {
          response: { outcome: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid' }] } },
        },
      ],
    },
    {
      resourceType: 'Bundle',
      entry: [
        {
          resource: {
            resourceType: 'PlanDefinition',
            contained: [{ resourceType: 'ConceptMap', sourceScopeUri: 'urn:a' }],
          },
        },
        {
          response: { outcome: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid' }] } },
        },
      ],
    },
  ),
};

describe.each(Object.entries(pairs))('%s', (_, { r4, r5 }) => {
  test('become the model', () => expect(R4.read(r4)).toEqual(r5));
  test('come back to R4', () => expect(R4.write(r5)).toEqual(r4));
  test('leave the input as it was', () => {
    const [wire, model] = [structuredClone(r4), structuredClone(r5)];
    R4.read(r4);
    R4.write(r5);
    expect([r4, r5]).toEqual([wire, model]);
  });
});
