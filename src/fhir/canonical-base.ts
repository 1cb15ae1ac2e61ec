/** Canonical base of everything that Calx publishes. The redirect rule that would serve it lies in docs/w3id/. */
export const canonicalBase = 'https://w3id.org/calcinosis/fhir';
