/** `.index.json` of a package's folder: what a reader needs to find a resource without opening each file. */
import type { AnyResource } from '../../fhir/model.ts';
import { fileNameOf, jsonText } from './package-file.ts';

const indexed = ['url', 'version', 'kind', 'type', 'supplements', 'content', 'valueSet', 'derivation'] as const;

/** The text of the index over the resources, in their order. */
export function indexText(resources: readonly AnyResource[]): string {
  return jsonText({ 'index-version': 2, files: resources.map(entryOf) });
}

function entryOf(resource: AnyResource): object {
  const { resourceType, id } = resource;
  const texts = indexed.flatMap(name => (typeof resource[name] === 'string' ? [[name, resource[name]] as const] : []));
  return { filename: fileNameOf(resource), resourceType, id, ...Object.fromEntries(texts) };
}
