/** Canonical references `url|version#fragment` (https://hl7.org/fhir/references.html#canonical). */
export interface Canonical {
  readonly url: string;
  readonly version: string | undefined;
  readonly fragment: string | undefined;
}

/** The parts of a canonical reference; an empty version or fragment counts as absent. */
export function parseCanonical(text: string): Canonical {
  const [beforeFragment = '', fragment] = splitOnce(text, '#');
  const [url = '', version] = splitOnce(beforeFragment, '|');
  return { url, version: version === '' ? undefined : version, fragment: fragment === '' ? undefined : fragment };
}

/** `url|version`, or the bare url where there is no version. */
export function formatCanonical(url: string, version: string | undefined): string {
  return version === undefined || version === '' ? url : `${url}|${version}`;
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
