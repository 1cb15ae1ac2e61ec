/** Calx's own engines for proofs of the validator: what `$validate` answers from, without HTTP. */
import { readFileSync } from 'node:fs';
import { loadEngines, openDefinitions } from '../../../src/engines.ts';
import type { Engines } from '../../../src/engines.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import type { Issue } from '../../../src/fhir/issue.ts';
import { readXmlSource } from '../../../src/validation/source/read-xml-source.ts';
import { readJsonSource } from '../../../src/validation/source/read-json-source.ts';

export type Tree = Record<string, unknown>;

const { version, calx } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly version: string;
  readonly calx: { readonly releaseDate: string };
};

/** Engines over Calx's own content and HL7's definitions. */
export function openEngines(): Promise<Engines> {
  return loadEngines(openDefinitions({ root: process.cwd(), version, releaseDate: calx.releaseDate }), []);
}

/** What the validator of a version tells of a text, JSON or XML. */
export function judgeText(engines: Engines, fhirVersion: FhirVersion, text: string): Promise<readonly Issue[]> {
  const isXml = text.startsWith('<');
  const source = isXml ? readXmlSource(text, engines.versions[fhirVersion].shapes) : readJsonSource(text);
  return engines.versions[fhirVersion].validator.validate({ source, value: source.value as Tree });
}

export function isError({ severity }: Issue): boolean {
  return severity === 'error' || severity === 'fatal';
}
