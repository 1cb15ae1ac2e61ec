/** `GET metadata` (https://hl7.org/fhir/http.html#capabilities): what this endpoint can do, kept per base URL. */
import type { ResourceStore } from '../contracts/resource-store.ts';
import { invalid } from '../fhir/fhir-error.ts';
import type { AnyResource } from '../fhir/model.ts';
import { capabilityStatement } from '../operations/interactions/capability-statement.ts';
import { terminologyCapabilities } from '../operations/interactions/terminology-capabilities.ts';
import type { Answer, Exchange } from './exchange.ts';

const modes = ['full', 'normative', 'terminology'];
/** Clients choose the host name, so the number of base URLs that are kept is bounded. */
const maxKept = 16;
const keptByStore = new WeakMap<ResourceStore, Map<string, AnyResource>>();

/** The CapabilityStatement, or with `mode=terminology` the TerminologyCapabilities. */
export const answerMetadata: Answer = exchange => {
  const mode = exchange.query.get('mode') ?? 'full';
  if (!modes.includes(mode)) throw invalid(`'mode' must be one of ${modes.join(', ')}`);
  return { resource: keptOrBuilt(exchange, mode === 'terminology') };
};

function keptOrBuilt(exchange: Exchange, isTerminology: boolean): AnyResource {
  const { store, base } = exchange;
  const kept = keptByStore.get(store) ?? new Map<string, AnyResource>();
  keptByStore.set(store, kept);
  const key = `${isTerminology ? 'terminology' : 'full'} ${base}`;
  const built = kept.get(key) ?? build(exchange, isTerminology);
  if (kept.size >= maxKept) kept.clear();
  kept.set(key, built);
  return built;
}

function build({ store, software, base, codec }: Exchange, isTerminology: boolean): AnyResource {
  const model = isTerminology
    ? terminologyCapabilities(store, software, base)
    : capabilityStatement(store, software, base);
  return codec.converts(model.resourceType) ? codec.write(model) : model;
}
