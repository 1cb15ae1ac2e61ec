/**
 * BCP 47, tags for languages (https://www.rfc-editor.org/rfc/rfc5646, https://hl7.org/fhir/valueset-all-languages.html):
 * every valid tag is a code, whatever its case. Names are IANA's, composed as `German (Switzerland)`.
 */
import type { ConceptProperty, Designation } from '../../../contracts/code-system-provider.ts';
import type { SourcedCodeSystem } from '../../../contracts/code-system-source.ts';
import type { CodeSystem } from '../../../fhir/model.ts';
import { grammarCodeSystem } from '../grammar-code-system.ts';
import { formatLanguageTag, parseLanguageTag } from './language-tag.ts';
import type { LanguageTag } from './language-tag.ts';
import { createSubtagRegistry } from './subtag-registry.ts';
import type { Subtag, SubtagRegistry } from './subtag-registry.ts';

const url = 'urn:ietf:bcp:47';

/** A part of a tag, under the name that HL7's filters have for it. */
interface TagPart {
  readonly property: string;
  /** How a name says what the part is. */
  readonly label: string;
  readonly value: string;
  /** Absent for what nobody registers: extensions, private use. */
  readonly entry?: Subtag;
}

interface Language {
  /** Names of what the tag begins with: its language, or the whole of a grandfathered tag. */
  readonly names: readonly string[];
  readonly parts: readonly TagPart[];
  readonly isDeprecated: boolean;
}

const propertyNames = {
  language: 'Language',
  'ext-lang': 'Extended language',
  script: 'Script',
  region: 'Region',
  variant: 'Variant',
  extension: 'Extension',
  'private-use': 'Private use',
} as const;

/** BCP 47 as a code system of a source. */
export function createBcp47(): SourcedCodeSystem {
  const registry = createSubtagRegistry();
  return grammarCodeSystem<Language>({
    definition: defineBcp47(registry.date),
    read: code => readGrandfathered(code, registry) ?? readTag(code, registry),
    getDisplay: ({ meaning }) => nameOf(meaning, meaning.names[0] ?? '', false),
    getDesignations: ({ meaning }) => designationsOf(meaning),
    getProperties: ({ meaning: { parts } }) => parts.map(toProperty),
    getStatus: ({ meaning }) => (meaning.isDeprecated ? 'deprecated' : undefined),
  });
}

function defineBcp47(version: string): CodeSystem {
  const properties = Object.entries(propertyNames);
  return {
    resourceType: 'CodeSystem',
    url,
    version,
    name: 'BCP47',
    title: 'Tags for Identifying Languages (BCP 47)',
    status: 'active',
    experimental: false,
    publisher: 'IETF and IANA',
    language: 'en',
    caseSensitive: false,
    valueSet: 'http://hl7.org/fhir/ValueSet/all-languages',
    compositional: true,
    content: 'complete',
    filter: properties.map(([code, label]) => ({
      code,
      description: `${label} of the tag`,
      operator: ['=', 'in', 'not-in', 'exists', 'regex'],
      value: 'a subtag, or true or false for exists',
    })),
    property: properties.map(([code, label]) => ({ code, type: 'code', description: `${label} of the tag` })),
  };
}

/** Tags that were registered as a whole, before there were rules. */
function readGrandfathered(code: string, registry: SubtagRegistry): { code: string; meaning: Language } | undefined {
  const entry = registry.find('grandfathered', code);
  if (entry === undefined) return undefined;
  return {
    code: entry.subtag,
    meaning: { names: entry.descriptions, parts: [], isDeprecated: entry.isDeprecated },
  };
}

function readTag(code: string, registry: SubtagRegistry): { code: string; meaning: Language } | undefined {
  const tag = parseLanguageTag(code);
  const parts = tag === undefined ? undefined : registeredParts(tag, registry);
  if (tag === undefined || parts === undefined) return undefined;
  const entries = parts.flatMap(({ entry }) => entry ?? []);
  const [language] = parts;
  const names = language?.entry?.descriptions ?? ['Private use'];
  return {
    code: formatLanguageTag(tag),
    meaning: { names, parts, isDeprecated: entries.some(({ isDeprecated }) => isDeprecated) },
  };
}

/** The tag's parts with their entries; undefined where one is not registered, or not for use with this language. */
function registeredParts(tag: LanguageTag, registry: SubtagRegistry): readonly TagPart[] | undefined {
  const parts: TagPart[] = [];
  for (const [property, type, subtag] of registrable(tag)) {
    const entry = registry.find(type, subtag);
    if (entry === undefined || (type === 'extlang' && !entry.prefixes.includes(tag.language ?? ''))) return undefined;
    parts.push({ property, label: propertyNames[property], value: subtag, entry });
  }
  const free = (property: 'extension' | 'private-use') => (value: string) => ({
    property,
    label: propertyNames[property],
    value,
  });
  const { privateUse } = tag;
  return [
    ...parts,
    ...tag.extensions.map(free('extension')),
    ...(privateUse === undefined ? [] : [privateUse]).map(free('private-use')),
  ];
}

type Registrable = readonly [
  property: 'language' | 'ext-lang' | 'script' | 'region' | 'variant',
  type: 'language' | 'extlang' | 'script' | 'region' | 'variant',
  subtag: string,
];

function registrable({ language, extlangs, script, region, variants }: LanguageTag): readonly Registrable[] {
  return [
    ...(language === undefined ? [] : [['language', 'language', language] as const]),
    ...extlangs.map(subtag => ['ext-lang', 'extlang', subtag] as const),
    ...(script === undefined ? [] : [['script', 'script', script] as const]),
    ...(region === undefined ? [] : [['region', 'region', region] as const]),
    ...variants.map(subtag => ['variant', 'variant', subtag] as const),
  ];
}

/** `German (Switzerland)`; with labels `German (Region=Switzerland)`. */
function nameOf({ parts }: Language, language: string, isLabelled: boolean): string {
  const others = parts.filter(({ property }) => property !== 'language');
  if (others.length === 0) return language;
  const texts = others.map(({ label, value, entry }) => {
    const text = entry?.descriptions[0] ?? value;
    // What is not registered has no name that says what it is.
    return isLabelled || entry === undefined ? `${label}=${text}` : text;
  });
  return `${language} (${texts.join(', ')})`;
}

/** The other names of the language, and the names with labels, as HL7's servers write them. */
function designationsOf(meaning: Language): readonly Designation[] {
  const [usual = '', ...others] = meaning.names;
  const display = nameOf(meaning, usual, false);
  const all = [...others.map(name => nameOf(meaning, name, false)), nameOf(meaning, usual, true)];
  return [...new Set(all)].filter(value => value !== display).map(value => ({ language: 'en', value }));
}

function toProperty({ property, value }: TagPart): ConceptProperty {
  return { code: property, valueType: 'valueCode', value };
}
