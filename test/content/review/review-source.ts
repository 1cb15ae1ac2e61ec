/** What the sign-off sheet is made from: the published content in the model's form, and what was signed. */
import { readFileSync } from 'node:fs';
import { buildClinicalReview } from '../../../src/content/review/clinical-review.ts';
import { parseSignOffs } from '../../../src/content/review/sign-offs.ts';
import { versionCodecs } from '../../../src/fhir/versions/index.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import type { VersionedContent } from '../../../src/content/review/list-items.ts';
import { readCoverageSource } from '../coverage-source.ts';

/** The published resources of both versions in the model's form. */
export async function readPublished(): Promise<VersionedContent> {
  const { resources } = await readCoverageSource('.');
  const of = (version: FhirVersion) => {
    const codec = versionCodecs[version];
    return resources[version].map(each => (codec.converts(each.resourceType) ? codec.read(each) : each));
  };
  return { R4: of('R4'), R5: of('R5') };
}

/** The text of docs/clinical-review.md. */
export async function writeReview(): Promise<string> {
  const signOffs = parseSignOffs(readFileSync('docs/clinical-sign-offs.csv', 'utf8'));
  return buildClinicalReview(await readPublished(), signOffs);
}
