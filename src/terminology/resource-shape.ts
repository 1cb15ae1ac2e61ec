/**
 * The shape that the engine relies on in resources that come with a request (`tx-resource`, `valueSet`, `codeSystem`,
 * `conceptMap`). They are not validated as a whole, because terminology servers are asked about drafts too; but what is
 * read here must be of its kind, or the request is refused with the place of the fault.
 */
import { structure } from '../fhir/fhir-error.ts';
import type { AnyResource } from '../fhir/model.ts';

type Primitive = 'string' | 'boolean' | 'number';

/** A kind of value: a primitive, a list of a kind, or an object whose elements have kinds. */
type Kind = Primitive | { readonly listOf: Kind } | ElementKinds;

interface ElementKinds {
  readonly required: readonly string[];
  readonly elements: Readonly<Record<string, Kind>>;
}

function object(elements: Readonly<Record<string, Kind>>, ...required: readonly string[]): ElementKinds {
  return { elements, required };
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
  const all: Record<string, Kind> = { ...elements };
  const kind = object(all, ...required);
  all[name] = list(kind);
  return kind;
}

/** Throws (400) with the place where the resource is not of the shape that its type has; other types pass. */
export function assertShape(resource: AnyResource): void {
  const shape = shapes.get(resource.resourceType);
  if (shape === undefined) return;
  assertKind(resource, shape, resource.resourceType);
  for (const contained of (resource['contained'] ?? []) as readonly AnyResource[]) assertShape(contained);
}

/** Most characters of a text (https://hl7.org/fhir/datatypes.html#string). */
const maxTextLength = 1024 * 1024;

function assertKind(value: unknown, kind: Kind, path: string): void {
  if (typeof kind === 'string') {
    if (typeof value !== kind) throw misshapen(path, `a ${kind}`);
    if (typeof value === 'string' && value.length > maxTextLength) throw misshapen(path, 'shorter');
  } else if ('listOf' in kind) {
    if (!Array.isArray(value)) throw misshapen(path, 'a list');
    value.forEach((item, at) => assertKind(item, kind.listOf, `${path}[${at}]`));
  } else {
    assertElements(value, kind, path);
  }
}

function assertElements(value: unknown, { elements, required }: ElementKinds, path: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw misshapen(path, 'an object');
  for (const name of required) if (!Object.hasOwn(value, name)) throw misshapen(`${path}.${name}`, 'there');
  for (const [name, item] of Object.entries(value)) {
    const kind = Object.hasOwn(elements, name) ? elements[name] : undefined;
    if (kind !== undefined && item !== undefined) assertKind(item, kind, `${path}.${name}`);
  }
}

function misshapen(path: string, expected: string): Error {
  return structure(`${path} must be ${expected}`, { expression: path });
}
