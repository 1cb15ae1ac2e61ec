/** `ValueSet/$expand` (https://hl7.org/fhir/valueset-operation-expand.html). */
import { required } from '../fhir/fhir-error.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { ExpandRequest } from '../terminology/terminology-request.ts';
import { defineOperation } from './operation.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf } from './parameter-row.ts';
import { referenceTo, sharedRequest } from './terminology-input.ts';
import {
  checkSystemVersion,
  context,
  date,
  displayLanguage,
  ecosystemParameters,
  forceSystemVersion,
  systemVersion,
  useSupplement,
} from './terminology-parameters.ts';

const scope = ['type'] as const;
const definedIn = ['R4', 'R5'] as const;

const parameters = [
  { name: 'url', type: 'uri', scope, documentation: 'Canonical url of the value set, url|version too.' },
  { name: 'valueSet', type: 'ValueSet', scope, documentation: 'The value set itself.' },
  { name: 'valueSetVersion', type: 'string', scope, documentation: 'Version of the value set that url names.' },
  context,
  {
    name: 'contextDirection',
    type: 'code',
    documentation: 'Whether the context is for incoming or outgoing codes.',
    unsupported: 'it qualifies context, which is not supported',
  },
  {
    name: 'filter',
    type: 'string',
    documentation:
      'Text that a user typed: each word must begin a word of the display or of a designation, in any order.',
  },
  date,
  { name: 'offset', type: 'integer', documentation: 'First concept of the page, from 0. Paged answers are flat.' },
  { name: 'count', type: 'integer', documentation: 'Most concepts in the answer; 0 asks for the total alone.' },
  { name: 'includeDesignations', type: 'boolean', documentation: 'Whether designations are in the answer.' },
  {
    name: 'designation',
    type: 'string',
    max: '*',
    documentation: 'Token (system|code) of a use, or urn:ietf:bcp:47|tag of a language, whose designations are wanted.',
  },
  {
    name: 'includeDefinition',
    type: 'boolean',
    documentation: 'Whether the definition of the value set is in the answer.',
  },
  { name: 'activeOnly', type: 'boolean', documentation: 'Whether inactive concepts are left out.' },
  useSupplement,
  { name: 'excludeNested', type: 'boolean', documentation: 'Whether the answer is a flat list.' },
  { name: 'excludeNotForUI', type: 'boolean', documentation: 'Whether abstract concepts are left out.' },
  { name: 'excludePostCoordinated', type: 'boolean', documentation: 'Whether post-coordinated codes are left out.' },
  displayLanguage,
  {
    name: 'property',
    type: 'string',
    max: '*',
    definedIn: ['R5'],
    documentation: 'Code of a concept property that the answer should have; * for all.',
  },
  {
    name: 'exclude-system',
    type: 'canonical',
    max: '*',
    documentation: 'Code system (url or url|version) to leave out.',
  },
  { ...systemVersion, definedIn },
  { ...checkSystemVersion, definedIn },
  { ...forceSystemVersion, definedIn },
  ...ecosystemParameters,
] as const;

export const valueSetExpand = defineOperation({
  name: 'expand',
  resource: 'ValueSet',
  levels: { R4: ['type', 'instance'], R5: ['type', 'instance'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/ValueSet-expand',
  title: 'Value Set Expansion',
  description: 'The codes that are in a value set, as of now.',
  parameters,
  output: [{ name: 'return', type: 'ValueSet', min: 1, documentation: 'The value set with its expansion.' }],
  handle: async (input, operation) => {
    const expanded = await operation.terminology.expand(
      requestOf(input, operation),
      operation.signal,
      operation.takesText === true ? 'text' : undefined,
    );
    return expanded as unknown as AnyResource;
  },
});

function requestOf(input: InputOf<typeof parameters>, operation: OperationContext): ExpandRequest {
  const named = { url: input.url, version: input.valueSetVersion, resource: input.valueSet };
  const valueSet = referenceTo(named, operation);
  if (valueSet === undefined) throw required("Name the value set to expand by 'url', or send it as 'valueSet'");
  return {
    valueSet,
    filter: input.filter,
    offset: input.offset,
    count: input.count,
    activeOnly: input.activeOnly,
    includeDesignations: input.includeDesignations,
    includeDefinition: input.includeDefinition,
    excludeNested: input.excludeNested,
    excludeNotForUI: input.excludeNotForUI,
    excludePostCoordinated: input.excludePostCoordinated,
    designation: input.designation,
    property: input.property,
    excludeSystem: input['exclude-system'],
    ...sharedRequest(input, operation),
  };
}
