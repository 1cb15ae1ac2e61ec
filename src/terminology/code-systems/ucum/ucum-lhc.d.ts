/** What Calx uses of @lhncbc/ucum-lhc, which comes without types: its tables of units and prefixes. */
declare module '@lhncbc/ucum-lhc' {
  export interface LibraryUnit {
    readonly csCode_: string;
    readonly name_: string;
    readonly property_: string | null;
    readonly magnitude_: number;
    /** Exponents of length, time, mass, plane angle, temperature, electric charge, luminous intensity. */
    readonly dim_: { readonly dimVec_: readonly number[] | null } | null;
    readonly isBase_: boolean;
    readonly isMetric_: boolean;
    readonly isSpecial_: boolean;
    readonly isArbitrary_: boolean;
    /** Where the unit is defined: `UCUM`, or `LOINC` for ready-made expressions. */
    readonly source_: string;
  }

  export const UcumLhcUtils: { getInstance(): unknown };
  export const UnitTables: { getInstance(): { allUnitsByDef(): readonly LibraryUnit[] } };
}

declare module '@lhncbc/ucum-lhc/source-cjs/prefixTables.js' {
  export const PrefixTables: {
    getInstance(): {
      getPrefixByCode(
        code: string,
      ): { readonly code_: string; readonly name_: string; readonly value_: number } | null | undefined;
    };
  };
}
