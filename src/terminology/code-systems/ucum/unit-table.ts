/**
 * UCUM's own units and prefixes (https://ucum.org/ucum), from the tables of @lhncbc/ucum-lhc, which are read when the
 * first unit is asked for. The library's own parser is not used: it guesses what may have been meant, and its time grows
 * with the square of the length.
 */
import { createRequire } from 'node:module';
import type { LibraryUnit } from '@lhncbc/ucum-lhc';
import type * as Library from '@lhncbc/ucum-lhc';
import type * as Prefixes from '@lhncbc/ucum-lhc/source-cjs/prefixTables.js';

/** What a symbol means, its prefix included. */
export interface UnitMeaning {
  readonly name: string;
  /** How many of the product of base units it is. */
  readonly magnitude: number;
  /** Exponents of the base units, in the order of `baseUnits`. */
  readonly dimensions: readonly number[];
  /** The symbol, where it is not comparable with any other but itself (`[iU]`). */
  readonly arbitrary: string | undefined;
  /** The symbol, where it is no ratio scale (`Cel`): it has a value only together with its function. */
  readonly special: string | undefined;
}

export interface BaseUnit {
  readonly symbol: string;
  /** The kind of quantity that it measures: `length`, `mass` … */
  readonly property: string;
}

export interface UnitTable {
  readonly baseUnits: readonly BaseUnit[];
  /** The meaning of a symbol without exponent; undefined where UCUM has no such unit, or no such prefix for it. */
  find(symbol: string): UnitMeaning | undefined;
}

/** Order of the library's vector of dimensions. */
const baseSymbols = ['m', 's', 'g', 'rad', 'K', 'C', 'cd'];
/** Longest prefix: `da`, `Ki`. */
const longestPrefix = 2;

/** The table, filled on first use. */
export function createUnitTable(): UnitTable {
  let loaded: UnitTable | undefined;
  const load = (): UnitTable => (loaded ??= loadUnits());
  return {
    get baseUnits() {
      return load().baseUnits;
    },
    find: symbol => load().find(symbol),
  };
}

function loadUnits(): UnitTable {
  const require = createRequire(import.meta.url);
  const library = require('@lhncbc/ucum-lhc') as typeof Library;
  const tables = require('@lhncbc/ucum-lhc/source-cjs/prefixTables.js') as typeof Prefixes;
  // Fills the tables.
  library.UcumLhcUtils.getInstance();
  const own = library.UnitTables.getInstance()
    .allUnitsByDef()
    .filter(({ source_ }) => source_ === 'UCUM');
  const units = new Map(own.map(unit => [unit.csCode_, unit]));
  const prefixes = tables.PrefixTables.getInstance();
  return {
    baseUnits: baseSymbols.map(symbol => ({ symbol, property: units.get(symbol)?.property_ ?? '' })),
    find: symbol => {
      const unit = units.get(symbol);
      if (unit !== undefined) return meaningOf(unit, symbol, { name: '', value: 1 });
      for (let length = 1; length <= longestPrefix; length++) {
        const prefix = prefixes.getPrefixByCode(symbol.slice(0, length));
        const prefixed = units.get(symbol.slice(length));
        if (!prefix || prefixed === undefined || !takesPrefix(prefixed)) continue;
        return meaningOf(prefixed, symbol, { name: prefix.name_, value: prefix.value_ });
      }
      return undefined;
    },
  };
}

/** The library notes it of the base units not at all, and they take prefixes. */
function takesPrefix({ isMetric_, isBase_ }: LibraryUnit): boolean {
  return isMetric_ || isBase_;
}

function meaningOf(
  unit: LibraryUnit,
  symbol: string,
  prefix: { readonly name: string; readonly value: number },
): UnitMeaning {
  return {
    name: prefix.name + (nameOf(unit) || symbol),
    magnitude: prefix.value * unit.magnitude_,
    dimensions: unit.dim_?.dimVec_ ?? baseSymbols.map(() => 0),
    arbitrary: unit.isArbitrary_ ? unit.csCode_ : undefined,
    special: unit.isSpecial_ ? symbol : undefined,
  };
}

/** The library adds to some names what they are of (`second - time`), and has a plural for one. */
function nameOf({ name_ }: LibraryUnit): string {
  return name_ === 'Liters' ? 'liter' : (name_.split(' - ')[0] ?? '');
}
