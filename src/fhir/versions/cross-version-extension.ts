/**
 * Elements of one version inside HL7's cross-version extensions in the other
 * (https://hl7.org/fhir/versions.html#extensions): how a value becomes an extension's body and comes back.
 */
import { fhirVersionNames } from '../fhir-version.ts';
import type { FhirVersion } from '../fhir-version.ts';
import { isTree, listOf, treesOf } from './shape.ts';
import type { Form, FormTable, Tree } from './shape.ts';

/** A value with its `_` sibling, and the suffix of its type where the element is a choice. */
export interface ElementValue {
  readonly value: unknown;
  readonly sibling?: unknown;
  readonly type?: string;
}

/** Types that a `value[x]` of the other version can't hold, by their children; a string is the type that holds them. */
const foreignTypes: Readonly<Record<FhirVersion, Readonly<Record<string, Form>>>> = {
  R4: {
    Contributor: { type: 'Code', name: 'String', 'contact*': 'ContactDetail' },
  },
  R5: {
    Integer64: 'String',
    CodeableReference: { concept: 'CodeableConcept', reference: 'Reference' },
    RatioRange: { lowNumerator: 'Quantity', highNumerator: 'Quantity', denominator: 'Quantity' },
    Availability: {
      'availableTime*': {
        'daysOfWeek*': 'Code',
        allDay: 'Boolean',
        availableStartTime: 'Time',
        availableEndTime: 'Time',
      },
      'notAvailableTime*': { description: 'String', during: 'Period' },
    },
    ExtendedContactDetail: {
      purpose: 'CodeableConcept',
      'name*': 'HumanName',
      'telecom*': 'ContactPoint',
      address: 'Address',
      organization: 'Reference',
      period: 'Period',
    },
  },
};

/** Choice suffixes that only this version knows for an open `value[x]`. */
export function foreignTypeNames(version: FhirVersion): readonly string[] {
  return Object.keys(foreignTypes[version]);
}

/** Url of the extension that carries an element of that version; versionAlgorithm is HL7's one exception to the rule. */
export function extensionUrl(version: FhirVersion, path: string, name: string): string {
  const owner = name === 'versionAlgorithm' ? 'CanonicalResource' : path;
  return `http://hl7.org/fhir/${fhirVersionNames[version].number.slice(0, 3)}/StructureDefinition/extension-${owner}.${name}`;
}

/** The extension that carries one value of an element that only `version` has. */
export function encodeValue(url: string, form: Form, content: ElementValue, version: FhirVersion): Tree {
  const { value, sibling } = content;
  if (content.type !== undefined) return encodeChoice(url, content.type, content, version);
  if (typeof form !== 'string') return encodeChildren(url, form as FormTable, value, version);
  const foreign = foreignTypes[version][form];
  if (foreign !== undefined) return encodeValue(url, foreign, content, version);
  return {
    url,
    ...(value !== undefined && value !== null && { [`value${form}`]: value }),
    ...(sibling !== undefined && sibling !== null && { [`_value${form}`]: sibling }),
  };
}

function encodeChoice(url: string, type: string, { value, sibling }: ElementValue, version: FhirVersion): Tree {
  const foreign = foreignTypes[version][type];
  if (foreign === undefined) return encodeValue(url, type, { value, sibling }, version);
  const datatype = { url: '_datatype', valueString: typeof foreign === 'string' ? type.toLowerCase() : type };
  if (typeof foreign === 'string')
    return { url, extension: [datatype, encodeValue('value', foreign, { value, sibling }, version)] };
  const body = encodeValue(url, foreign, { value }, version);
  return { ...body, extension: [datatype, ...treesOf(body['extension'])] };
}

/** A backbone element: its children as inner extensions; its own id and extensions stay its own. */
function encodeChildren(url: string, table: FormTable, value: unknown, version: FhirVersion): Tree {
  if (!isTree(value)) return { url };
  const inner: Tree[] = [...treesOf(value['extension'])];
  const modifiers = treesOf(value['modifierExtension']);
  if (modifiers.length > 0) inner.push({ url: 'modifierExtension', extension: [...modifiers] });
  for (const [key, form] of Object.entries(table)) inner.push(...encodeElement(value, key, form, version));
  return { ...(value['id'] !== undefined && { id: value['id'] }), url, extension: inner };
}

