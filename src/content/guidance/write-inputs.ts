/**
 * The named inputs of conditions: as data requirements of an action, whose id is `<action>.<name of the variable>`, and as
 * the parameters of the Library that all plans name. A query pattern says how a server is asked for the input
 * (http://hl7.org/fhir/StructureDefinition/cqf-fhirQueryPattern).
 */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { codeable, ownContent } from '../own-artifact.ts';
import { metadataOf } from './write-metadata.ts';
import type { InputSource, InputSources } from './guidance-source.ts';

const assessments = `${canonicalBase}/CodeSystem/calcinosis-assessment`;
export const inputLibrary = `${canonicalBase}/Library/calcinosis-guidance-inputs`;

/** The inputs that an expression names, as data requirements in R5's form; parameters need no data. */
export function writeActionInputs(action: string, expression: string, sources: InputSources): object[] {
  const { inputs, parameters } = sources;
  const names = new Set([...expression.matchAll(/%(\w+)/g)].map(([, name = '']) => name));
  const unknown = [...names].find(name => inputs[name] === undefined && parameters[name] === undefined);
  if (unknown !== undefined) throw new Error(`there is no input '${unknown}'`);
  return Object.entries(inputs)
    .filter(([name]) => names.has(name))
    .map(([name, input]) => ({ title: input.title, requirement: requirementOf(`${action}.${name}`, input) }));
}

function requirementOf(id: string, input: InputSource): object {
  const { type, query = '' } = input;
  const codeFilter = filtersOf(input);
  const [, limit] = /_count=(\d+)/.exec(query) ?? [];
  return {
    id,
    ...(query !== '' && {
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/cqf-fhirQueryPattern', valueString: query }],
    }),
    type,
    ...(codeFilter.length > 0 && { codeFilter }),
    ...(limit !== undefined && { limit: Number(limit) }),
    ...(query.includes('_sort=-date') && { sort: [{ path: 'effective', direction: 'descending' }] }),
  };
}

function filtersOf({ status, category, loinc = [], assessment }: InputSource): object[] {
  const tests = [
    ...loinc.map(code => ({ system: 'http://loinc.org', code })),
    ...(assessment === undefined ? [] : [{ system: assessments, ...assessment }]),
  ];
  return [
    ...(status === undefined
      ? []
      : [
          filterOf(
            'status',
            status.codes.map(code => ({ system: status.system, code })),
          ),
        ]),
    ...(category === undefined ? [] : [filterOf('category', [category])]),
    ...(tests.length === 0 ? [] : [filterOf('code', tests)]),
  ];
}

function filterOf(path: string, code: readonly object[]): object {
  return { path, code };
}

/** Library/calcinosis-guidance-inputs: each named input as a parameter, and the data behind it. */
export function writeInputLibrary(sources: InputSources): AnyResource {
  const id = 'calcinosis-guidance-inputs';
  const { inputs, parameters } = sources;
  const loinc =
    'This material contains content from LOINC (https://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at https://loinc.org/license. LOINC is a registered United States trademark of Regenstrief Institute, Inc.';
  return {
    resourceType: 'Library',
    id,
    ...metadataOf('Library', id, {
      title: 'Named inputs of guidance on calcinosis',
      description:
        'The inputs over which the conditions of the plans and rules are written. Each is a variable (%name), a key of CDS Hooks prefetch data, and a data requirement of the actions that use it: the patient, or a Bundle of resources. An input that was asked for and has no data is null; one that was not given at all is an error, never a "no".',
      purpose: 'To tell whoever evaluates a condition what to hand it.',
      copyright: `${ownContent} ${loinc}`,
    }),
    type: codeable('http://terminology.hl7.org/CodeSystem/library-type', ['module-definition', 'Module Definition']),
    parameter: [
      ...Object.entries(inputs).map(([name, { title, type }]) => parameterOf(name, title, inputType(type))),
      ...Object.entries(parameters).map(([name, { title, type, documentation = '' }]) =>
        parameterOf(name, `${title}. ${documentation}`, type),
      ),
    ],
    dataRequirement: Object.entries(inputs).map(([name, input]) => requirementOf(name, input)),
  };
}

function inputType(type: string): string {
  return type === 'Patient' ? 'Patient' : 'Bundle';
}

function parameterOf(name: string, documentation: string, type: string): object {
  return { name, use: 'in', min: 0, max: '1', documentation, type };
}
