/**
 * `dependsOn` and `product` of a ConceptMap: R4 names a property by uri and writes its value as text with a system; R5
 * names an attribute that the map declares in `additionalAttribute` and types its value
 * (https://hl7.org/fhir/R5/conceptmap-definitions.html#ConceptMap.additionalAttribute).
 */
import { formatCanonical, parseCanonical } from '../../canonical.ts';
import { addExtensions, dropExtensions } from '../extensions.ts';
import { encodeValue, extensionUrl, decodeValue, putValues, takeValues } from '../cross-version-extension.ts';
import { isTree, removeElement, renameElement, treesOf } from '../shape.ts';
import type { Tree } from '../shape.ts';

const path = 'ConceptMap.group.element.target.dependsOn';
const valueForm = ['Code', 'Coding', 'String', 'Boolean', 'Quantity'] as const;
const attributesForm = { code: 'Code', uri: 'Uri', description: 'String', type: 'Code' } as const;
const attributesUrl = extensionUrl('R5', 'ConceptMap', 'additionalAttribute');
const valueUrl = extensionUrl('R5', path, 'value');
const displayUrl = extensionUrl('R4', path, 'display');

/** A declared attribute: R5's `additionalAttribute`. */
interface Attribute {
  readonly code: string;
  readonly uri: string;
}

/** R4 → R5: declares an attribute for each property that a target depends on or produces. */
export function readAttributes(map: Tree): void {
  const declared = treesOf(map['extension'])
    .filter(extension => extension['url'] === attributesUrl)
    .map(extension => decodeValue(extension, attributesForm, 'R5')?.value)
    .filter(isTree);
  const missing = deriveAttributes(map, declared);
  const codes = new Map([...declared, ...missing].map(attribute => [propertyOf(attribute), attribute['code']]));
  rewriteDependencies(map, dependency => readDependency(dependency, codes));
  if (missing.length === 0) return;
  // Those that came as extensions are put back here, in front, so that both stand in one list.
  dropExtensions(
    map,
    treesOf(map['extension']).filter(extension => extension['url'] === attributesUrl),
  );
  map['additionalAttribute'] = [...declared, ...missing];
}

/** R5 → R4: what `readAttributes` would declare again by itself need not travel. */
export function writeAttributes(map: Tree): void {
  const declared = treesOf(map['additionalAttribute']);
  const uris = new Map(declared.map(attribute => [attribute['code'], propertyOf(attribute)]));
  rewriteDependencies(map, dependency => writeDependency(dependency, uris));
  const derived = deriveAttributes(map, []);
  if (declared.length > 0 && JSON.stringify(derived) === JSON.stringify(declared))
    removeElement(map, 'additionalAttribute');
}

function deriveAttributes(map: Tree, declared: readonly Tree[]): readonly (Attribute & Tree)[] {
  const known = new Set(declared.map(propertyOf));
  const codes = new Set(declared.map(attribute => attribute['code']));
  const result = new Map<string, Attribute & Tree>();
  for (const dependency of dependenciesOf(map)) {
    const uri = dependency['property'];
    if (typeof uri !== 'string' || known.has(uri) || result.has(uri)) continue;
    const code = uniqueCode(uri, codes);
    codes.add(code);
    result.set(uri, { code, uri, type: isCoded(dependency) ? 'Coding' : 'string' });
  }
  return [...result.values()];
}

/** R4's name of an attribute: its uri, which R5 does not require. */
function propertyOf(attribute: Tree): unknown {
  return attribute['uri'] ?? attribute['code'];
}

/** The last part of the uri, with a number where it is taken. */
function uniqueCode(uri: string, taken: ReadonlySet<unknown>): string {
  const name = uri.split(/[/#:]/).findLast(part => part !== '') ?? uri;
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(code)) return code;
  }
}

function dependenciesOf(map: Tree): readonly Tree[] {
  return treesOf(map['group'])
    .flatMap(group => treesOf(group['element']))
    .flatMap(element => treesOf(element['target']))
    .flatMap(target => [...treesOf(target['dependsOn']), ...treesOf(target['product'])]);
}

/** Copies the way down to each dependency, because the tree above it may be shared with the source. */
function rewriteDependencies(map: Tree, rewrite: (dependency: Tree) => void): void {
  if (dependenciesOf(map).length === 0) return;
  const each = (name: string, change: (tree: Tree) => void) => (tree: Tree) => {
    if (!Array.isArray(tree[name])) return;
    tree[name] = (tree[name] as unknown[]).map(one => {
      if (!isTree(one)) return one;
      const copy = { ...one };
      change(copy);
      return copy;
    });
  };
  const dependencies = (target: Tree) => ['dependsOn', 'product'].forEach(name => each(name, rewrite)(target));
  each('group', each('element', each('target', dependencies)))(map);
}

