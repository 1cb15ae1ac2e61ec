/** `CodeSystem/$subsumes` (https://hl7.org/fhir/codesystem-operation-subsumes.html). */
import { invalid, required } from '../fhir/fhir-error.ts';
import type { AnyResource, CodeSystem, Coding } from '../fhir/model.ts';
import type { Answered } from '../terminology/terminology-service.ts';
import type { SubsumesRequest } from '../terminology/terminology-request.ts';
import { defineOperation } from './operation.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf } from './parameter-row.ts';
import { formOf, referenceTo, sharedRequest } from './terminology-input.ts';
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
  handle: (input, context) =>
    context.terminology.subsumes(requestOf(input, context), context.signal, formOf(context)) as Answered<AnyResource>,
});

function requestOf(input: InputOf<typeof parameters>, context: OperationContext): SubsumesRequest {
  const codeA = readCode(input.codeA, input.codingA, 'A');
  const codeB = readCode(input.codeB, input.codingB, 'B');
  const system = same('system', input, input.system);
  const version = same('version', input, input.version);
  const codeSystem = context.instance && referenceTo<CodeSystem>({}, context);
  if (system === undefined && codeSystem === undefined) throw required("The parameter 'system' is required");
  return { system, version, codeSystem, codeA, codeB, ...sharedRequest(input, context) };
}

function readCode(code: string | undefined, coding: Coding | undefined, which: 'A' | 'B'): string {
  if (code !== undefined && coding !== undefined)
    throw invalid(`Send either 'code${which}' or 'coding${which}', not both`);
  const given = code ?? coding?.code;
  if (given === undefined) throw required(`The parameter 'code${which}' or 'coding${which}' is required`);
  return given;
}

type Codings = Pick<InputOf<typeof parameters>, 'codingA' | 'codingB'>;

/** The one value that all which are given agree on. */
function same(
  name: 'system' | 'version',
  { codingA, codingB }: Codings,
  stated: string | undefined,
): string | undefined {
  if (codingA === undefined && codingB === undefined) return stated;
  const values = [codingA?.[name], codingB?.[name], stated];
  const given = [...new Set(values.filter(value => value !== undefined))];
  if (given.length > 1) throw invalid(`Both codes must be of one ${name}, not of '${given.join("' and '")}'`);
  return given[0];
}
