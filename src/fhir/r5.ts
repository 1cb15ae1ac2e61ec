/** FHIR R5 types, from which the model is made: the only file that names @types/fhir. */
export type * from 'fhir/r5.js';
