/** `CodeSystem/$find-matches` (https://hl7.org/fhir/R5/codesystem-operation-find-matches.html). */
import { required } from '../fhir/fhir-error.ts';
import type { AnyResource, CodeSystem } from '../fhir/model.ts';
import { defined } from './defined.ts';
import { defineOperation } from './operation.ts';
import { referenceTo, sharedRequest } from './terminology-input.ts';
import { ecosystemParameters, useSupplement, versionParameters } from './terminology-parameters.ts';

const scope = ['type'] as const;

export const codeSystemFindMatches = defineOperation({
  name: 'find-matches',
  resource: 'CodeSystem',
  levels: { R4: ['type', 'instance'], R5: ['type', 'instance'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-find-matches',
  title: 'Finding codes based on supplied properties',
  description:
    'Concepts that have the properties, complete matches first, then partial ones; for a person also guesses.',
  parameters: [
    { name: 'system', type: 'uri', scope, documentation: 'The code system.' },
    { name: 'version', type: 'string', scope, documentation: 'Version of the code system.' },
    {
      name: 'property',
      max: '*',
      documentation: 'A property that the concept should have.',
      parts: [
        { name: 'code', type: 'code', min: 1, documentation: 'Code of the property.' },
        { name: 'value', type: 'Element', documentation: 'Its value.' },
        {
          name: 'subproperty',
          max: '*',
          documentation: 'Nested properties. CodeSystem resources have none, so they are never matched.',
          parts: [
            { name: 'code', type: 'code', min: 1, documentation: 'Code of the nested property.' },
            { name: 'value', type: 'Element', min: 1, documentation: 'Its value.' },
          ],
        },
      ],
    },
    {
      name: 'exact',
      type: 'boolean',
      min: 1,
      documentation: 'false: guesses are welcome, with comments for a person.',
    },
    {
      name: 'compositional',
      type: 'boolean',
      documentation: 'Whether post-coordinated expressions may be in the answer; none are made.',
    },
    { ...useSupplement, definedIn: [] },
    ...versionParameters,
    ...ecosystemParameters,
  ],
  output: [
    {
      name: 'match',
      max: '*',
      documentation: 'A concept.',
      parts: [
        { name: 'code', type: 'Coding', min: 1, documentation: 'The concept.' },
        {
          name: 'unmatched',
          max: '*',
          documentation: 'A property that it does not have.',
          parts: [
            { name: 'code', type: 'code', min: 1, documentation: 'Code of the property.' },
            { name: 'value', type: 'Element', min: 1, documentation: 'The value that was asked for.' },
            {
              name: 'property',
              max: '*',
              documentation: 'Nested properties.',
              parts: [
                { name: 'code', type: 'code', min: 1, documentation: 'Code of the nested property.' },
                { name: 'value', type: 'Element', min: 1, documentation: 'Its value.' },
              ],
            },
          ],
        },
        { name: 'comment', type: 'string', documentation: 'How good the match is, for a person.' },
      ],
    },
  ],
  handle: async (input, context) => {
    const codeSystem = context.instance && referenceTo<CodeSystem>({}, context);
    const { system, version, exact } = input;
    if (system === undefined && codeSystem === undefined) throw required("The parameter 'system' is required");
    const properties = input.property?.map(({ code, value, subproperty = [] }) => ({ code, value, subproperty }));
    const request = {
      ...sharedRequest(input, context),
      ...defined({ system, version, codeSystem, properties }),
      exact,
    };
    return (await context.terminology.findMatches(request, context.signal)) as unknown as AnyResource;
  },
});
