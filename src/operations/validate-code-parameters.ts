/** What `$validate-code` of CodeSystem and ValueSet have in common: parameters, outputs, the request that they make. */
import { invalid, notSupported } from '../fhir/fhir-error.ts';
import type { CodeableConcept, Coding } from '../fhir/model.ts';
import type { ValidateCodeRequest } from '../terminology/terminology-request.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf, ParameterRow } from './parameter-row.ts';
import { sharedRequest } from './terminology-input.ts';
import { date, displayLanguage, ecosystemParameters, versionParameters } from './terminology-parameters.ts';

/** The ecosystem's parameters of validation, beside HL7's. */
const ecosystemRows = [
  {
    name: 'activeOnly',
    type: 'boolean',
    definedIn: [],
    documentation: 'Whether an inactive concept is an error rather than a warning.',
  },
  {
    name: 'inferSystem',
    type: 'boolean',
    definedIn: [],
    documentation: 'Whether the system of a code without one is found from the value set.',
  },
  {
    name: 'lenient-display-validation',
    type: 'boolean',
    definedIn: [],
    documentation: 'Whether a wrong display is a warning rather than an error.',
  },
  {
    name: 'valueset-membership-only',
    type: 'boolean',
    definedIn: [],
    documentation: 'Whether only membership in the value set is judged, not the code itself.',
  },
  {
    name: 'mode',
    type: 'code',
    definedIn: [],
    documentation: 'lenient-display-validation: the same as the parameter of that name.',
  },
  {
    name: 'valueSetMode',
    type: 'code',
    definedIn: [],
    documentation: 'ALL_CHECKS (default), or CHECK_MEMBERSHIP_ONLY: the same as valueset-membership-only.',
  },
] as const satisfies readonly ParameterRow[];

export const sharedValidateRows = [
  { name: 'code', type: 'code', documentation: 'The code to validate.' },
  { name: 'display', type: 'string', documentation: 'The display to validate with the code.' },
  { name: 'coding', type: 'Coding', documentation: 'The coding to validate.' },
  {
    name: 'codeableConcept',
    type: 'CodeableConcept',
    documentation: 'The concept to validate; one of its codings must be valid.',
  },
  date,
  {
    name: 'abstract',
    type: 'boolean',
    documentation: 'Whether an abstract concept is valid here; true unless it is said to be false.',
  },
  displayLanguage,
  ...versionParameters,
  ...ecosystemParameters,
  ...ecosystemRows,
] as const satisfies readonly ParameterRow[];

const r5 = ['R5'] as const;

export const validateOutputs: readonly ParameterRow[] = [
  { name: 'result', type: 'boolean', min: 1, documentation: 'Whether the code is valid.' },
  { name: 'message', type: 'string', documentation: 'Errors and hints, for a person.' },
  { name: 'display', type: 'string', documentation: 'A valid display of the concept.' },
  { name: 'code', type: 'code', definedIn: r5, documentation: 'The code that was validated.' },
  { name: 'system', type: 'uri', definedIn: r5, documentation: 'The code system of the code.' },
  { name: 'version', type: 'string', definedIn: r5, documentation: 'The version that was used.' },
  { name: 'codeableConcept', type: 'CodeableConcept', definedIn: r5, documentation: 'The concept that was validated.' },
  { name: 'issues', type: 'OperationOutcome', definedIn: r5, documentation: 'What was found, by severity and place.' },
  { name: 'inactive', type: 'boolean', definedIn: [], documentation: 'Whether the concept is inactive.' },
  { name: 'status', type: 'code', definedIn: [], documentation: 'Status of an inactive concept.' },
  { name: 'normalized-code', type: 'code', definedIn: [], documentation: 'The code as its system spells it.' },
  {
    name: 'x-caused-by-unknown-system',
    type: 'canonical',
    max: '*',
    definedIn: [],
    documentation: 'Code system that is not here, without which nothing can be said.',
  },
  {
    name: 'x-unknown-system',
    type: 'canonical',
    max: '*',
    definedIn: [],
    documentation: 'Code system that is not here.',
  },
];

type SharedInput = InputOf<typeof sharedValidateRows>;

/** What a validation is about, beside the coded value. */
type About = Pick<ValidateCodeRequest, 'valueSet' | 'codeSystem' | 'system' | 'codeVersion'>;

/** The engine's request of both operations. */
export function validateRequest(input: SharedInput, context: OperationContext, about: About): ValidateCodeRequest {
  assertOneSubject(input);
  const { code, display, coding, codeableConcept, abstract, activeOnly, inferSystem } = input;
  const { valueSet, codeSystem, system, codeVersion } = about;
  return {
    valueSet,
    codeSystem,
    system,
    codeVersion,
    code,
    display,
    coding,
    codeableConcept,
    abstract,
    activeOnly,
    inferSystem,
    lenientDisplayValidation: input['lenient-display-validation'] ?? readMode(input.mode),
    valueSetMembershipOnly: input['valueset-membership-only'] ?? readValueSetMode(input.valueSetMode),
    ...sharedRequest(input, context),
  };
}

interface Subjects {
  readonly code?: string;
  readonly coding?: Coding;
  readonly codeableConcept?: CodeableConcept;
}

function assertOneSubject({ code, coding, codeableConcept }: Subjects): void {
  if (coding === undefined && codeableConcept === undefined) return;
  const given = Object.entries({ code, coding, codeableConcept }).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    throw invalid(
      `Send one of 'code', 'coding' and 'codeableConcept', not ${given.map(([name]) => `'${name}'`).join(' and ')}`,
    );
  }
}

function readMode(mode: string | undefined): boolean | undefined {
  if (mode === undefined) return undefined;
  if (mode === 'lenient-display-validation') return true;
  throw notSupported("The parameter 'mode' must be lenient-display-validation; no other mode is supported");
}

function readValueSetMode(mode: string | undefined): boolean | undefined {
  if (mode === undefined || mode === 'ALL_CHECKS') return undefined;
  if (mode === 'CHECK_MEMBERSHIP_ONLY') return true;
  throw notSupported("The parameter 'valueSetMode' must be ALL_CHECKS or CHECK_MEMBERSHIP_ONLY; no other is supported");
}
