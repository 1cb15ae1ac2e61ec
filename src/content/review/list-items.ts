/** All items of a version of the content; where R4 says something else than R5, both. */
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { byText } from '../packages/package-file.ts';
import { listCodeItems } from './code-items.ts';
import { listRecommendationItems } from './recommendation-items.ts';
import type { ReviewItem } from './review-item.ts';

/** What is published in each FHIR version, in the model's form; a list may be empty. */
export type VersionedContent = Readonly<Record<FhirVersion, readonly AnyResource[]>>;

/** Items in order of their keys. What R4 says otherwise stands in fields of its own: `condition in R4`. */
export function listReviewItems({ R4, R5 }: VersionedContent): readonly ReviewItem[] {
  const items = new Map(R5.flatMap(itemsOf).map(item => [item.key, item]));
  for (const item of R4.flatMap(itemsOf)) {
    const known = items.get(item.key);
    items.set(
      item.key,
      known === undefined ? item : { ...known, fields: { ...known.fields, ...onlyInR4(item, known) } },
    );
  }
  return [...items.values()].sort((one, other) => byText(one.key, other.key));
}

function itemsOf(resource: AnyResource): ReviewItem[] {
  return [...listCodeItems(resource), ...listRecommendationItems(resource)];
}

function onlyInR4({ fields }: ReviewItem, known: ReviewItem): Readonly<Record<string, string>> {
  const names = [...new Set([...Object.keys(fields), ...Object.keys(known.fields)])];
  const other = names.filter(name => fields[name] !== known.fields[name]);
  return Object.fromEntries(other.map(name => [`${name} in R4`, fields[name] ?? '(none)']));
}
