/** `CodeSystem/$lookup` (https://hl7.org/fhir/codesystem-operation-lookup.html). */
import { invalid, required } from '../fhir/fhir-error.ts';
import type { AnyResource, CodeSystem } from '../fhir/model.ts';
import type { Answered } from '../terminology/terminology-service.ts';
import type { LookupRequest } from '../terminology/terminology-request.ts';
import { defineOperation } from './operation.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf } from './parameter-row.ts';
import { formOf, referenceTo, sharedRequest } from './terminology-input.ts';
import {
  date,
  displayLanguage,
  ecosystemParameters,
  useSupplement,
  versionParameters,
} from './terminology-parameters.ts';

const scope = ['type'] as const;

const parameters = [
  { name: 'code', type: 'code', documentation: 'The code to look up, with system.' },
  { name: 'system', type: 'uri', scope, documentation: 'The code system of code.' },
  { name: 'version', type: 'string', scope, documentation: 'Version of the code system.' },
  { name: 'coding', type: 'Coding', documentation: 'The code with its system, in place of code and system.' },
  date,
  displayLanguage,
  {
    name: 'property',
    type: 'code',
    max: '*',
    documentation: 'Code of a property that the answer should have; * for all, which is the default.',
  },
  useSupplement,
  ...versionParameters,
  ...ecosystemParameters,
] as const;

const subproperty = {
  name: 'subproperty',
  max: '*',
  documentation: 'Nested properties.',
  unsupported: 'properties of FHIR code systems are not nested',
  parts: [
    { name: 'code', type: 'code', min: 1, documentation: 'Code of the nested property.' },
    { name: 'value', type: 'Element', min: 1, documentation: 'Its value.' },
    { name: 'description', type: 'string', documentation: 'Its value, for a person.' },
    { name: 'source', type: 'canonical', definedIn: ['R5'], documentation: 'The supplement that it comes from.' },
  ],
} as const;

export const codeSystemLookup = defineOperation({
  name: 'lookup',
  resource: 'CodeSystem',
  levels: { R4: ['type'], R5: ['type', 'instance'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup',
  title: 'Concept Look Up & Decomposition',
  description: 'What a code system says of one code: displays, definition, properties.',
  parameters,
  output: [
    { name: 'name', type: 'string', min: 1, documentation: 'Name of the code system.' },
    { name: 'version', type: 'string', documentation: 'Version that the answer is from.' },
    { name: 'display', type: 'string', min: 1, documentation: 'Display of the concept, in the language asked for.' },
    { name: 'definition', type: 'string', definedIn: ['R5'], documentation: 'Definition of the concept.' },
    {
      name: 'designation',
      max: '*',
      documentation: 'Other names of the concept.',
      parts: [
        { name: 'language', type: 'code', documentation: 'Language of the designation.' },
        { name: 'use', type: 'Coding', documentation: 'How the designation is used.' },
        {
          name: 'additionalUse',
          type: 'Coding',
          max: '*',
          definedIn: ['R5'],
          documentation: 'Further uses of the designation.',
          unsupported: 'one use is given for each designation',
        },
        { name: 'value', type: 'string', min: 1, documentation: 'The designation.' },
        { name: 'source', type: 'canonical', definedIn: [], documentation: 'The supplement that it comes from.' },
      ],
    },
    {
      name: 'property',
      max: '*',
      documentation: 'Properties of the concept.',
      parts: [
        { name: 'code', type: 'code', min: 1, documentation: 'Code of the property.' },
        { name: 'value', type: 'Element', documentation: 'Value of the property.' },
        { name: 'description', type: 'string', documentation: 'The value, for a person.' },
        { name: 'source', type: 'canonical', definedIn: ['R5'], documentation: 'The supplement that it comes from.' },
        subproperty,
      ],
    },
  ],
  handle: (input, context) =>
    context.terminology.lookup(requestOf(input, context), context.signal, formOf(context)) as Answered<AnyResource>,
});

function requestOf(input: InputOf<typeof parameters>, context: OperationContext): LookupRequest {
  const { code, system, version } = readCoding(input);
  const codeSystem = context.instance && referenceTo<CodeSystem>({}, context);
  if (code === undefined) throw required("Send the code to look up as 'code' with 'system', or as 'coding'");
  if (system === undefined && codeSystem === undefined)
    throw required("The parameter 'system' is required with 'code'");
  const { property } = input;
  return { system, version, property, codeSystem, code, ...sharedRequest(input, context) };
}

type CodeAsked = Readonly<Record<'code' | 'system' | 'version', string | undefined>>;

function readCoding({ coding, code, system, version }: InputOf<typeof parameters>): CodeAsked {
  if (coding === undefined) return { code, system, version };
  if (code !== undefined) throw invalid("Send either 'code' or 'coding', not both");
  return { code: coding.code, system: coding.system ?? system, version: coding.version ?? version };
}
