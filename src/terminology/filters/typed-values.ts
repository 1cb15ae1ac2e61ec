/**
 * Values of filters as the declared type of the property compares them (https://hl7.org/fhir/codesystem.html#properties):
 * numbers by value, instants by time, a Coding by its code or as `system|code`, anything else as text.
 */
import type { ConceptFilter, ConceptId } from '../../contracts/code-system-provider.ts';
import { ConceptBits } from '../concept-set.ts';
import { isConceptProperty, valuesOfFilter } from './filter-operator.ts';
import type { FilterSubject, PropertyValues } from './filter-operator.ts';

/** Concepts whose property has exactly this value; a code is compared in the code system's own way with case. */
export function conceptsHaving(subject: FilterSubject, filter: ConceptFilter, value: string): ConceptBits {
  if (!isConceptProperty(filter.property)) return havingTyped(subject, filter, value, valuesOfFilter(subject, filter));
  const concept = subject.findConcept(value);
  return ConceptBits.of(subject.size, concept === undefined ? [] : [concept]);
}

/** Whether one concept's property has one of these values. */
export function hasOneOf(
  subject: FilterSubject,
  filter: ConceptFilter,
  values: readonly string[],
  concept: ConceptId,
): boolean {
  if (isConceptProperty(filter.property)) return values.some(value => subject.findConcept(value) === concept);
  const texts = valuesOfFilter(subject, filter).textsOf(concept);
  return values.some(value => hasTyped(subject, filter, value, { texts, concept }));
}

/** Concepts whose property has this value. */
function havingTyped(
  subject: FilterSubject,
  { property }: Pick<ConceptFilter, 'property'>,
  value: string,
  values: PropertyValues,
): ConceptBits {
  const type = typeOf(subject, property);
  if (type === 'Coding' && value.includes('|')) {
    const { code } = splitToken(value);
    return values.having(code).where(concept => hasCoding(subject, property, value, concept));
  }
  if (type === 'dateTime' && instantOf(value) !== undefined) return havingInstant(values, value);
  return values.having(textFor(type, value));
}

/** Whether the concept's property has this value. */
function hasTyped(
  subject: FilterSubject,
  { property }: Pick<ConceptFilter, 'property'>,
  value: string,
  { texts, concept }: { readonly texts: readonly string[]; readonly concept: ConceptId },
): boolean {
  const type = typeOf(subject, property);
  if (type === 'Coding' && value.includes('|')) return hasCoding(subject, property, value, concept);
  const instant = type === 'dateTime' ? instantOf(value) : undefined;
  if (instant !== undefined) return texts.some(text => instantOf(text) === instant);
  return texts.includes(textFor(type, value));
}

function typeOf({ properties }: FilterSubject, code: string): string | undefined {
  return properties?.find(property => property.code === code)?.type;
}

/** The text under which an equal value is known: numbers are written one way. */
function textFor(type: string | undefined, value: string): string {
  const isNumber =
    (type === 'decimal' || type === 'integer') && /^[+-]?\d{1,15}(\.\d{1,15})?(e[+-]?\d{1,2})?$/i.test(value);
  return isNumber ? String(Number(value)) : value;
}

/** Milliseconds of a time with zone; undefined for a date, which is no instant. */
function instantOf(text: string): number | undefined {
  if (!/T.*(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

function havingInstant(values: PropertyValues, value: string): ConceptBits {
  const instant = instantOf(value);
  const judging = values.judge();
  let next = judging.next(false);
  while (next.done !== true) next = judging.next(instantOf(next.value) === instant);
  return next.value;
}

function splitToken(token: string): { readonly system: string; readonly code: string } {
  const at = token.lastIndexOf('|');
  return { system: token.slice(0, at), code: token.slice(at + 1) };
}

function hasCoding(subject: FilterSubject, property: string, token: string, concept: ConceptId): boolean {
  const { system, code } = splitToken(token);
  const own = subject.getProperties?.(concept) ?? [];
  return own.some(item => {
    const value = item.value as { readonly system?: string; readonly code?: string } | null;
    return item.code === property && value?.system === system && value.code === code;
  });
}
