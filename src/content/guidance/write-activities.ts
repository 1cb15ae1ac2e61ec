/** ActivityDefinitions: one for each treatment of the dossier, and for what plans do besides treating. */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { ownContent } from '../own-artifact.ts';
import { metadataOf } from './write-metadata.ts';
import { writeStatements } from './write-statements.ts';
import type { ActivitySource, GuidanceSource } from './guidance-source.ts';
import { publishedConcept } from './write-code-groups.ts';
import type { PublishedCodes } from './write-code-groups.ts';

const treatments = `${canonicalBase}/CodeSystem/calcinosis-treatment`;
const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const snomed = 'http://snomed.info/sct';

/** The activity, in R5's form. */
export function writeActivity(
  id: string,
  activity: ActivitySource,
  source: GuidanceSource,
  published: PublishedCodes,
): AnyResource {
  const { title, description, kind, doNotPerform, safety, sources, dose } = activity;
  return {
    resourceType: 'ActivityDefinition',
    id,
    ...metadataOf('ActivityDefinition', id, {
      title,
      description: `${description} Informational: not a prescription.`,
      purpose: 'To be referred to by plans and rules on calcinosis.',
      copyright: ownContent,
    }),
    ...(safety !== undefined && { usage: `Safety: ${safety}` }),
    relatedArtifact: writeStatements(sources, source),
    ...{ kind, intent: 'proposal' },
    ...codeOf(activity, published),
    ...(doNotPerform === true && { doNotPerform }),
    ...productOf(activity, published),
    ...(dose !== undefined && { dosage: [{ text: `As reported, not as advised: ${dose}` }] }),
  };
}

function codeOf({ treatment, text, snomed: concept, title }: ActivitySource, published: PublishedCodes): object {
  const coding = [
    ...(treatment === undefined ? [] : [codingOf(treatments, treatment, published)]),
    ...(concept === undefined ? [] : [codingOf(snomed, String(concept), published)]),
  ];
  return { code: { ...(coding.length > 0 && { coding }), text: text ?? title } };
}

/** A product for what is a medication; the R4 and R5 request of it has the same name. */
function productOf({ product }: ActivitySource, published: PublishedCodes): object {
  if (product === undefined) return {};
  const { text, rxnorm: code } = product;
  const coding = code === undefined ? {} : { coding: [codingOf(rxnorm, String(code), published)] };
  return { productCodeableConcept: { ...coding, text } };
}

function codingOf(system: string, code: string, published: PublishedCodes): object {
  const { display } = publishedConcept(system, code, published);
  return { system, code, ...(display !== undefined && { display }) };
}
