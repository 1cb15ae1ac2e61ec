/**
 * What differs between R4 and R5 in one element, as data. `convert-element.ts` applies a shape in both directions;
 * a table names only what differs, everything else passes (https://hl7.org/fhir/versions.html#extensions).
 */
import type { FhirVersion } from '../fhir-version.ts';

/** A JSON object of a resource on its way between versions. */
export type Tree = Record<string, unknown>;

/**
 * How an element that one version lacks is spelled in an extension: the type suffix of `value[x]` (`Markdown`), the
 * suffixes that a choice allows, or the children of a backbone element. A name ending in `*` repeats.
 */
export type Form = string | readonly string[] | FormTable;
export interface FormTable {
  readonly [name: string]: Form;
}

export interface CodeRule {
  /** R4 code → R5 code, where they mean the same. */
  readonly same?: Readonly<Record<string, string>>;
  /** Codes without a counterpart: they leave the element and travel in an extension on it. */
  readonly onlyR4?: readonly string[];
  readonly onlyR5?: readonly string[];
}

/** An element that repeats in one version only; what does not fit travels in extensions. */
export interface ListRule {
  readonly manyIn: FhirVersion;
  readonly form: string;
}

/** A change that a table can't say. It gets a copy of the element, children converted already, and changes it. */
export type Rewrite = (element: Tree) => void;

export interface ShapeTable {
  /** Path of the element in its own definition, as the cross-version extensions spell it. */
  readonly path: string;
  readonly onlyR4?: FormTable;
  readonly onlyR5?: FormTable;
  /** R4 name → R5 name. */
  readonly renames?: Readonly<Record<string, string>>;
  readonly lists?: Readonly<Record<string, ListRule>>;
  readonly codes?: Readonly<Record<string, CodeRule>>;
  /** Element → key of the shape of its values. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Names of choices (`value` for `value[x]`) whose values have the shape of their type. */
  readonly choiceParts?: readonly string[];
  /** Says quickly that the rewrites have nothing to do with an element; they run without it. */
  readonly isRewritten?: (element: Tree) => boolean;
  readonly readR4?: Rewrite;
  readonly writeR4?: Rewrite;
}

/** Key of a shape → shape. Datatypes are keyed by their name, elements by their path. */
export type Shapes = Readonly<Record<string, ShapeTable>>;

/** One way of conversion: from one version's form to the other's. */
export interface Direction {
  readonly from: FhirVersion;
  readonly to: FhirVersion;
}

export const readFromR4: Direction = { from: 'R4', to: 'R5' };
export const writeToR4: Direction = { from: 'R5', to: 'R4' };

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of an element that may repeat, be single or be absent. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The objects among the values of an element. */
export function treesOf(value: unknown): readonly Tree[] {
  return listOf(value).filter(isTree);
}

/** Moves an element, and what its `_` sibling says of it, to another name. */
export function renameElement(element: Tree, from: string, to: string): void {
  for (const prefix of ['', '_']) {
    if (!(prefix + from in element)) continue;
    element[prefix + to] = element[prefix + from];
    Reflect.deleteProperty(element, prefix + from);
  }
}

/** Removes an element together with its `_` sibling. */
export function removeElement(element: Tree, name: string): void {
  Reflect.deleteProperty(element, name);
  Reflect.deleteProperty(element, `_${name}`);
}
