/**
 * Closure tables that clients maintain by `$closure` (https://hl7.org/fhir/R5/terminology-service.html#closure): which
 * of the concepts that a client has told of are below which. Number, size and age are bounded.
 */
import { tooCostly } from '../../fhir/fhir-error.ts';
import { txError } from '../tx-issue.ts';

/** A code system version that a table was made from. */
export interface ClosureBasis {
  readonly system: string;
  readonly version: string | undefined;
  readonly size: number;
}

/** `source` is below `target`, or means the same. */
export interface ClosureEntry {
  readonly system: string;
  readonly source: string;
  readonly target: string;
  readonly isSame: boolean;
  /** Version of the table that brought it. */
  readonly since: number;
}

export interface ClosureTable {
  readonly name: string;
  version: number;
  readonly bases: Map<string, ClosureBasis>;
  /** Codes by system. */
  readonly codes: Map<string, Set<string>>;
  readonly entries: ClosureEntry[];
  usedAt: number;
}

export interface ClosureLimits {
  readonly maxTables: number;
  readonly maxConcepts: number;
  readonly maxEntries: number;
  readonly idleMilliseconds: number;
}

export const defaultClosureLimits: ClosureLimits = {
  maxTables: 200,
  maxConcepts: 5_000,
  maxEntries: 50_000,
  idleMilliseconds: 24 * 60 * 60 * 1000,
};

export class ClosureTables {
  readonly limits: ClosureLimits;
  readonly #now: () => number;
  /** Least recently used first. */
  readonly #tables = new Map<string, ClosureTable>();

  constructor(limits: Partial<ClosureLimits> = {}, now: () => number = Date.now) {
    this.limits = { ...defaultClosureLimits, ...limits };
    this.#now = now;
  }

  /** An empty table of this name; one that there was is forgotten. */
  start(name: string): ClosureTable {
    const table: ClosureTable = {
      ...{ name, version: 0, usedAt: this.#now() },
      ...{ bases: new Map(), codes: new Map(), entries: [] },
    };
    this.#tables.delete(name);
    this.#tables.set(name, table);
    for (const [oldest] of this.#tables) {
      if (this.#tables.size <= this.limits.maxTables) break;
      this.#tables.delete(oldest);
    }
    return table;
  }

  /** The table of this name; throws where it was not initialised, or is gone. */
  get(name: string): ClosureTable {
    const oldest = this.#now() - this.limits.idleMilliseconds;
    const table = this.#tables.get(name);
    if (table === undefined || table.usedAt <= oldest) {
      this.#tables.delete(name);
      throw txError('CLOSURE_NAME_INVALID', [name.slice(0, 80)], { status: 404 });
    }
    table.usedAt = this.#now();
    this.#tables.delete(name);
    this.#tables.set(name, table);
    return table;
  }

  /** Throws where the table would become too large by so many. */
  assertRoom(table: ClosureTable, concepts: number, entries = 0): void {
    const { maxConcepts, maxEntries } = this.limits;
    const known = [...table.codes.values()].reduce((sum, codes) => sum + codes.size, 0);
    if (known + concepts > maxConcepts) throw tooCostly(`A closure table takes at most ${maxConcepts} concepts`);
    if (table.entries.length + entries > maxEntries) {
      throw tooCostly(`A closure table takes at most ${maxEntries} entries`);
    }
  }
}