function encodeElement(owner: Tree, key: string, form: Form, version: FhirVersion): Tree[] {
  const name = key.replace('*', '');
  return takeValues(owner, name, form).map(content => encodeValue(name, form, content, version));
}

/** The values of an element as it stands in its own version; a choice has at most one. */
export function takeValues(owner: Tree, name: string, form: Form): readonly ElementValue[] {
  if (!Array.isArray(form)) return pairUp(owner[name], owner[`_${name}`]);
  for (const type of form as readonly string[]) {
    const [content] = pairUp(owner[name + type], owner[`_${name}${type}`]);
    if (content !== undefined) return [{ ...content, type }];
  }
  return [];
}

function pairUp(value: unknown, sibling: unknown): ElementValue[] {
  const values = listOf(value);
  const siblings = listOf(sibling);
  const count = Math.max(values.length, siblings.length);
  return Array.from({ length: count }, (_, at) => ({ value: values[at], sibling: siblings[at] }));
}

/** What an extension of the form carries; undefined where it has another form. */
export function decodeValue(extension: Tree, form: Form, version: FhirVersion): ElementValue | undefined {
  if (Array.isArray(form)) return decodeChoice(extension, form as readonly string[], version);
  if (typeof form !== 'string') return { value: decodeChildren(extension, form as FormTable, version) };
  const foreign = foreignTypes[version][form];
  if (foreign !== undefined) return decodeValue(extension, foreign, version);
  const value = extension[`value${form}`];
  const sibling = extension[`_value${form}`];
  return value === undefined && sibling === undefined ? undefined : { value, sibling };
}

function decodeChoice(extension: Tree, types: readonly string[], version: FhirVersion): ElementValue | undefined {
  const inner = treesOf(extension['extension']);
  const datatype = inner.find(part => part['url'] === '_datatype')?.['valueString'];
  if (typeof datatype === 'string') return decodeForeign(extension, datatype, version);
  const type = types.find(name => `value${name}` in extension || `_value${name}` in extension);
  if (type === undefined) return undefined;
  return { value: extension[`value${type}`], sibling: extension[`_value${type}`], type };
}

function decodeForeign(extension: Tree, datatype: string, version: FhirVersion): ElementValue | undefined {
  const type = datatype.charAt(0).toUpperCase() + datatype.slice(1);
  const foreign = foreignTypes[version][type];
  if (foreign === undefined) return undefined;
  const inner = treesOf(extension['extension']);
  const held = inner.find(part => part['url'] === 'value');
  const content =
    typeof foreign === 'string'
      ? held && decodeValue(held, foreign, version)
      : decodeValue(extension, foreign, version);
  return content && { ...content, type };
}

function decodeChildren(extension: Tree, table: FormTable, version: FhirVersion): Tree {
  const result: Tree = extension['id'] === undefined ? {} : { id: extension['id'] };
  const inner = treesOf(extension['extension']).filter(part => part['url'] !== '_datatype');
  const used = new Set<Tree>();
  for (const [key, form] of Object.entries(table)) {
    const parts = inner.filter(part => part['url'] === key.replace('*', ''));
    const contents = parts.map(part => decodeValue(part, form, version)).filter(content => content !== undefined);
    putValues(result, key, contents);
    parts.forEach(part => used.add(part));
  }
  const modifiers = inner.find(part => part['url'] === 'modifierExtension');
  if (modifiers !== undefined) result['modifierExtension'] = modifiers['extension'];
  const own = inner.filter(part => !used.has(part) && part !== modifiers);
  if (own.length > 0) result['extension'] = own;
  return result;
}

/** Puts values back under their element; `key` ends in `*` where it repeats. */
export function putValues(owner: Tree, key: string, contents: readonly ElementValue[]): void {
  const [first] = contents;
  if (first === undefined) return;
  const name = key.replace('*', '') + (first.type ?? '');
  if (!key.endsWith('*')) return putPair(owner, name, first.value, first.sibling);
  const values = contents.map(content => content.value ?? null);
  const siblings = contents.map(content => content.sibling ?? null);
  putPair(
    owner,
    name,
    values.some(value => value !== null) ? values : undefined,
    siblings.some(value => value !== null) ? siblings : undefined,
  );
}

function putPair(owner: Tree, name: string, value: unknown, sibling: unknown): void {
  if (value !== undefined && value !== null) owner[name] = value;
  if (sibling !== undefined && sibling !== null) owner[`_${name}`] = sibling;
}
