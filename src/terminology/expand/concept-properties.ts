/**
 * `expansion.contains.property` (https://hl7.org/fhir/valueset.html#expansion): what the request asks for, and what is
 * always said: a status that is not plain active, and weight, label and order, which definitions give as extensions.
 */
import type { CodeSystemProvider, ConceptId } from '../../contracts/code-system-provider.ts';
import type { Extension } from '../../fhir/model.ts';

/** Uri of HL7's own concept properties; a property's code follows after `#`. */
const hl7Properties = 'http://hl7.org/fhir/concept-properties#';

export interface ExpansionProperty {
  readonly code: string;
  readonly uri?: string;
}

export interface ShownProperty {
  readonly code: string;
  readonly [value: `value${string}`]: unknown;
}

interface ExtensionProperty {
  readonly code: string;
  readonly uri: string;
  /** Names of the extensions that give it; those of the value set come before those of the code system. */
  readonly extensions: readonly string[];
  readonly valueType: `value${string}`;
}

const structureDefinition = 'http://hl7.org/fhir/StructureDefinition/';

const extensionProperties: readonly ExtensionProperty[] = [
  { code: 'weight', uri: `${hl7Properties}itemWeight`, extensions: ['itemWeight'], valueType: 'valueDecimal' },
  {
    code: 'label',
    uri: `${hl7Properties}label`,
    extensions: ['valueset-label', 'codesystem-label'],
    valueType: 'valueString',
  },
  {
    code: 'order',
    uri: `${hl7Properties}order`,
    extensions: ['valueset-conceptOrder', 'codesystem-conceptOrder'],
    valueType: 'valueDecimal',
  },
];

/** Collects the properties of one expansion, and which of them came up. */
export class ConceptProperties {
  readonly #asked: readonly string[];
  readonly #shown = new Map<string, ExpansionProperty>();

  constructor(asked: readonly string[]) {
    this.#asked = [...new Set(asked)];
  }

  /** Whether any was asked for. */
  get isAsked(): boolean {
    return this.#asked.length > 0;
  }

  /** `expansion.property`: those that some concept of the page has, or that was asked for and is defined. */
  get shown(): readonly ExpansionProperty[] {
    return [...this.#shown.values()];
  }

  /** Notes that these came up. */
  show(properties: readonly ExpansionProperty[]): void {
    for (const property of properties) if (!this.#shown.has(property.code)) this.#shown.set(property.code, property);
  }

  /** The concept's properties; `stated` are the extensions that the value set puts on it. */
  of(provider: CodeSystemProvider, concept: ConceptId, stated: readonly Extension[]): readonly ShownProperty[] {
    const asked = this.#asked.flatMap(name => this.#askedProperty(provider, concept, codeOfProperty(provider, name)));
    const given = [...this.#fromExtensions(provider, concept, stated), ...this.#status(provider, concept)];
    return [...asked, ...given.filter(({ code }) => !asked.some(property => property.code === code))];
  }

  #askedProperty(provider: CodeSystemProvider, concept: ConceptId, code: string): readonly ShownProperty[] {
    if (code === '*')
      return provider
        .getProperties(concept)
        .map(({ valueType, ...item }) => this.#show(provider, item.code, valueType, item.value));
    const own = provider.getProperties(concept).filter(property => property.code === code);
    if (own.length > 0) return own.map(({ valueType, value }) => this.#show(provider, code, valueType, value));
    const codes = (ids: readonly ConceptId[]): readonly ShownProperty[] =>
      ids.map(id => this.#show(provider, code, 'valueCode', provider.getCode(id)));
    switch (code) {
      case 'definition': {
        const definition = provider.getDefinition(concept);
        return definition === undefined ? [] : [this.#show(provider, code, 'valueString', definition)];
      }
      case 'parent':
        return codes(provider.getParents(concept));
      case 'child':
        return codes(provider.getChildren(concept));
      case 'inactive':
        return [this.#show(provider, code, 'valueBoolean', provider.isInactive(concept))];
      case 'notSelectable':
        return [this.#show(provider, code, 'valueBoolean', provider.isAbstract(concept))];
      default:
        return [];
    }
  }

  #fromExtensions(
    provider: CodeSystemProvider,
    concept: ConceptId,
    stated: readonly Extension[],
  ): readonly ShownProperty[] {
    const own = provider.getExtensions(concept);
    if (own.length + stated.length === 0) return [];
    return extensionProperties.flatMap(({ code, uri, extensions, valueType }) => {
      const urls = extensions.map(name => structureDefinition + name);
      const value = valueOf([...stated, ...own].find(({ url }) => urls.includes(url)));
      if (value === undefined) return [];
      this.#shown.set(code, { code, uri });
      return [{ code, [valueType]: value }];
    });
  }

  #status(provider: CodeSystemProvider, concept: ConceptId): readonly ShownProperty[] {
    const status = provider.getStatus(concept) ?? (provider.isInactive(concept) ? 'inactive' : 'active');
    return status === 'active' ? [] : [this.#show(provider, 'status', 'valueCode', status)];
  }

  #show(provider: CodeSystemProvider, code: string, valueType: `value${string}`, value: unknown): ShownProperty {
    if (!this.#shown.has(code)) {
      const declared = provider.properties.find(property => property.code === code);
      const uri = declared === undefined ? hl7Properties + code : declared.uri;
      this.#shown.set(code, { code, ...(uri !== undefined && { uri }) });
    }
    return { code, [valueType]: value };
  }
}

function valueOf(extension: Extension | undefined): unknown {
  return Object.entries(extension ?? {}).find(([key]) => key.startsWith('value'))?.[1];
}

/** A property is asked for by its code, or by the uri that the code system or HL7 gives it. */
function codeOfProperty(provider: CodeSystemProvider, name: string): string {
  if (!name.includes(':')) return name;
  const declared = provider.properties.find(({ uri }) => uri === name);
  if (declared !== undefined) return declared.code;
  return name.startsWith(hl7Properties) ? name.slice(hl7Properties.length) : name;
}
