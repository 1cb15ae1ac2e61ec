/** Ids, uris, urls, canonicals, OIDs and UUIDs (https://hl7.org/fhir/datatypes.html#uri). */
import type { PrimitiveFault } from './primitive-fault.ts';

const id = /^[A-Za-z0-9\-.]{1,64}$/;
const oid = /^urn:oid:[0-2](?:\.(?:0|[1-9][0-9]*))+$/;
const uuid = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** 1 to 64 letters, digits, `-` and `.`. */
export function checkId(value: string): PrimitiveFault | undefined {
  if (id.test(value)) return undefined;
  const reason =
    value.length > 64
      ? `it has ${value.length} characters, and may have 64`
      : "it may hold letters, digits, '-' and '.'";
  return { messageId: 'Type_Specific_Checks_DT_ID_Valid', args: [value, reason] };
}

/** A uri holds no blanks; OIDs and UUIDs in it are written as urns. */
export function checkUri(value: string): PrimitiveFault | undefined {
  if (value.startsWith('oid:')) return { messageId: 'Type_Specific_Checks_DT_URI_OID', args: [value] };
  if (value.startsWith('uuid:')) return { messageId: 'Type_Specific_Checks_DT_URI_UUID', args: [value] };
  if (/\s/.test(value.trim())) return { messageId: 'Type_Specific_Checks_DT_URI_WS', args: [value] };
  if (value.startsWith('urn:oid:') && !oid.test(value))
    return { messageId: 'Type_Specific_Checks_DT_OID_Valid', args: [value] };
  if (value.startsWith('urn:uuid:') && !uuid.test(value)) {
    return { messageId: 'Type_Specific_Checks_DT_UUID_Valid', args: [value] };
  }
  return undefined;
}

/** As uri. */
export function checkUrl(value: string): PrimitiveFault | undefined {
  return checkUri(value);
}

/** A uri with an optional version after `|`. */
export function checkCanonical(value: string): PrimitiveFault | undefined {
  if (value.endsWith('|')) return { messageId: 'Type_Specific_Checks_DT_Canonical_Ends_With_Bar', args: [value] };
  return checkUri(value);
}

export function checkOid(value: string): PrimitiveFault | undefined {
  if (!value.startsWith('urn:oid:')) return { messageId: 'Type_Specific_Checks_DT_OID_Start', args: [value] };
  return oid.test(value) ? undefined : { messageId: 'Type_Specific_Checks_DT_OID_Valid', args: [value] };
}

export function checkUuid(value: string): PrimitiveFault | undefined {
  if (!value.startsWith('urn:uuid:')) return { messageId: 'Type_Specific_Checks_DT_UUID_Strat', args: [value] };
  return uuid.test(value) ? undefined : { messageId: 'Type_Specific_Checks_DT_UUID_Valid', args: [value] };
}
