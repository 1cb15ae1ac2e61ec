/**
 * Input of `$translate`. R5 renamed what R4 had and made of `reverse` a set of its own names; both sets are read at
 * both endpoints, because clients send either.
 */
import { invalid, notSupported, required } from '../fhir/fhir-error.ts';
import type { CodeableConcept, Coding } from '../fhir/model.ts';
import type { TypedValue } from '../fhir/parameters.ts';
import type { TranslateRequest } from '../terminology/terminology-request.ts';
import { defined } from './defined.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf, ParameterRow } from './parameter-row.ts';
import { referenceTo, sharedRequest } from './terminology-input.ts';
import { displayLanguage, ecosystemParameters, useSupplement, versionParameters } from './terminology-parameters.ts';

const scope = ['type'] as const;
const r4 = ['R4'] as const;
const r5 = ['R5'] as const;

export const translateRows = [
  {
    name: 'url',
    type: 'uri',
    scope,
    documentation: 'Canonical url of the concept map; without one all maps are used.',
  },
  { name: 'conceptMap', type: 'ConceptMap', scope, documentation: 'The concept map itself.' },
  { name: 'conceptMapVersion', type: 'string', scope, documentation: 'Version of the concept map that url names.' },
  { name: 'code', type: 'code', definedIn: r4, documentation: 'The code to translate (R4).' },
  { name: 'sourceCode', type: 'code', definedIn: r5, documentation: 'The code to translate (R5).' },
  { name: 'system', type: 'uri', documentation: 'The code system of the code.' },
  {
    name: 'sourceSystem',
    type: 'uri',
    definedIn: [],
    documentation: 'The code system of sourceCode; with targetCode, the code system of the sources that are wanted.',
  },
  { name: 'version', type: 'string', documentation: 'Version of the code system of the code.' },
  { name: 'source', type: 'uri', definedIn: r4, documentation: 'Value set of the code (R4).' },
  { name: 'sourceScope', type: 'uri', definedIn: r5, documentation: 'Value set of the code (R5).' },
  { name: 'coding', type: 'Coding', definedIn: r4, documentation: 'The coding to translate (R4).' },
  { name: 'sourceCoding', type: 'Coding', definedIn: r5, documentation: 'The coding to translate (R5).' },
  { name: 'codeableConcept', type: 'CodeableConcept', definedIn: r4, documentation: 'The concept to translate (R4).' },
  {
    name: 'sourceCodeableConcept',
    type: 'CodeableConcept',
    definedIn: r5,
    documentation: 'The concept to translate (R5).',
  },
  {
    name: 'targetCode',
    type: 'code',
    definedIn: r5,
    documentation: 'The code whose sources are wanted; its system is targetSystem.',
  },
  { name: 'targetCoding', type: 'Coding', definedIn: r5, documentation: 'The coding whose sources are wanted.' },
  {
    name: 'targetCodeableConcept',
    type: 'CodeableConcept',
    definedIn: r5,
    documentation: 'The concept whose sources are wanted.',
  },
  { name: 'target', type: 'uri', definedIn: r4, documentation: 'Value set of the translation (R4).' },
  { name: 'targetScope', type: 'uri', definedIn: r5, documentation: 'Value set of the translation (R5).' },
  { name: 'targetsystem', type: 'uri', definedIn: r4, documentation: 'Code system of the translation (R4).' },
  { name: 'targetSystem', type: 'uri', definedIn: r5, documentation: 'Code system of the translation (R5).' },
  {
    name: 'dependency',
    max: '*',
    documentation: 'A value on which the mapping may depend.',
    parts: [
      { name: 'element', type: 'uri', definedIn: r4, documentation: 'The attribute (R4).' },
      { name: 'concept', type: 'CodeableConcept', definedIn: r4, documentation: 'Its value (R4).' },
      { name: 'attribute', type: 'uri', definedIn: r5, documentation: 'The attribute (R5).' },
      { name: 'value', type: 'Element', definedIn: r5, documentation: 'Its value (R5).' },
    ],
  },
  {
    name: 'reverse',
    type: 'boolean',
    definedIn: r4,
    documentation: 'Whether the code is a target whose sources are wanted (R4).',
  },
  { ...displayLanguage, definedIn: [] },
  { ...useSupplement, definedIn: [] },
  ...versionParameters,
  ...ecosystemParameters,
] as const satisfies readonly ParameterRow[];