function isCoded(dependency: Tree): boolean {
  return dependency['system'] !== undefined;
}

function readDependency(dependency: Tree, codes: ReadonlyMap<unknown, unknown>): void {
  const property = dependency['property'];
  if (codes.has(property)) dependency['property'] = codes.get(property);
  renameElement(dependency, 'property', 'attribute');
  const typed = treesOf(dependency['extension']).find(extension => extension['url'] === valueUrl);
  const content = typed && decodeValue(typed, valueForm, 'R5');
  if (typed !== undefined && content !== undefined) {
    dropExtensions(dependency, [typed]);
    for (const name of ['system', 'value', 'display']) removeElement(dependency, name);
    putValues(dependency, 'value', [content]);
  } else if (isCoded(dependency)) {
    readCoding(dependency);
  } else {
    renameElement(dependency, 'value', 'valueString');
    sendDisplay(dependency);
  }
}

/** A display without a system has no place beside R5's text. */
function sendDisplay(dependency: Tree): void {
  const contents = takeValues(dependency, 'display', 'String');
  addExtensions(
    dependency,
    contents.map(content => encodeValue(displayUrl, 'String', content, 'R4')),
  );
  removeElement(dependency, 'display');
}

function readCoding(dependency: Tree): void {
  const coding: Tree = { system: dependency['system'], code: dependency['value'], display: dependency['display'] };
  for (const [r4, r5] of Object.entries({ system: 'system', value: 'code', display: 'display' })) {
    coding[`_${r5}`] = dependency[`_${r4}`];
    removeElement(dependency, r4);
  }
  if (typeof coding['system'] === 'string') {
    const { url, version } = parseCanonical(coding['system']);
    Object.assign(coding, { system: url, version });
  }
  dependency['valueCoding'] = Object.fromEntries(Object.entries(coding).filter(([, value]) => value !== undefined));
}

function writeDependency(dependency: Tree, uris: ReadonlyMap<unknown, unknown>): void {
  dependency['attribute'] = uris.get(dependency['attribute']) ?? dependency['attribute'];
  renameElement(dependency, 'attribute', 'property');
  const [content] = takeValues(dependency, 'value', valueForm);
  if (content?.type === undefined) return;
  removeElement(dependency, `value${content.type}`);
  if (content.type === 'String') writeText(dependency, content);
  else if (content.type === 'Coding' && isPlainCoding(content.value)) writeCoding(dependency, content.value);
  else {
    addExtensions(dependency, [encodeValue(valueUrl, valueForm, content, 'R5')]);
    dependency['value'] = textOf(content.value);
  }
}

function writeText(dependency: Tree, content: { value: unknown; sibling?: unknown }): void {
  putValues(dependency, 'value', [{ value: content.value, sibling: content.sibling }]);
  const kept = treesOf(dependency['extension']).find(extension => extension['url'] === displayUrl);
  const display = kept && decodeValue(kept, 'String', 'R4');
  if (kept === undefined || display === undefined) return;
  dropExtensions(dependency, [kept]);
  putValues(dependency, 'display', [display]);
}

/** Whether R4's system, value and display can say all of it. */
function isPlainCoding(coding: unknown): coding is Tree {
  if (!isTree(coding) || typeof coding['system'] !== 'string' || typeof coding['code'] !== 'string') return false;
  return Object.keys(coding).every(key => ['system', 'version', 'code', 'display'].includes(key.replace('_', '')));
}

function writeCoding(dependency: Tree, coding: Tree): void {
  const version = typeof coding['version'] === 'string' ? coding['version'] : undefined;
  const pairs = { system: 'system', code: 'value', display: 'display' };
  for (const [r5, r4] of Object.entries(pairs)) {
    putValues(dependency, r4, [{ value: coding[r5], sibling: coding[`_${r5}`] }]);
  }
  dependency['system'] = formatCanonical(String(coding['system']), version);
}

/** R4 requires a text; what a reader without the extension can make most of. */
function textOf(value: unknown): string {
  if (!isTree(value)) return String(value);
  const { code, display, value: amount, unit } = value;
  return amount === undefined
    ? String(code ?? display ?? '')
    : [amount, unit ?? code].filter(part => part !== undefined).join(' ');
}
