/**
 * The values of a code system's properties, as filters ask for them. Each property's are collected when first asked for
 * and kept. Beside the properties that the resource declares there are those that every code system has: concept and
 * code, display, definition, designation, parent, child, and HL7's flags.
 */
import type { CodeSystemProvider, ConceptId } from '../../../contracts/code-system-provider.ts';
import { ConceptBits } from '../../concept-set.ts';
import { CollectedValues } from '../../filters/collected-values.ts';
import type { PropertyValues } from '../../filters/filter-operator.ts';
import { propertyText, undeclaredProperties } from '../concept-properties.ts';

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

export class PropertyIndex {
  readonly #provider: CodeSystemProvider;
  readonly #values = new Map<string, PropertyValues>();
  #used: ReadonlySet<string> | undefined;

  constructor(provider: CodeSystemProvider) {
    this.#provider = provider;
  }

  /** Undefined where the code system has no such property. */
  valuesOf(property: string): PropertyValues | undefined {
    const known = this.#values.get(property);
    if (known !== undefined) return known;
    const read = this.#reader(property);
    if (read === undefined) return undefined;
    const all = ConceptBits.full(this.#provider.size);
    const values = new CollectedValues(all, concept => read(this.#provider, concept));
    this.#values.set(property, values);
    return values;
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
}