type TranslateInput = InputOf<typeof translateRows>;

/** The engine's request; throws `invalid` or `required` where it is not said what to translate, or said twice. */
export function translateRequest(input: TranslateInput, context: OperationContext): TranslateRequest {
  const named = { url: input.url, version: input.conceptMapVersion, resource: input.conceptMap };
  const conceptMap = referenceTo(named, context);
  const dependency = input.dependency?.map(readDependency);
  return { conceptMap, dependency, ...readSubject(input), ...sharedRequest(input, context) };
}

type Subject = Pick<
  TranslateRequest,
  'source' | 'target' | 'answersSources' | 'sourceScope' | 'targetScope' | 'sourceSystem' | 'targetSystem'
>;

function readSubject(input: TranslateInput): Subject {
  const source = readSource(input);
  const target = readTarget(input);
  if (source !== undefined && target !== undefined) throw invalid('Send a source or a target to translate, not both');
  if (target !== undefined) {
    // Beside targetSystem, `system` can only be that of the sources.
    const sourceSystem = input.sourceSystem ?? (input.targetSystem === undefined ? undefined : input.system);
    return { target, sourceSystem, ...scopesOf(input) };
  }
  if (source === undefined) {
    throw required("Send what to translate: 'sourceCode' with 'system', 'sourceCoding' or 'sourceCodeableConcept'");
  }
  const targetSystem = input.targetSystem ?? input.targetsystem;
  if (input.reverse !== true) return { source, targetSystem, ...scopesOf(input) };
  // R4's `reverse` turns the meaning of the source and target parameters round.
  const { sourceScope, targetScope } = scopesOf(input);
  return {
    target: source,
    answersSources: true,
    sourceScope: targetScope,
    targetScope: sourceScope,
    sourceSystem: targetSystem,
  };
}

function scopesOf(input: TranslateInput): Pick<TranslateRequest, 'sourceScope' | 'targetScope'> {
  return { sourceScope: input.sourceScope ?? input.source, targetScope: input.targetScope ?? input.target };
}

function readSource(input: TranslateInput): readonly Coding[] | undefined {
  return readCodings('source', {
    code: codingOf(input.sourceCode ?? input.code, input.sourceSystem ?? input.system, input.version),
    coding: input.sourceCoding ?? input.coding,
    codeableConcept: input.sourceCodeableConcept ?? input.codeableConcept,
  });
}

function readTarget(input: TranslateInput): readonly Coding[] | undefined {
  return readCodings('target', {
    code: codingOf(input.targetCode, input.targetSystem ?? input.system, input.version),
    coding: input.targetCoding,
    codeableConcept: input.targetCodeableConcept,
  });
}

function codingOf(
  code: string | undefined,
  system: string | undefined,
  version: string | undefined,
): Coding | undefined {
  if (code === undefined) return undefined;
  if (system === undefined) throw required(`The code system of '${code.slice(0, 80)}' is required: send 'system'`);
  return defined({ system, version, code });
}

interface Given {
  readonly code: Coding | undefined;
  readonly coding: Coding | undefined;
  readonly codeableConcept: CodeableConcept | undefined;
}

function readCodings(
  which: 'source' | 'target',
  { code, coding, codeableConcept }: Given,
): readonly Coding[] | undefined {
  const given = [code && [code], coding && [coding], codeableConcept && (codeableConcept.coding ?? [])];
  const [first, second] = given.filter(codings => codings !== undefined);
  if (second !== undefined) throw invalid(`Send the ${which} as one of code, coding and codeableConcept, not as two`);
  return first;
}

interface DependencyInput {
  readonly element?: string;
  readonly concept?: CodeableConcept;
  readonly attribute?: string;
  readonly value?: TypedValue;
}

function readDependency({ element, concept, attribute, value }: DependencyInput): {
  attribute: string;
  value: unknown;
} {
  const name = attribute ?? element;
  if (name === undefined) throw required("The part 'attribute' of 'dependency' is required");
  if (value === undefined && concept === undefined) {
    throw notSupported(`The dependency '${name.slice(0, 80)}' has no value; one is needed to choose a mapping`);
  }
  return { attribute: name, value: value?.value ?? concept };
}
