/**
 * BCP 13, media types (https://hl7.org/fhir/valueset-mimetypes.html): every well-formed type of a kind that is
 * registered or in use is a code, with or without parameters. Types have no names of their own. Whether IANA has
 * registered one is a property, by mime-db.
 */
import { createRequire } from 'node:module';
import type { ConceptProperty } from '../../../contracts/code-system-provider.ts';
import type { SourcedCodeSystem } from '../../../contracts/code-system-source.ts';
import type { CodeSystem } from '../../../fhir/model.ts';
import { grammarCodeSystem } from '../grammar-code-system.ts';
import { parseMediaType } from './media-type.ts';
import type { MediaType } from './media-type.ts';

const operators: NonNullable<CodeSystem['filter']>[number]['operator'] = ['=', 'in', 'not-in', 'exists', 'regex'];

const properties: NonNullable<CodeSystem['property']> = [
  { code: 'type', type: 'code', description: 'What comes before the slash' },
  { code: 'subtype', type: 'code', description: 'What comes after the slash' },
  { code: 'suffix', type: 'code', description: 'The syntax that it is built on, after the last +' },
  { code: 'parameter', type: 'string', description: 'A parameter, as name=value' },
  { code: 'registered', type: 'boolean', description: 'Whether IANA has registered type and subtype' },
];

const definition: CodeSystem = {
  resourceType: 'CodeSystem',
  url: 'urn:ietf:bcp:13',
  name: 'BCP13',
  title: 'Media types (BCP 13)',
  status: 'active',
  experimental: false,
  publisher: 'IETF and IANA',
  caseSensitive: false,
  valueSet: 'http://hl7.org/fhir/ValueSet/mimetypes',
  compositional: true,
  content: 'complete',
  filter: properties.map(({ code, description = '' }) => ({
    code,
    description,
    operator: operators,
    value: 'a value of the property, or true or false for exists',
  })),
  property: properties,
};

/** BCP 13 as a code system of a source. */
export function createMediaTypes(): SourcedCodeSystem {
  const registry = createMediaTypeRegistry();
  return grammarCodeSystem<MediaType>({
    definition,
    read: code => {
      const meaning = parseMediaType(code);
      if (meaning === undefined || !registry.hasKind(meaning.type)) return undefined;
      const essence = `${meaning.type}/${meaning.subtype}`;
      return { code: essence + code.slice(essence.length), meaning };
    },
    getDisplay: () => undefined,
    getProperties: ({ meaning }) => propertiesOf(meaning, registry.isRegistered(meaning)),
  });
}

function propertiesOf(
  { type, subtype, suffix, parameters }: MediaType,
  isRegistered: boolean,
): readonly ConceptProperty[] {
  return [
    { code: 'type', valueType: 'valueCode', value: type },
    { code: 'subtype', valueType: 'valueCode', value: subtype },
    ...(suffix === undefined ? [] : [{ code: 'suffix', valueType: 'valueCode' as const, value: suffix }]),
    ...parameters.map(({ name, value }) => ({
      code: 'parameter',
      valueType: 'valueString' as const,
      value: `${name}=${value}`,
    })),
    { code: 'registered', valueType: 'valueBoolean', value: isRegistered },
  ];
}

interface MediaTypeRegistry {
  /** Whether there are media types that begin so; `x-` is for private use. */
  hasKind(type: string): boolean;
  isRegistered(type: MediaType): boolean;
}

type MimeDatabase = Readonly<Record<string, { readonly source?: string }>>;

/** Kinds that IANA has registered and mime-db has no type of. */
const otherKinds = ['example', 'haptics'];

/** What mime-db knows, read on first use. */
function createMediaTypeRegistry(): MediaTypeRegistry {
  const require = createRequire(import.meta.url);
  let kinds: ReadonlySet<string> | undefined;
  const types = (): MimeDatabase => require('mime-db/db.json') as MimeDatabase;
  return {
    hasKind: type => {
      kinds ??= new Set([...otherKinds, ...Object.keys(types()).map(name => name.split('/')[0] ?? '')]);
      return kinds.has(type) || type.startsWith('x-');
    },
    isRegistered: ({ type, subtype }) => types()[`${type}/${subtype}`]?.source === 'iana',
  };
}
