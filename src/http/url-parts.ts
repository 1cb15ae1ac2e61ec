/** Paths and queries, decoded. */
import { invalid } from '../fhir/fhir-error.ts';

/** Decoded segments of a path; a slash at its end is not one. */
export function segmentsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .filter((segment, index, all) => segment !== '' || index < all.length - 1)
    .map(decode);
}

/** What follows the question mark. */
export function queryTextOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at + 1);
}

/** The pairs of a query or form; throws `invalid` for a malformed percent-encoding. */
export function parseQuery(text: string): URLSearchParams {
  if (text.includes('%')) decode(text);
  return new URLSearchParams(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('The URL or form has a malformed percent-encoding');
  }
}
