/** `CodeSystem/$subsumes` (https://hl7.org/fhir/codesystem-operation-subsumes.html). */
import { invalid, required } from '../fhir/fhir-error.ts';
import type { AnyResource, CodeSystem, Coding } from '../fhir/model.ts';
import type { SubsumesRequest } from '../terminology/terminology-request.ts';
import { defined } from './defined.ts';
import { defineOperation } from './operation.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf } from './parameter-row.ts';
import { referenceTo, sharedRequest } from './terminology-input.ts';
import { ecosystemParameters, versionParameters } from './terminology-parameters.ts';

const scope = ['type'] as const;

const parameters = [
  { name: 'codeA', type: 'code', documentation: 'Code that may subsume codeB, or be subsumed by it.' },
  { name: 'codeB', type: 'code', documentation: 'The other code.' },
  { name: 'system', type: 'uri', scope, documentation: 'The code system of both codes.' },
  { name: 'version', type: 'string', scope, documentation: 'Version of the code system.' },
  { name: 'codingA', type: 'Coding', documentation: 'In place of codeA and system.' },
  { name: 'codingB', type: 'Coding', documentation: 'In place of codeB and system.' },
  ...versionParameters,
  ...ecosystemParameters,
] as const;

export const codeSystemSubsumes = defineOperation({
  name: 'subsumes',
  resource: 'CodeSystem',
  levels: { R4: ['type', 'instance'], R5: ['type', 'instance'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes',
  title: 'Subsumption Testing',
  description:
    'How code A relates to code B in the hierarchy of their code system; an error where it says nothing of it.',
  parameters,
  output: [
    {
      name: 'outcome',
      type: 'code',
      min: 1,
      documentation: 'equivalent, subsumes, subsumed-by or not-subsumed: what A is to B.',
    },
  ],
  handle: async (input, context) => {
    const outcome = await context.terminology.subsumes(requestOf(input, context), context.signal);
    return outcome as unknown as AnyResource;
  },
});

function requestOf(input: InputOf<typeof parameters>, context: OperationContext): SubsumesRequest {
  const codeA = readCode(input.codeA, input.codingA, 'A');
  const codeB = readCode(input.codeB, input.codingB, 'B');
  const { codingA, codingB } = input;
  const system = same('system', [codingA?.system, codingB?.system, input.system]);
  const version = same('version', [codingA?.version, codingB?.version, input.version]);
  const codeSystem = context.instance && referenceTo<CodeSystem>({}, context);
  if (system === undefined && codeSystem === undefined) throw required("The parameter 'system' is required");
  return { ...sharedRequest(input, context), ...defined({ system, version, codeSystem }), codeA, codeB };
}

function readCode(code: string | undefined, coding: Coding | undefined, which: 'A' | 'B'): string {
  if (code !== undefined && coding !== undefined)
    throw invalid(`Send either 'code${which}' or 'coding${which}', not both`);
  const given = code ?? coding?.code;
  if (given === undefined) throw required(`The parameter 'code${which}' or 'coding${which}' is required`);
  return given;
}

/** The one value that all which are given agree on. */
function same(name: string, values: readonly (string | undefined)[]): string | undefined {
  const given = [...new Set(values.filter(value => value !== undefined))];
  if (given.length > 1) throw invalid(`Both codes must be of one ${name}, not of '${given.join("' and '")}'`);
  return given[0];
}
