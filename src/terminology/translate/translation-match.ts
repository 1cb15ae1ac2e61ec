/**
 * One mapping that $translate found, and its form in the answer (parameter `match` of
 * https://hl7.org/fhir/conceptmap-operation-translate.html, as R5 has it).
 */
import { formatCanonical, parseCanonical } from '../../fhir/canonical.ts';
import type { Coding, ConceptMap, ConceptMapGroupElementTarget, ParametersParameter } from '../../fhir/model.ts';

/** Mappings with a named source are answers to a reverse question. */
export interface TranslationMatch {
  readonly concept: Coding;
  readonly source?: Coding;
  readonly relationship: string | undefined;
  readonly map: ConceptMap;
  readonly target?: ConceptMapGroupElementTarget;
}

type Attribute = NonNullable<ConceptMapGroupElementTarget['dependsOn']>[number];
type Property = NonNullable<ConceptMapGroupElementTarget['property']>[number];

/** A coding of a group's code system. */
export function codingOf(canonical: string | undefined, code: string | undefined, display?: string): Coding {
  const { url, version } = parseCanonical(canonical ?? '');
  return {
    ...(url !== '' && { system: url }),
    ...(version !== undefined && { version }),
    ...(code !== undefined && { code }),
    ...(display !== undefined && { display }),
  };
}

/** Whether the mapping says that there is something on the other side. */
export function isPositive({ relationship }: TranslationMatch): boolean {
  return relationship !== 'not-related-to';
}

/** Two mappings are the same if they come to the same concepts in the same relationship. */
function keyOfMatch({ concept, source, relationship }: TranslationMatch): string {
  return JSON.stringify([concept.system, concept.code, source?.system, source?.code, relationship]);
}

/** The mappings without repeats; the first of those that are the same stays. */
export function distinctMatches(matches: readonly TranslationMatch[]): readonly TranslationMatch[] {
  if (matches.length < 2) return matches;
  const byKey = new Map<string, TranslationMatch>();
  for (const match of matches) if (!byKey.has(keyOfMatch(match))) byKey.set(keyOfMatch(match), match);
  return [...byKey.values()];
}

/** The mapping as parameter `match`. */
export function matchToParameter({
  concept,
  source,
  relationship,
  map,
  target,
}: TranslationMatch): ParametersParameter {
  return {
    name: 'match',
    part: [
      ...relationshipPart(relationship, target),
      { name: 'concept', valueCoding: concept },
      ...(source === undefined ? [] : [{ name: 'source', valueCoding: source }]),
      ...(target?.property ?? []).map(property => propertyToPart(property, map)),
      ...(target?.product ?? []).map(product => attributeToPart('product', product, map)),
      ...(target?.dependsOn ?? []).map(dependsOn => attributeToPart('dependsOn', dependsOn, map)),
      ...(map.url === undefined ? [] : [{ name: 'originMap', valueCanonical: formatCanonical(map.url, map.version) }]),
    ],
  };
}

/** With what stands beside the code: a finer word that R4 has for it travels there. */
function relationshipPart(
  relationship: string | undefined,
  target: ConceptMapGroupElementTarget | undefined,
): readonly ParametersParameter[] {
  const beside = target?._relationship;
  if (relationship === undefined) return [];
  return [{ name: 'relationship', valueCode: relationship, ...(beside !== undefined && { _valueCode: beside }) }];
}

/** The uri that the map gives one of its attribute codes. */
export function uriOfAttribute(code: string, { additionalAttribute }: ConceptMap): string {
  return additionalAttribute?.find(attribute => attribute.code === code)?.uri ?? code;
}

function attributeToPart(name: string, { attribute, ...rest }: Attribute, map: ConceptMap): ParametersParameter {
  const value = rest.valueSet === undefined ? pickValue(rest) : { valueUri: rest.valueSet };
  return {
    name,
    part: [
      { name: 'attribute', valueUri: uriOfAttribute(attribute, map) },
      { name: 'value', ...value },
    ],
  };
}

function propertyToPart(property: Property, { property: definitions }: ConceptMap): ParametersParameter {
  const uri = definitions?.find(({ code }) => code === property.code)?.uri ?? property.code;
  return {
    name: 'property',
    part: [
      { name: 'uri', valueUri: uri },
      { name: 'value', ...pickValue(property) },
    ],
  };
}

/** The `value[x]` of an element, under its own name. */
export function pickValue(element: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(element).filter(([name]) => /^value[A-Z]/.test(name) && name !== 'valueSet'),
  );
}
