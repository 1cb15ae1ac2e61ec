/**
 * What a filter on a property may say: operators and the kind of value, from the code system's own declarations and
 * from what FHIR says of every code system (https://hl7.org/fhir/codesystem.html#defined-props).
 */
import type { FhirVersion } from '../../../fhir/fhir-version.ts';
import { passesVerhoeff } from '../../../fhir/verhoeff.ts';
import { definedPropertyTypes } from '../defined-properties.ts';
import { textIn, treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';

export type FilterValueKind = 'boolean' | 'code' | 'Coding' | 'dateTime' | 'decimal' | 'integer';

export interface FilterRule {
  /** Undefined where anything goes. */
  readonly kind: FilterValueKind | undefined;
  /** Whether a code must be one of the code system; a warning where only its author knows. */
  readonly codeMust: 'be-known' | 'be-known-or-warned' | 'be-a-code';
  /** None: all. */
  readonly operators: readonly string[];
}

const hierarchyOperators = ['=', 'in', 'is-a', 'descendent-of', 'is-not-a', 'generalizes', 'not-in'];
const hierarchyOperatorsOfR5 = [...hierarchyOperators, 'descendent-leaf', 'child-of'];

const ofHierarchy: ReadonlySet<string> = new Set(['parent', 'child', 'partOf']);
const codesByAnyName: ReadonlySet<string> = new Set(['status', 'synonym']);

/** Kinds of value by the type of a property; anything goes for a string. */
const declared: Readonly<Record<string, FilterValueKind | undefined>> = {
  boolean: 'boolean',
  code: 'code',
  Coding: 'Coding',
  dateTime: 'dateTime',
  decimal: 'decimal',
  integer: 'integer',
};

/** The concept itself. */
function isCode(property: string): boolean {
  return property === 'concept' || property === 'code';
}

const snomed = 'http://snomed.info/sct';

/** The rule for a property; undefined where the code system declares no such property. */
export function filterRuleOf(
  property: string,
  system: string,
  codeSystem: Tree | undefined,
  fhirVersion: FhirVersion,
): FilterRule | undefined {
  if (system === snomed) return snomedRule(property);
  const filters = treesIn(codeSystem?.['filter']).filter(({ code }) => code === property);
  const operators = filters.flatMap(({ operator }) => (Array.isArray(operator) ? operator.map(String) : []));
  const declaration = treesIn(codeSystem?.['property']).find(({ code }) => code === property);
  const type = textIn(declaration, 'type');
  if (type !== undefined) return { kind: declared[type], codeMust: 'be-known-or-warned', operators };
  const isHierarchical = codeSystem?.['hierarchyMeaning'] !== undefined;
  const rule = generalRule(property, isHierarchical);
  if (rule !== undefined) return { ...rule, operators: [...operators, ...operatorsOf(property, fhirVersion)] };
  return filters.length === 0 ? undefined : { kind: undefined, codeMust: 'be-a-code', operators };
}

/** What every code system has. */
function generalRule(property: string, isHierarchical: boolean): Pick<FilterRule, 'kind' | 'codeMust'> | undefined {
  if (isHierarchical && ofHierarchy.has(property)) return { kind: 'code', codeMust: 'be-known' };
  if (ofHierarchy.has(property)) return undefined;
  const type = isCode(property) ? 'code' : definedPropertyTypes.get(property);
  if (type === undefined) return undefined;
  return { kind: declared[type], codeMust: codesByAnyName.has(property) ? 'be-a-code' : 'be-known' };
}

function operatorsOf(property: string, fhirVersion: FhirVersion): readonly string[] {
  const all = fhirVersion === 'R4' ? hierarchyOperators : hierarchyOperatorsOfR5;
  if (property === 'concept') return all;
  return property === 'code' ? [...all, 'regex'] : [];
}

/** https://terminology.hl7.org/SNOMEDCT.html#filters */
function snomedRule(property: string): FilterRule | undefined {
  if (property === 'constraint') return { kind: undefined, codeMust: 'be-a-code', operators: ['='] };
  if (property === 'expressions' || property === 'inactive')
    return { kind: 'boolean', codeMust: 'be-a-code', operators: ['=', 'in'] };
  if (property === 'concept') {
    return {
      kind: 'code',
      codeMust: 'be-known',
      operators: ['is-a', 'is-not-a', 'in', 'descendent-of', 'descendent-leaf'],
    };
  }
  return isConceptId(property) ? { kind: 'code', codeMust: 'be-known', operators: ['=', 'in'] } : undefined;
}

/** A SNOMED CT concept id has the partition 00 or 10 and a Verhoeff check digit (https://docs.snomed.org/snomed-ct-specifications). */
function isConceptId(text: string): boolean {
  return /^\d{6,18}$/.test(text) && /^[01]0$/.test(text.slice(-3, -1)) && passesVerhoeff(text);
}
