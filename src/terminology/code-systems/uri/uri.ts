/**
 * URIs as codes (`urn:ietf:rfc:3986`, https://www.rfc-editor.org/rfc/rfc3986): every absolute URI is one. Those of the
 * schemes that FHIR gives rules for (`urn:oid:`, `urn:uuid:`, https://hl7.org/fhir/datatypes.html#uri) have to keep them.
 */
import type { SourcedCodeSystem } from '../../../contracts/code-system-source.ts';
import type { CodeSystem } from '../../../fhir/model.ts';
import { grammarCodeSystem } from '../grammar-code-system.ts';

const definition: CodeSystem = {
  resourceType: 'CodeSystem',
  url: 'urn:ietf:rfc:3986',
  name: 'URI',
  title: 'Uniform Resource Identifier (RFC 3986)',
  status: 'active',
  experimental: false,
  publisher: 'IETF',
  caseSensitive: false,
  compositional: true,
  content: 'complete',
  filter: [
    { code: 'scheme', description: 'Scheme of the URI', operator: ['=', 'in', 'not-in', 'regex'], value: 'a scheme' },
  ],
  property: [{ code: 'scheme', type: 'code', description: 'What comes before the first colon' }],
};

interface Uri {
  readonly scheme: string;
}

/** URIs as a code system of a source. */
export function createUris(): SourcedCodeSystem {
  return grammarCodeSystem<Uri>({
    definition,
    read: text => {
      const code = normalizeUri(text);
      return code === undefined ? undefined : { code, meaning: { scheme: code.slice(0, code.indexOf(':')) } };
    },
    getDisplay: () => undefined,
    getProperties: ({ meaning }) => [{ code: 'scheme', valueType: 'valueCode', value: meaning.scheme }],
  });
}

/** Characters that the path, query and fragment may have; a percent sign begins a coded one. */
const text = String.raw`(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})`;
const hierarchy = new RegExp(
  String.raw`^(?://(?<authority>[^/?#]*))?(?<rest>${text}*(?:\?(?:${text}|\?)*)?(?:#(?:${text}|\?)*)?)$`,
);
const authorityText =
  /^(?:(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*@)?(?:\[[0-9A-Fa-f:.v]+\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)(?::\d*)?$/;
const oid = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The URI in its usual case: scheme, host, name space of a URN and UUID in lower case (RFC 3986 § 6.2.2.1, RFC 8141).
 * Undefined where it is no absolute URI.
 */
export function normalizeUri(given: string): string | undefined {
  const scheme = /^[A-Za-z][A-Za-z0-9+\-.]*(?=:.)/.exec(given)?.[0].toLowerCase();
  if (scheme === undefined) return undefined;
  const rest = given.slice(scheme.length + 1);
  if (scheme === 'urn') return normalizeUrn(rest);
  const parts = hierarchy.exec(rest)?.groups;
  if (parts === undefined) return undefined;
  const { authority, rest: path = '' } = parts;
  if (authority === undefined) return `${scheme}:${path}`;
  return authorityText.test(authority) ? `${scheme}://${lowerHost(authority)}${path}` : undefined;
}

/** The part before `@` is no name of a host. */
function lowerHost(authority: string): string {
  const host = authority.lastIndexOf('@') + 1;
  return authority.slice(0, host) + authority.slice(host).toLowerCase();
}

function normalizeUrn(rest: string): string | undefined {
  const namespace = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}(?=:.)/.exec(rest)?.[0].toLowerCase();
  if (namespace === undefined) return undefined;
  const name = rest.slice(namespace.length + 1);
  if (namespace === 'uuid') return uuid.test(name.toLowerCase()) ? `urn:uuid:${name.toLowerCase()}` : undefined;
  const isSound =
    namespace === 'oid'
      ? oid.test(name)
      : hierarchy.exec(name)?.groups?.['authority'] === undefined && hierarchy.test(name);
  return isSound ? `urn:${namespace}:${name}` : undefined;
}
