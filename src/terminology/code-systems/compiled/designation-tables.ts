/** The designations of all concepts as tables (contracts/code-system-tables.ts), written and read. */
import type { ConceptId, Designation } from '../../../contracts/code-system-provider.ts';
import type { DesignationTables } from '../../../contracts/code-system-tables.ts';
import type { CodeSystemConceptDesignation } from '../../../fhir/model.ts';
import { numberAt } from '../../concept-tables/number-at.ts';
import { TextColumnBuilder, Texts, textColumn } from '../../concept-tables/text-column.ts';
import { Uint32List } from '../../concept-tables/uint32-list.ts';

/** All of a designation but its value. */
type Head = Pick<Designation, 'language' | 'use' | 'extension'>;

/** Gathers the designations of concepts in the order of their ids. */
export class DesignationTablesBuilder {
  readonly #numbers = new Map<string, number>();
  readonly #starts = new Uint32List();
  readonly #heads = new Uint32List();
  readonly #values = new TextColumnBuilder();

  constructor() {
    this.#starts.push(0);
  }

  get count(): number {
    return this.#heads.length;
  }

  /** Adds the next concept. */
  add(designations: readonly CodeSystemConceptDesignation[]): void {
    for (const { language, use, extension, value } of designations) {
      const head = JSON.stringify({ language, use, extension });
      const number = this.#numbers.get(head) ?? this.#numbers.size;
      this.#numbers.set(head, number);
      this.#heads.push(number);
      this.#values.add(value);
    }
    this.#starts.push(this.#heads.length);
  }

  finish(): DesignationTables {
    return {
      starts: this.#starts.finish(),
      values: this.#values.finish(),
      heads: this.#heads.finish(),
      headTexts: textColumn(this.#numbers.keys()),
    };
  }
}

/** Reads designations; what many share is read once. */
export class Designations {
  readonly #tables: DesignationTables;
  readonly #values: Texts;
  readonly #headTexts: Texts;
  readonly #heads: Head[] = [];

  constructor(tables: DesignationTables) {
    this.#tables = tables;
    this.#values = new Texts(tables.values);
    this.#headTexts = new Texts(tables.headTexts);
  }

  of(concept: ConceptId): readonly Designation[] {
    const found: Designation[] = [];
    for (let at = this.#start(concept); at < this.#start(concept + 1); at++) {
      const { language, use, extension } = this.#head(numberAt(this.#tables.heads, at));
      found.push({ language, use, value: this.#values.get(at), extension } as Designation);
    }
    return found;
  }

  valuesOf(concept: ConceptId): readonly string[] {
    const found: string[] = [];
    for (let at = this.#start(concept); at < this.#start(concept + 1); at++) found.push(this.#values.get(at));
    return found;
  }

  /** Where the values of all concepts lie, one after another, and how to read them. */
  get column(): { readonly starts: Uint32Array; readonly texts: Texts } {
    return { starts: this.#tables.starts, texts: this.#values };
  }

  #start(concept: ConceptId): number {
    return numberAt(this.#tables.starts, concept);
  }

  #head(number: number): Head {
    return (this.#heads[number] ??= JSON.parse(this.#headTexts.get(number)) as Head);
  }
}
