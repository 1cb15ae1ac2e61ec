/**
 * What a filter on a property may say: operators and the kind of value, from the code system's own declarations and
 * from what FHIR says of every code system (https://hl7.org/fhir/codesystem.html#defined-props).
 */
import type { FhirVersion } from '../../../fhir/fhir-version.ts';
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

const general: Readonly<Record<string, FilterValueKind | undefined>> = {
  concept: 'code',
  code: 'code',
  status: 'code',
  inactive: 'boolean',
  effectiveDate: 'dateTime',
  deprecationDate: 'dateTime',
  retirementDate: 'dateTime',
  notSelectable: 'boolean',
  synonym: 'code',
  comment: undefined,
  itemWeight: 'decimal',
};
const ofHierarchy: ReadonlySet<string> = new Set(['parent', 'child', 'partOf']);
const codesByAnyName: ReadonlySet<string> = new Set(['status', 'synonym']);

const declared: Readonly<Record<string, FilterValueKind>> = {
  boolean: 'boolean',
  code: 'code',
  Coding: 'Coding',
  dateTime: 'dateTime',
  decimal: 'decimal',
  integer: 'integer',
};

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
  if (!Object.hasOwn(general, property)) return undefined;
  return { kind: general[property], codeMust: codesByAnyName.has(property) ? 'be-a-code' : 'be-known' };
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

const permutations = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
  [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
  [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
  [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
  [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
  [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
  [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];

/** A SNOMED CT concept id has the partition 00 or 10 and a Verhoeff check digit (https://docs.snomed.org/snomed-ct-specifications). */
function isConceptId(text: string): boolean {
  if (!/^\d{6,18}$/.test(text) || !/^[01]0$/.test(text.slice(-3, -1))) return false;
  let check = 0;
  [...text].reverse().forEach((digit, at) => (check = dihedral(check, permutations[at % 8]?.[Number(digit)] ?? 0)));
  return check === 0;
}

/** Product in the dihedral group of order 10. */
function dihedral(left: number, right: number): number {
  const isTurned = left >= 5;
  const sum = isTurned ? left - (right % 5) : left + (right % 5);
  const place = ((sum % 5) + 5) % 5;
  return isTurned === right >= 5 ? place : place + 5;
}
