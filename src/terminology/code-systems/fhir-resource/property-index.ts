/**
 * Which concepts have which value of a property, as filters ask for it. Each property's postings are built when first
 * asked for and kept. Beside the properties that the resource declares there are those that every code system has:
 * concept and code, display, definition, designation, parent, child, and HL7's flags.
 */
import type { CodeSystemProvider, ConceptId } from '../../../contracts/code-system-provider.ts';
import { propertyText } from './concept-properties.ts';

type ReadValues = (provider: CodeSystemProvider, concept: ConceptId) => readonly string[];

const present = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);

const ownValues: ReadValues = (provider, concept) => [provider.getCode(concept)];

const implicitProperties: ReadonlyMap<string, ReadValues> = new Map<string, ReadValues>([
  ['concept', ownValues],
  ['code', ownValues],
  ['display', (provider, concept) => present(provider.getDisplay(concept))],
  ['definition', (provider, concept) => present(provider.getDefinition(concept))],
  ['designation', (provider, concept) => provider.getDesignations(concept).map(designation => designation.value)],
  ['parent', (provider, concept) => provider.getParents(concept).map(parent => provider.getCode(parent))],
  ['child', (provider, concept) => provider.getChildren(concept).map(child => provider.getCode(child))],
  ['inactive', (provider, concept) => [String(provider.isInactive(concept))]],
]);

/** HL7's properties that a code system may use without declaring them; a concept without a value has none. */
const undeclaredProperties: ReadonlySet<string> = new Set(['status', 'notSelectable']);

export class PropertyIndex {
  readonly #provider: CodeSystemProvider;
  readonly #postings = new Map<string, ReadonlyMap<string, readonly ConceptId[]>>();
  #used: ReadonlySet<string> | undefined;

  constructor(provider: CodeSystemProvider) {
    this.#provider = provider;
  }

  /** Concepts by value; undefined where the code system has no such property. */
  valuesOf(property: string): ReadonlyMap<string, readonly ConceptId[]> | undefined {
    const known = this.#postings.get(property);
    if (known !== undefined) return known;
    const read = this.#reader(property);
    if (read === undefined) return undefined;
    const postings = this.#collect(read);
    this.#postings.set(property, postings);
    return postings;
  }

  #reader(property: string): ReadValues | undefined {
    const implicit = implicitProperties.get(property);
    if (implicit !== undefined) return implicit;
    if (!this.#isKnown(property)) return undefined;
    return (provider, concept) =>
      provider
        .getProperties(concept)
        .filter(item => item.code === property)
        .map(item => propertyText(item.value));
  }

  #isKnown(property: string): boolean {
    if (undeclaredProperties.has(property)) return true;
    return this.#provider.properties.some(({ code }) => code === property) || this.#usedProperties().has(property);
  }

  #usedProperties(): ReadonlySet<string> {
    if (this.#used !== undefined) return this.#used;
    const used = new Set<string>();
    for (let concept = 0; concept < this.#provider.size; concept++) {
      for (const { code } of this.#provider.getProperties(concept)) used.add(code);
    }
    this.#used = used;
    return used;
  }

  #collect(read: ReadValues): ReadonlyMap<string, readonly ConceptId[]> {
    const postings = new Map<string, ConceptId[]>();
    for (let concept = 0; concept < this.#provider.size; concept++) {
      for (const value of new Set(read(this.#provider, concept))) {
        const posting = postings.get(value);
        if (posting === undefined) postings.set(value, [concept]);
        else posting.push(concept);
      }
    }
    return postings;
  }
}
