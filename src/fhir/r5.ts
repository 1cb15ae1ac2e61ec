/** FHIR R5 wire types: with r4.ts the only file that names @types/fhir. */
export type * from 'fhir/r5.js';
