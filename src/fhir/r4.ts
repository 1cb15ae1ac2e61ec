/** FHIR R4 wire types: with r5.ts the only file that names @types/fhir. Only `fhir/` may import it. */
export type * from 'fhir/r4.js';
