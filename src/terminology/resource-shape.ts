/**
 * The shape that the engine relies on in resources that come with a request (`tx-resource`, `valueSet`, `codeSystem`,
 * `conceptMap`). They are not validated as a whole, because terminology servers are asked about drafts too; but what is
 * read here must be of its kind, or the request is refused with the place of the fault.
 */
import { structure } from '../fhir/fhir-error.ts';
import type { AnyResource } from '../fhir/model.ts';
import { allSteps } from './run-steps.ts';

type Primitive = 'string' | 'boolean' | 'number';

/** A kind of value: a primitive, a list of a kind, or an object whose elements have kinds. */
type Kind = Primitive | { readonly listOf: Kind } | ElementKinds;

interface ElementKinds {
  readonly required: readonly string[];
  readonly elements: ReadonlyMap<string, Kind>;
}

function object(elements: Readonly<Record<string, Kind>>, ...required: readonly string[]): ElementKinds {
  return { elements: new Map(Object.entries(elements)), required };
}

function strings(...names: readonly string[]): Record<string, Kind> {
  return Object.fromEntries(names.map(name => [name, 'string']));
}

const list = (kind: Kind): Kind => ({ listOf: kind });

const coding = object(strings('system', 'version', 'code', 'display'));

const extension = selfContaining(
  'extension',
  {
    ...strings('url', 'valueCode', 'valueCanonical', 'valueUri', 'valueUrl', 'valueString', 'valueId'),
    valueBoolean: 'boolean',
  },
  'url',
);

const designation = object({ ...strings('language', 'value'), use: coding, extension: list(extension) }, 'value');

const conceptProperty = object({ ...strings('code'), valueCoding: coding }, 'code');

const concept = selfContaining(
  'concept',
  {
    ...strings('code', 'display', 'definition'),
    designation: list(designation),
    property: list(conceptProperty),
    extension: list(extension),
  },
  'code',
);

const canonical: Record<string, Kind> = {
  ...strings('id', 'url', 'version', 'name', 'title', 'status', 'language', 'versionAlgorithmString'),
  experimental: 'boolean',
  versionAlgorithmCoding: coding,
  extension: list(extension),
  contained: list(object(strings('resourceType', 'id'))),
};

const codeSystem = object({
  ...canonical,
  ...strings('content', 'supplements', 'valueSet', 'hierarchyMeaning'),
  ...{ caseSensitive: 'boolean', compositional: 'boolean', versionNeeded: 'boolean' },
  property: list(object(strings('code', 'uri', 'description', 'type'), 'code')),
  concept: list(concept),
});

const include = object({
  ...strings('system', 'version'),
  concept: list(
    object({ ...strings('code', 'display'), designation: list(designation), extension: list(extension) }, 'code'),
  ),
  filter: list(object(strings('property', 'op', 'value'), 'property', 'op')),
  valueSet: list('string'),
  extension: list(extension),
});

const compose = object(
  {
    inactive: 'boolean',
    include: list(include),
    exclude: list(include),
    property: list('string'),
    extension: list(extension),
  },
  'include',
);

const contains = selfContaining('contains', {
  ...strings('system', 'version', 'code', 'display'),
  ...{ abstract: 'boolean', inactive: 'boolean' },
  designation: list(designation),
  extension: list(extension),
});

const expansion = object({ total: 'number', offset: 'number', contains: list(contains), extension: list(extension) });

const valueSet = object({ ...canonical, compose, expansion });

const attribute = object({ ...strings('attribute', 'property', 'valueCode', 'valueString'), valueCoding: coding });

const target = object({
  ...strings('code', 'display', 'relationship', 'comment', 'valueSet'),
  dependsOn: list(attribute),
  product: list(attribute),
  property: list(object(strings('code'))),
  extension: list(extension),
});

const group = object({
  ...strings('source', 'target'),
  element: list(
    object({
      ...strings('code', 'display', 'valueSet', 'comment'),
      noMap: 'boolean',
      target: list(target),
      extension: list(extension),
    }),
  ),
  unmapped: object(strings('mode', 'code', 'display', 'relationship', 'otherMap', 'valueSet')),
  extension: list(extension),
});

