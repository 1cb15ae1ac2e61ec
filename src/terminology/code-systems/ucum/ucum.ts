/**
 * UCUM, the Unified Code for Units of Measure (https://hl7.org/fhir/ucum.html, https://ucum.org/ucum): every valid unit
 * is a code, in the case-sensitive form. Its own text is its display; the unit in words is a designation.
 */
import type { ConceptFilter, Designation } from '../../../contracts/code-system-provider.ts';
import type { SourcedCodeSystem } from '../../../contracts/code-system-source.ts';
import { invalid } from '../../../fhir/fhir-error.ts';
import type { CodeSystem, ValueSet } from '../../../fhir/model.ts';
import { describeFilter, valueList } from '../../filters/filter-operator.ts';
import { grammarCodeSystem } from '../grammar-code-system.ts';
import { parseUnit } from './unit-expression.ts';
import { createUnitTable } from './unit-table.ts';
import type { UnitTable } from './unit-table.ts';
import { canonicalUnit, evaluateUnit, isComparable, isSameUnit } from './unit-value.ts';
import type { UnitValue } from './unit-value.ts';

const url = 'http://unitsofmeasure.org';

/** Units that HL7 notes as deprecated: what a billion is differs between countries. */
const deprecatedSymbols: ReadonlySet<string> = new Set(['[ppb]', '[pptr]']);

const definition: CodeSystem = {
  resourceType: 'CodeSystem',
  url,
  name: 'UCUM',
  title: 'Unified Code for Units of Measure (UCUM)',
  status: 'active',
  experimental: false,
  publisher: 'The UCUM Organization',
  copyright:
    'UCUM is Copyright © 1999-2024 Regenstrief Institute, Inc. and The UCUM Organization, Indianapolis, IN. All rights reserved. See https://ucum.org/license',
  caseSensitive: true,
  valueSet: `${url}/vs`,
  compositional: true,
  content: 'complete',
  filter: [
    {
      code: 'canonical',
      description: 'Units that are comparable with the unit of the value, or one of the values',
      operator: ['=', 'in'],
      value: 'a UCUM unit',
    },
    {
      code: 'comparable',
      description: 'The same, as the implicit value sets of UCUM spell it',
      operator: ['=', 'in'],
      value: 'a UCUM unit',
    },
    {
      code: 'property',
      description: 'Units that are comparable with the base unit of this kind of quantity',
      operator: ['='],
      value: 'length, time, mass, plane angle, temperature, electric charge or luminous intensity',
    },
  ],
  property: [
    { code: 'canonical', type: 'string', description: 'The product of base units that the unit is comparable with' },
    {
      code: 'property',
      type: 'string',
      description: 'The kind of quantity of the base unit that it is comparable with',
    },
  ],
};

/** UCUM as a code system of a source. Its tables are loaded when the first unit is read. */
export function createUcum(): SourcedCodeSystem {
  const table = createUnitTable();
  return grammarCodeSystem<UnitValue>({
    definition,
    read: code => {
      const meaning = readUnit(code, table);
      return meaning === undefined ? undefined : { code, meaning };
    },
    getDisplay: ({ code }) => code,
    getDesignations: ({ code, meaning }) => namesOf(code, meaning.inWords()),
    getProperties: ({ meaning }) => {
      const property = propertyOf(meaning, table);
      return [
        { code: 'canonical', valueType: 'valueString', value: canonicalUnit(meaning) },
        ...(property === undefined ? [] : [{ code: 'property', valueType: 'valueString' as const, value: property }]),
      ];
    },
    getStatus: ({ meaning: { symbols } }) =>
      symbols.some(symbol => deprecatedSymbols.has(symbol)) ? 'deprecated' : undefined,
    subsumes: isSameUnit,
    passesFilter: (filter, meaning) => (filter.property === 'property' ? undefined : isAmong(filter, meaning, table)),
    findValueSet,
  });
}

/** Some units have no name but their symbol. */
function namesOf(code: string, words: string): readonly Designation[] {
  return words === code ? [] : [{ language: 'en', value: words }];
}

function readUnit(code: string, table: UnitTable): UnitValue | undefined {
  const expression = parseUnit(code);
  return expression === undefined ? undefined : evaluateUnit(expression, table);
}

/** Whether the unit is comparable with one that the filter names; undefined for filters on the code itself. */
function isAmong(filter: ConceptFilter, meaning: UnitValue, table: UnitTable): boolean | undefined {
  if (filter.property !== 'canonical' && filter.property !== 'comparable') return undefined;
  const named = filter.op === 'in' ? valueList(filter.value) : [filter.value];
  return named.some(text => {
    const unit = readUnit(text, table);
    if (unit !== undefined) return isComparable(unit, meaning);
    throw invalid(`The filter ${describeFilter(filter)} names '${text}', which is not a unit of ${url}`, {
      txType: 'vs-invalid',
    });
  });
}

function propertyOf(meaning: UnitValue, { baseUnits }: UnitTable): string | undefined {
  const canonical = canonicalUnit(meaning);
  return baseUnits.find(({ symbol }) => symbol === canonical)?.property;
}

/** `http://unitsofmeasure.org/vs/[expression]`: all units that are comparable with the expression. */
function findValueSet(canonical: string): ValueSet | undefined {
  const prefix = `${url}/vs/`;
  if (!canonical.startsWith(prefix)) return undefined;
  const value = decodeUnit(canonical.slice(prefix.length));
  if (value === '') return undefined;
  return {
    resourceType: 'ValueSet',
    url: canonical,
    name: 'UcumComparable',
    title: `UCUM units comparable with ${value}`,
    status: 'active',
    compose: { include: [{ system: url, filter: [{ property: 'comparable', op: '=', value }] }] },
  };
}

/** A unit in a url may be percent-encoded; `%` is a unit too. */
function decodeUnit(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
