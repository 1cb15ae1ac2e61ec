/** Codes of required bindings that the versions spell differently, or that only one of them has. */
import { extensionUrl } from './cross-version-extension.ts';
import { isTree, treesOf } from './shape.ts';
import type { CodeRule, Direction, ShapeTable, Tree } from './shape.ts';

interface CodeWay {
  readonly mapped: ReadonlyMap<string, string>;
  readonly foreign: readonly string[];
  /** Url of the extension that carries a code that the target lacks, and of that which brings one back. */
  readonly sentUrl: string;
  readonly restoredUrl: string;
}

/** Converts the codes of one element in place. */
export function convertCodes(element: Tree, shape: ShapeTable, direction: Direction): void {
  for (const [name, rule] of Object.entries(shape.codes ?? {})) {
    if (!(name in element) && !(`_${name}` in element)) continue;
    const way = wayOf(rule, name, shape.path, direction);
    if (Array.isArray(element[name] ?? element[`_${name}`])) convertList(element, name, way);
    else put(element, name, convertCode(element[name], element[`_${name}`], way));
  }
}

function wayOf(rule: CodeRule, name: string, path: string, { from, to }: Direction): CodeWay {
  const pairs = Object.entries(rule.same ?? {});
  return {
    mapped: new Map(from === 'R4' ? pairs : pairs.map(([r4, r5]) => [r5, r4])),
    foreign: (from === 'R4' ? rule.onlyR4 : rule.onlyR5) ?? [],
    sentUrl: extensionUrl(from, path, name),
    restoredUrl: extensionUrl(to, path, name),
  };
}

function convertList(element: Tree, name: string, way: CodeWay): void {
  const values = (element[name] ?? []) as readonly unknown[];
  const siblings = (element[`_${name}`] ?? []) as readonly unknown[];
  const count = Math.max(values.length, siblings.length);
  const pairs = Array.from({ length: count }, (_, at) => convertCode(values[at], siblings[at], way));
  const codes = pairs.map(([code]) => code ?? null);
  const besides = pairs.map(([, sibling]) => sibling ?? null);
  put(element, name, [orNothing(codes), orNothing(besides)]);
}

const orNothing = (list: readonly unknown[]) => (list.some(value => value !== null) ? list : undefined);

function convertCode(code: unknown, sibling: unknown, way: CodeWay): readonly [unknown, unknown] {
  if (typeof code !== 'string') return restoreCode(code, sibling, way);
  if (!way.foreign.includes(code)) return [way.mapped.get(code) ?? code, sibling];
  const beside = isTree(sibling) ? sibling : {};
  return [
    undefined,
    { ...beside, extension: [...treesOf(beside['extension']), { url: way.sentUrl, valueCode: code }] },
  ];
}

function restoreCode(code: unknown, sibling: unknown, way: CodeWay): readonly [unknown, unknown] {
  if (!isTree(sibling)) return [code, sibling];
  const { extension, ...rest } = sibling;
  const found = treesOf(extension).find(one => one['url'] === way.restoredUrl);
  if (found === undefined) return [code, sibling];
  const others = treesOf(extension).filter(one => one !== found);
  const beside = { ...rest, ...(others.length > 0 && { extension: others }) };
  return [found['valueCode'], Object.keys(beside).length > 0 ? beside : undefined];
}

function put(element: Tree, name: string, [code, sibling]: readonly [unknown, unknown]): void {
  set(element, name, code);
  set(element, `_${name}`, sibling);
}

function set(element: Tree, key: string, value: unknown): void {
  if (value === undefined || value === null) Reflect.deleteProperty(element, key);
  else if (element[key] !== value) element[key] = value;
}
