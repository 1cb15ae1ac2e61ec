/** The little that the generators of schemas and of XML's shapes read of an ElementDefinition (https://hl7.org/fhir/elementdefinition.html). */
import type { AnyResource } from '../fhir/model.ts';

export interface ElementType {
  readonly code: string;
  readonly extension?: readonly { readonly url: string; readonly valueUrl?: string; readonly valueString?: string }[];
}

export interface ElementDefinition {
  readonly path: string;
  readonly sliceName?: string;
  readonly min: number;
  readonly max: string;
  readonly maxLength?: number;
  readonly type?: readonly ElementType[];
  readonly contentReference?: string;
  /** `xmlAttr` where XML has it as an attribute. */
  readonly representation?: readonly string[];
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
}

const systemTypes = 'http://hl7.org/fhirpath/System.';
const fhirTypeUrl = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

/** The elements of a StructureDefinition's snapshot, without slices; empty where it has none. */
export function snapshotOf(definition: AnyResource): readonly ElementDefinition[] {
  const snapshot = definition['snapshot'] as { element?: readonly ElementDefinition[] } | undefined;
  return (snapshot?.element ?? []).filter(element => element.sliceName === undefined);
}

/** The FHIR type of an element's type; ids and urls are typed by FHIRPath's types and say theirs in an extension. */
export function fhirTypeOf({ code, extension }: ElementType): string {
  if (!code.startsWith(systemTypes)) return code;
  return extension?.find(one => one.url === fhirTypeUrl)?.valueUrl ?? 'string';
}

/** Whether the type is one of FHIRPath's: such an element can't have extensions, hence no `_` sibling. */
export function isSystemType({ code }: ElementType): boolean {
  return code.startsWith(systemTypes);
}

/** Elements by the path of the one that they stand in, in their order; prohibited ones are left out. */
export function childrenByPath(definition: AnyResource): ReadonlyMap<string, readonly ElementDefinition[]> {
  const children = new Map<string, ElementDefinition[]>();
  for (const element of snapshotOf(definition)) {
    const parent = element.path.slice(0, Math.max(0, element.path.lastIndexOf('.')));
    if (parent === '' || element.max === '0') continue;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [element]);
    else siblings.push(element);
  }
  return children;
}

/** One name of an element in JSON and XML: a choice has several. */
export interface Variant {
  readonly name: string;
  readonly type: ElementType;
}

/** Last part of the path: `value[x]`. */
export function nameOf({ path }: ElementDefinition): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The names that the element goes by, with the type of each. */
export function variantsOf(element: ElementDefinition): readonly Variant[] {
  const name = nameOf(element);
  if (!name.endsWith('[x]')) return [{ name, type: element.type?.[0] ?? { code: '' } }];
  const stem = name.slice(0, -'[x]'.length);
  return (element.type ?? []).map(type => ({
    name: stem + type.code.charAt(0).toUpperCase() + type.code.slice(1),
    type,
  }));
}

/** What an element that is an object is made of: a datatype or the path of a backbone element; undefined for a primitive. */
export function complexTypeOf(
  { path, contentReference }: ElementDefinition,
  type: ElementType,
  children: ReadonlyMap<string, unknown>,
): string | undefined {
  if (contentReference !== undefined) return contentReference.slice(contentReference.indexOf('#') + 1);
  if (children.has(path)) return path;
  return /^[A-Z]/.test(type.code) ? type.code : undefined;
}
