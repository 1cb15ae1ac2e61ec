/** Usage contexts of additional bindings (https://hl7.org/fhir/elementdefinition-definitions.html#ElementDefinition.binding.additional.usage). */
import type { ValidationNode } from '../validation-node.ts';

interface UsageCoding {
  readonly system?: string;
  readonly code?: string;
}

interface Concept {
  readonly coding?: readonly UsageCoding[];
}

interface Usage {
  readonly code?: UsageCoding;
  readonly valueCodeableConcept?: Concept;
}

/** Whether the usage is one of those asked for, or names an element of the resource that has one of its codes. */
export function isOfUsage(usage: unknown, node: ValidationNode, asked: readonly unknown[]): boolean {
  const { code, valueCodeableConcept } = usage as Usage;
  const wanted = codesOf(valueCodeableConcept);
  const path = code?.code?.split('.') ?? [];
  const isElement = path.length > 1 && path[0] === node.resource.type;
  const isInResource = isElement && conceptsAt(node.resource, path.slice(1)).some(one => shares(one, wanted));
  return isInResource || asked.some(other => isSame(other as Usage, code, wanted));
}

function isSame(other: Usage, code: UsageCoding | undefined, wanted: readonly string[]): boolean {
  return nameOf(other.code) === nameOf(code) && shares(other.valueCodeableConcept, wanted);
}

function shares(concept: Concept | undefined, wanted: readonly string[]): boolean {
  return codesOf(concept).some(code => wanted.includes(code));
}

function conceptsAt(node: ValidationNode, names: readonly string[]): readonly Concept[] {
  const nodes = names.reduce<readonly ValidationNode[]>(
    (found, name) => found.flatMap(one => one.children(name)),
    [node],
  );
  return nodes.map(({ tree }) => tree as Concept);
}

function codesOf(concept: Concept | undefined): readonly string[] {
  return Array.isArray(concept?.coding) ? concept.coding.map(nameOf) : [];
}

function nameOf(coding: UsageCoding | undefined): string {
  return `${coding?.system ?? ''}|${coding?.code ?? ''}`;
}
