/** One entry of `expansion.contains` in a version's wire form (https://hl7.org/fhir/valueset.html#expansion). */
import type { AnyResource, ValueSetExpansionContains } from '../model.ts';
import type { VersionCodec } from './version-codec.ts';

/** A writer of entries that gives what the version's codec makes of them within a whole expansion. */
export function createWriteEntry(codec: VersionCodec): (entry: ValueSetExpansionContains) => object | undefined {
  return entry => {
    const holder = { resourceType: 'ValueSet', status: 'active', expansion: { contains: [entry] } };
    const { expansion } = codec.write(holder as unknown as AnyResource) as { expansion?: { contains?: object[] } };
    return expansion?.contains?.[0];
  };
}
