/** The FHIR versions that Calx serves, and how each is named on the wire (https://hl7.org/fhir/versions.html). */
export type FhirVersion = 'R4' | 'R5';

export interface FhirVersionNames {
  /** Path segment of the version's base URL. */
  readonly path: string;
  /** `fhirVersion` of resources and packages. */
  readonly number: string;
  /** `fhirVersion` parameter of the media type. */
  readonly mime: string;
}

export const fhirVersionNames: Readonly<Record<FhirVersion, FhirVersionNames>> = {
  R4: { path: 'r4', number: '4.0.1', mime: '4.0' },
  R5: { path: 'r5', number: '5.0.0', mime: '5.0' },
};

export const fhirVersions: readonly FhirVersion[] = ['R4', 'R5'];

/** The served version that a `fhirVersion` text such as `4.0`, `4.0.1` or `5.0.0` names, or undefined. */
export function fhirVersionOf(text: string): FhirVersion | undefined {
  return fhirVersions.find(version => {
    const { number, mime } = fhirVersionNames[version];
    return text === number || text === mime;
  });
}
