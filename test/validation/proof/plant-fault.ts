/** Plants one fault of a kind at a place of a sound resource: an edit, and where it is to be told. */
import type { Edit } from './fault-edit.ts';
import type { Child, Element, Site } from './fault-sites.ts';

export interface Planted {
  readonly edit: Edit;
  /** FHIRPath of the element at fault, or of what holds it. */
  readonly told: readonly string[];
}

type Pick = <Item>(items: readonly Item[]) => Item | undefined;
type Plant = (site: Site, pick: Pick) => Planted | undefined;

const isOnce = ({ max }: Element): boolean => max === '1';
const isSystem = (type: string): boolean => type.startsWith('http://hl7.org/fhirpath/');
const isPlain = ({ type }: Child): boolean => !['Resource', 'Narrative', 'xhtml'].includes(type) && !isSystem(type);
const dates: ReadonlySet<string> = new Set(['date', 'dateTime', 'instant']);

/** Changes a property that the object has and that the kind wants; of a list its first item, where that is wanted. */
function change(isWanted: (child: Child) => boolean, make: (child: Child) => Edit | undefined): Plant {
  return ({ children, expression }, pick) => {
    const child = pick(children.filter(isWanted));
    const edit = child && make(child);
    if (child === undefined || edit === undefined) return undefined;
    const inner = edit.path.slice(child.path.length);
    // All elements on the way from the property to what was changed.
    const told = inner.map(
      (_step, at) =>
        child.expression +
        inner
          .slice(0, at + 1)
          .map(shownStep)
          .join(''),
    );
    return { edit, told: [expression, child.expression, ...told] };
  };
}

function shownStep(step: string | number): string {
  return typeof step === 'number' ? `[${step}]` : `.${step}`;
}

/** The path of the property, or of the first item of its list. */
const itemPath = ({ path, value }: Child): Child['path'] => (Array.isArray(value) ? [...path, 0] : path);
const firstOf = ({ value }: Child): unknown => (Array.isArray(value) ? (value as unknown[])[0] : value);

/** Values that break an invariant of their type, and nothing else. */
const broken: Readonly<Record<string, unknown>> = {
  Period: { start: '2020-02-02', end: '2019-01-01' },
  Quantity: { value: 1, code: 'kg' },
  Attachment: { data: 'YQ==' },
  ContactPoint: { value: 'x' },
  Range: { low: { value: 2, unit: 'd' }, high: { value: 1, unit: 'd' } },
  Ratio: { numerator: { value: 1 } },
};
const bothWays = { url: 'http://example.org/x', extension: [{ url: 'y', valueString: 'b' }], valueString: 'a' };
const blank = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"> </div>' };
const lonely = { resourceType: 'Basic', id: 'nobody-refers-here', code: { text: 'x' } };

const hasExtensions = ({ type }: Site): boolean => !['Bundle', 'Binary', 'Parameters', 'Extension'].includes(type);
const isRoot = ({ setting, tree }: Site): boolean =>
  (setting === 'root' || setting === 'bundled') && typeof tree['resourceType'] === 'string';

const breakValue = change(
  child => broken[child.type] !== undefined && typeof firstOf(child) === 'object',
  child => ({ kind: 'set', path: itemPath(child), value: broken[child.type] }),
);

function breakInvariant(site: Site, pick: Pick): Planted | undefined {
  const { path, expression, tree, children } = site;
  const add =
    (name: string, value: unknown): Plant =>
    () => ({
      edit: { kind: 'add', path, name, value },
      told: [expression, `${expression}.${name}`, ...(name === 'text' ? [`${expression}.text.div`] : [])],
    });
  const ways: Plant[] = [];
  if (children.some(child => broken[child.type] !== undefined)) ways.push(breakValue, breakValue);
  if (hasExtensions(site)) ways.push(add('extension', bothWays));
  if (isRoot(site) && hasExtensions(site)) {
    if (tree['text'] === undefined) ways.push(add('text', blank));
    if (tree['contained'] === undefined) ways.push(add('contained', lonely));
  }
  return pick(ways)?.(site, pick);
}

/** A code, or the code of a Coding or CodeableConcept, that a required binding does not hold. */
function spoilCode(child: Child): Edit | undefined {
  const value = firstOf(child) as { readonly coding?: readonly unknown[]; readonly code?: unknown };
  const steps = child.type === 'CodeableConcept' ? ['coding', 0, 'code'] : child.type === 'Coding' ? ['code'] : [];
  if (child.type === 'CodeableConcept' && value.coding?.length !== 1) return undefined;
  if (child.type === 'Coding' && value.code === undefined) return undefined;
  return { kind: 'set', path: [...itemPath(child), ...steps], value: 'no_such_code' };
}

export const plants: Readonly<Record<string, Plant>> = {
  'missing required element': change(
    child => (child.element.min ?? 0) > 0 && !isSystem(child.type) && child.type !== 'xhtml',
    ({ path }) => ({ kind: 'remove', path }),
  ),
  'wrong type': change(isPlain, child => ({ kind: 'retype', path: itemPath(child) })),
  'bad code in a required binding': change(
    ({ element, type }) => element.binding?.strength === 'required' && /^(?:code|Coding|CodeableConcept)$/.test(type),
    spoilCode,
  ),
  'extra element': ({ path, expression }, pick) => {
    const name = pick(['colour', 'Name', 'valueNothing', 'resource_type', 'statuss']) ?? 'colour';
    return { edit: { kind: 'add', path, name, value: 'x' }, told: [expression, `${expression}.${name}`] };
  },
  'broken invariant': breakInvariant,
  'bad date': change(
    child => dates.has(child.type) && typeof firstOf(child) === 'string',
    child => {
      const old = String(firstOf(child));
      const value = [`${old}x`, '2023-02-30', '2023-13-01', '23-1-1'][old.length % 4];
      return { kind: 'set', path: itemPath(child), value };
    },
  ),
  'second of a 0..1': change(
    child => isOnce(child.element) && isPlain(child),
    ({ path }) => ({ kind: 'double', path }),
  ),
  'unknown extension': site => {
    if (!hasExtensions(site)) return undefined;
    const { path, expression } = site;
    const value = { url: 'http://no-such-publisher.test/x', valueString: 'x' };
    return { edit: { kind: 'add', path, name: 'extension', value }, told: [expression, `${expression}.extension`] };
  },
  'dangling contained reference': change(
    child => child.type === 'Reference' && (firstOf(child) as { reference?: unknown } | null)?.reference !== undefined,
    child => ({ kind: 'set', path: [...itemPath(child), 'reference'], value: '#nowhere' }),
  ),
};