const conceptMap = object({
  ...canonical,
  ...strings('sourceScopeUri', 'sourceScopeCanonical', 'targetScopeUri', 'targetScopeCanonical'),
  group: list(group),
  property: list(object(strings('code', 'uri', 'type', 'system'))),
});

const shapes: ReadonlyMap<string, ElementKinds> = new Map([
  ['CodeSystem', codeSystem],
  ['ValueSet', valueSet],
  ['ConceptMap', conceptMap],
]);

/** Elements of one kind that may hold a list of themselves. */
function selfContaining(
  name: string,
  elements: Readonly<Record<string, Kind>>,
  ...required: readonly string[]
): ElementKinds {
  const all = new Map(Object.entries(elements));
  const kind = { elements: all, required };
  all.set(name, list(kind));
  return kind;
}

/** Throws (400) with the place where the resource is not of the shape that its type has; other types pass. */
export function assertShape(resource: AnyResource): void {
  allSteps(assertShapeInSteps(resource));
}

/** The same with pauses between pieces of work of a few milliseconds; gives the number of objects and lists. */
export function* assertShapeInSteps(resource: AnyResource): Generator<undefined, number> {
  const kind = shapes.get(resource.resourceType);
  if (kind === undefined) return 0;
  let count = yield* new ShapeWalk({ value: resource, kind, name: resource.resourceType }).steps();
  for (const contained of (resource['contained'] ?? []) as readonly AnyResource[]) {
    count += yield* assertShapeInSteps(contained);
  }
  return count;
}

/** An object or a list, and where it stands. */
interface Place {
  readonly value: unknown;
  readonly kind: Exclude<Kind, Primitive>;
  readonly name: string | number;
  readonly above?: Place;
}

/** Objects and lists to look at between two pauses. */
const placesPerStep = 5_000;

/** Most characters of a text (https://hl7.org/fhir/datatypes.html#string). */
const maxTextLength = 1024 * 1024;

/** Goes through a tree, in pieces. Of hundreds of thousands of objects it makes no lists, and paths for faults alone. */
class ShapeWalk {
  readonly #pending: Place[];

  constructor(root: Place) {
    this.#pending = [root];
  }

  /** Gives the number of objects and lists. */
  *steps(): Generator<undefined, number> {
    let count = 0;
    for (let place = this.#pending.pop(); place !== undefined; place = this.#pending.pop()) {
      if (++count % placesPerStep === 0) yield undefined;
      if (isListKind(place.kind)) this.#lookAtItems(place, place.kind.listOf);
      else this.#lookAtElements(place, place.kind);
    }
    return count;
  }

  #lookAtItems(place: Place, kind: Kind): void {
    const { value } = place;
    if (!Array.isArray(value)) throw misshapen(pathOf(place), 'a list');
    // What is added last is looked at first.
    for (let at = value.length - 1; at >= 0; at--) this.#lookAt(value[at], kind, place, at);
  }

  #lookAtElements(place: Place, { elements, required }: ElementKinds): void {
    const { value } = place;
    if (!isObject(value)) throw misshapen(pathOf(place), 'an object');
    for (const name of required) if (!Object.hasOwn(value, name)) throw misshapen(pathOf(place, name), 'there');
    for (const name in value) {
      const kind = elements.get(name);
      const item = value[name];
      if (kind !== undefined && item !== undefined) this.#lookAt(item, kind, place, name);
    }
  }

  #lookAt(value: unknown, kind: Kind, above: Place, name: string | number): void {
    if (typeof kind !== 'string') this.#pending.push({ value, kind, name, above });
    else if (typeof value !== kind) throw misshapen(pathOf(above, name), `a ${kind}`);
    else if (typeof value === 'string' && value.length > maxTextLength) throw misshapen(pathOf(above, name), 'shorter');
  }
}

function isListKind(kind: Place['kind']): kind is { readonly listOf: Kind } {
  return 'listOf' in kind;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** FHIRPath of the place, or of a part of it. */
function pathOf({ name, above }: Place, part?: string | number): string {
  const path = above === undefined ? String(name) : pathOf(above, name);
  if (part === undefined) return path;
  return typeof part === 'number' ? `${path}[${part}]` : `${path}.${part}`;
}

function misshapen(path: string, expected: string): Error {
  return structure(`${path} must be ${expected}`, { expression: path });
}
