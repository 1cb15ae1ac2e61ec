/** The authored cases, and the content that they are written with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ExampleSource } from '../../../src/content/examples/build-examples.ts';
import type { ExampleCase, InvalidExample } from '../../../src/content/examples/example-case.ts';
import type { Engines } from '../../../src/engines.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';

/** Reads fhir-resources/examples/source beside the published content of the engines. */
export function readExampleSource(engines: Engines): ExampleSource {
  const read = (name: string): unknown =>
    parse(readFileSync(join('fhir-resources', 'examples', 'source', name), 'utf8'));
  return {
    cases: read('cases.yaml') as ExampleCase[],
    invalid: read('invalid.yaml') as InvalidExample[],
    content: { R4: publishedBy(engines, 'R4'), R5: publishedBy(engines, 'R5') },
  };
}

function publishedBy({ versions }: Engines, fhirVersion: FhirVersion): AnyResource[] {
  const { store } = versions[fhirVersion];
  return store.types
    .flatMap(type => store.listAll(type))
    .filter(({ origin }) => origin === 'calx')
    .map(stored => stored.read());
}
