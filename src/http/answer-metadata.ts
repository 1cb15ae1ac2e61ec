/** `GET metadata` (https://hl7.org/fhir/http.html#capabilities): what this endpoint can do, kept per base URL. */
import { invalid } from '../fhir/fhir-error.ts';
import type { AnyResource } from '../fhir/model.ts';
import { capabilityStatement } from '../operations/interactions/capability-statement.ts';
import type { Software } from '../operations/interactions/capability-statement.ts';
import { terminologyCapabilities } from '../operations/interactions/terminology-capabilities.ts';
import type { Answer, FhirEndpoint, MetadataOf } from './exchange.ts';

const modes = ['full', 'normative', 'terminology'];
/** Clients choose the host name, so the number of base URLs that are kept is bounded. */
const maxKept = 16;

/** The CapabilityStatement, or with `mode=terminology` the TerminologyCapabilities. */
export const answerMetadata: Answer = exchange => {
  const { query, base, service } = exchange;
  const mode = query.get('mode') ?? 'full';
  if (!modes.includes(mode)) throw invalid(`'mode' must be one of ${modes.join(', ')}`);
  return { make: () => service.metadataOf(base, mode === 'terminology' ? 'terminology' : 'full') };
};

/** Builds each capabilities resource of the endpoint once per base URL. */
export function createMetadataOf(
  { store, codec, terminology, operations }: FhirEndpoint,
  software: Software,
): MetadataOf {
  const kept = new Map<string, AnyResource>();
  const endpoint = { fhirVersion: store.fhirVersion, terminology };
  const builders = {
    full: (base: string) => capabilityStatement(store, software, base, operations),
    terminology: (base: string) => terminologyCapabilities(endpoint, software, base),
  };
  return (base, mode) => {
    const key = `${mode} ${base}`;
    const metadata = kept.get(key) ?? codec.write(builders[mode](base));
    if (kept.size >= maxKept) kept.clear();
    kept.set(key, metadata);
    return metadata;
  };
}
