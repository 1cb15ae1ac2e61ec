/**
 * Whether what the client knows of other attributes rules a mapping out (`dependsOn`,
 * https://hl7.org/fhir/conceptmap-definitions.html#ConceptMap.group.element.target.dependsOn). An attribute that the
 * client does not mention rules nothing out: the answer then names what the mapping depends on.
 */
import type { CodeableConcept, Coding, ConceptMap, ConceptMapGroupElementTarget } from '../../fhir/model.ts';
import { pickValue, uriOfAttribute } from './translation-match.ts';

type DependsOn = NonNullable<ConceptMapGroupElementTarget['dependsOn']>[number];

export interface Dependency {
  readonly attribute: string;
  readonly value: unknown;
}

/** True if some attribute is known to have another value than the mapping needs. */
export function contradicts(known: readonly Dependency[], needed: readonly DependsOn[], map: ConceptMap): boolean {
  return needed.some(({ attribute, ...rest }) => {
    const names = [attribute, uriOfAttribute(attribute, map)];
    const dependencies = known.filter(dependency => names.includes(dependency.attribute));
    const [wanted] = Object.values(pickValue(rest));
    return wanted !== undefined && dependencies.length > 0 && !dependencies.some(({ value }) => isSame(value, wanted));
  });
}

function isSame(given: unknown, wanted: unknown): boolean {
  return codesOf(given).some(code => codesOf(wanted).some(other => isSameCode(code, other)));
}

/** A plain value is compared as a code without system. */
function codesOf(value: unknown): readonly Coding[] {
  if (typeof value !== 'object' || value === null) return [{ code: String(value) }];
  return (value as CodeableConcept).coding ?? [value as Coding];
}

function isSameCode(left: Coding, right: Coding): boolean {
  const isSystem = left.system === undefined || right.system === undefined || left.system === right.system;
  return isSystem && left.code !== undefined && left.code === right.code;
}
