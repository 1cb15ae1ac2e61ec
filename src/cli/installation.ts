/** Where this Calx is installed: the folder with fhir-resources/, valuesets/ and dist/definitions/, and its version. */
export interface Installation {
  readonly root: string;
  readonly version: string;
}
