/** The little that the schema generator reads of an ElementDefinition (https://hl7.org/fhir/elementdefinition.html). */
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
