/**
 * What XML needs to know of a FHIR version and JSON says by itself: which elements a type has, in which order, which
 * repeat, and of what type they are (https://hl7.org/fhir/xml.html). `validation/create-element-shapes.ts` fulfils it.
 */

/**
 * `attribute`: text in an XML attribute (`id`, `Extension.url`). `primitive`: a value with perhaps an id and extensions.
 * `complex`: an object of a datatype or backbone element. `resource`: one resource of any type. `xhtml`: `Narrative.div`.
 */
export type ElementKind = 'attribute' | 'primitive' | 'complex' | 'resource' | 'xhtml';

/** One element as it is named in both formats: a choice has one for each of its types. */
export interface ElementShape {
  readonly name: string;
  readonly kind: ElementKind;
  /** Code of the primitive type, or what `findType` knows a complex one by. */
  readonly type: string;
  /** Whether it may repeat, and is a list in JSON. */
  readonly isList: boolean;
  /** Rank among its siblings; the variants of one choice share it. */
  readonly position: number;
}

export interface TypeShape {
  /** Whether it is a resource type of which there can be instances. */
  readonly isResource: boolean;
  /** By name, in the order of the definition. */
  readonly elements: ReadonlyMap<string, ElementShape>;
}

export interface ElementShapes {
  /** The shape of a resource type or datatype (`ValueSet`, `Coding`) or backbone element (`ValueSet.compose`). */
  findType(name: string): TypeShape | undefined;
}

export const fhirNamespace = 'http://hl7.org/fhir';
export const xhtmlNamespace = 'http://www.w3.org/1999/xhtml';
