/** Plants one fault into a sound resource, by a seed and by HL7's definition of its type. */
export type Tree = Record<string, unknown>;

export interface Planted {
  readonly kind: string;
  /** Property of the root, or in it, that is at fault. */
  readonly place: string;
  readonly text: string;
}

interface Element {
  readonly path: string;
  readonly min?: number;
  readonly max?: string;
  readonly type?: readonly { readonly code: string }[];
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
}

/** The property of the root that is changed; undefined where the resource has no place for such a fault. */
type Plant = (resource: Tree, elements: readonly Element[], pick: Pick) => string | undefined;
type Pick = <Item>(items: readonly Item[]) => Item | undefined;

const nameOf = ({ path }: Element): string => path.slice(path.lastIndexOf('.') + 1);
const typeOf = ({ type }: Element): string => type?.[0]?.code ?? '';
const isOnce = ({ max }: Element): boolean => max === '1';

/** Changes an element that the resource has and that the test wants. */
function change(isWanted: (element: Element) => boolean, make: (old: unknown, element: Element) => unknown): Plant {
  return (resource, elements, pick) => {
    const element = pick(elements.filter(one => resource[nameOf(one)] !== undefined && isWanted(one)));
    if (element === undefined) return undefined;
    const name = nameOf(element);
    resource[name] = make(resource[name], element);
    return name;
  };
}

const dates: ReadonlySet<string> = new Set(['date', 'dateTime', 'instant']);

/** Invariants of types that every resource can break; each leaves all but the rule in order. */
const broken: readonly (readonly [string, unknown])[] = [
  ['text', { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"> </div>' }],
  ['extension', [{ url: 'http://example.org/x', valueString: 'a', extension: [{ url: 'y', valueString: 'b' }] }]],
  ['contained', [{ resourceType: 'Basic', id: 'nobody-refers-here', code: { text: 'x' } }]],
  ['extension', [{ url: 'http://example.org/x', valuePeriod: { start: '2020-02-02', end: '2019-01-01' } }]],
];

export const plants: Readonly<Record<string, Plant>> = {
  'missing required element': change(
    ({ min, path }) => (min ?? 0) > 0 && !path.endsWith('[x]'),
    () => undefined,
  ),
  'wrong type': change(
    element => !['Resource', 'Narrative'].includes(typeOf(element)),
    old => (typeof old === 'string' ? { text: old } : typeof old === 'object' ? 'text' : { value: old }),
  ),
  'bad code in a required binding': change(
    element => element.binding?.strength === 'required' && typeOf(element) === 'code',
    (_old, element) => (isOnce(element) ? 'no_such_code' : ['no_such_code']),
  ),
  'extra element': (resource, _elements, pick) => {
    const name = pick(['colour', 'Name', 'valueNothing', 'resource_type', 'statuss']) ?? 'colour';
    resource[name] = 'x';
    return name;
  },
  'broken invariant': (resource, _elements, pick) => {
    const [name, value] = pick(broken.filter(([key]) => key === 'text' || resource[key] === undefined)) ?? [];
    if (name !== undefined) resource[name] = value;
    return name;
  },
  'bad date': change(
    element => dates.has(typeOf(element)) && isOnce(element),
    old => [`${String(old)}x`, '2023-02-30', '2023-13-01', '23-1-1'][String(old).length % 4],
  ),
  'second of a 0..1': change(
    element => isOnce(element) && !['Resource', 'Narrative'].includes(typeOf(element)),
    old => [old, old],
  ),
  'unknown extension': resource => {
    const own = Array.isArray(resource['extension']) ? (resource['extension'] as unknown[]) : [];
    resource['extension'] = [...own, { url: 'http://no-such-publisher.test/x', valueString: 'x' }];
    return 'extension';
  },
  'dangling contained reference': change(
    element => typeOf(element) === 'Reference',
    old =>
      Array.isArray(old) ? [{ reference: '#nowhere' }, ...(old as unknown[]).slice(1)] : { reference: '#nowhere' },
  ),
};

/** The resource with one fault of the kind; undefined where it has no place for it. */
export function plantFault(json: string, kind: string, snapshot: readonly Element[], pick: Pick): Planted | undefined {
  const resource = JSON.parse(json) as Tree;
  const depth = 2;
  const elements = snapshot.filter(({ path }) => path.split('.').length === depth && !path.endsWith('[x]'));
  const place = plants[kind]?.(resource, elements, pick);
  return place === undefined ? undefined : { kind, place, text: JSON.stringify(resource) };
}
