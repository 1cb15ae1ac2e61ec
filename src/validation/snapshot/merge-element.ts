/**
 * What an element of a differential makes of the element that it constrains, property by property
 * (https://hl7.org/fhir/elementdefinition.html#interpretation; where that is silent, as HL7's publisher does it).
 */
import type { Binding, Constraint, Element } from './element.ts';
import { without } from './element.ts';

type Values = readonly unknown[];
type Merge = (base: unknown, derived: unknown) => unknown;

/** Properties that are said of the place, not of the element. */
const places = new Set(['id', 'path', 'sliceName', 'base', 'sliceIsConstraining']);

const mergeOf: Readonly<Record<string, Merge>> = {
  short: appendText,
  definition: appendText,
  comment: appendText,
  requirements: appendText,
  label: appendText,
  meaningWhenMissing: appendText,
  orderMeaning: appendText,
  alias: union,
  code: union,
  condition: union,
  example: union,
  mapping: union,
  extension: mergeExtensions,
  binding: (base, derived) => mergeBinding(base as Binding | undefined, derived as Binding),
};

/** The element with what the differential says of it; `source` is the canonical that its new constraints come from. */
export function mergeElement(base: Element, derived: Element, source: string): Element {
  const merged: Record<string, unknown> = withoutRivals(base, derived);
  for (const [name, value] of Object.entries(derived)) {
    if (places.has(name)) continue;
    const merge = Object.hasOwn(mergeOf, name) ? mergeOf[name] : undefined;
    merged[name] = merge === undefined ? value : merge(merged[name], value);
  }
  if (derived.constraint !== undefined)
    merged['constraint'] = mergeConstraints(base.constraint ?? [], derived.constraint, source);
  return merged as Element;
}

const values = ['fixed', 'pattern', 'minValue', 'maxValue', 'defaultValue'];

/** A fixed value takes the place of a pattern and the reverse, and a value of one type that of another. */
function withoutRivals(base: Element, derived: Element): Record<string, unknown> {
  const given = new Set(Object.keys(derived).map(familyOf));
  return Object.fromEntries(
    Object.entries(base).filter(([name]) => {
      const family = familyOf(name);
      return family === undefined || !given.has(family);
    }),
  );
}

/** What only one value of can be there. */
function familyOf(name: string): string | undefined {
  const family = values.find(stem => name.startsWith(stem) && /^[A-Z]/.test(name.slice(stem.length)));
  return family === 'pattern' ? 'fixed' : family;
}

/** A text that begins with `...` goes behind the one that it refines. */
function appendText(base: unknown, derived: unknown): unknown {
  if (typeof derived !== 'string' || !derived.startsWith('...')) return derived;
  const more = derived.slice('...'.length).trimStart();
  return typeof base === 'string' ? `${base}\r\n${more}` : more;
}

function union(base: unknown, derived: unknown): unknown {
  const known = listOf(base);
  const texts = new Set(known.map(value => JSON.stringify(value)));
  return [...known, ...listOf(derived).filter(value => !texts.has(JSON.stringify(value)))];
}

function listOf(value: unknown): Values {
  return Array.isArray(value) ? (value as Values) : [];
}

/** Extensions of the differential replace those of the same url. */
function mergeExtensions(base: unknown, derived: unknown): unknown {
  const urlOf = (extension: unknown) => (extension as { url?: string }).url;
  const urls = new Set(listOf(derived).map(urlOf));
  return [...listOf(base).filter(extension => !urls.has(urlOf(extension))), ...listOf(derived)];
}

/** A binding replaces the one before; what it leaves out stays as it was. */
function mergeBinding(base: Binding | undefined, derived: Binding): Binding {
  if (base === undefined) return derived;
  const extension = mergeExtensions(base.extension?.filter(isInheritedOfBinding), derived.extension) as Values;
  const inherited = without(base, 'extension', 'description');
  return { ...inherited, ...derived, ...(extension.length > 0 && { extension }) } as Binding;
}

/** A name and the largest value set belong to the binding that they were said with. */
const ofOneBinding = new Set(['elementdefinition-bindingName', 'elementdefinition-isCommonBinding']);

function isInheritedOfBinding({ url }: { readonly url: string }): boolean {
  return !ofOneBinding.has(url.slice(url.lastIndexOf('/') + 1));
}

/** Constraints only add up; one with the key of an inherited one says it again in other words. */
function mergeConstraints(
  base: readonly Constraint[],
  derived: readonly Constraint[],
  source: string,
): readonly Constraint[] {
  const keys = new Set(base.map(({ key }) => key));
  const added = derived
    .filter(({ key }) => !keys.has(key))
    .map(constraint => ({ ...constraint, source: constraint.source ?? source }));
  return [...base, ...added];
}
