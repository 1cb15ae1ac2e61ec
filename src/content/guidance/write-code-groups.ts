/** Value sets of the code groups that conditions ask about, and the code system of what has no code elsewhere. */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { ownContent } from '../own-artifact.ts';
import { metadataOf } from './write-metadata.ts';
import type { CodeGroup, CodeGroups, GuidanceSource } from './guidance-source.ts';

type CodeKey = Exclude<keyof CodeGroup, 'title' | 'names' | 'except'>;

interface GroupSystem {
  readonly key: CodeKey;
  readonly system: string;
}

export const factorSystem = `${canonicalBase}/CodeSystem/calcinosis-safety-factor`;

/** Our own code systems, by the member of a group that lists their codes. */
export const ownSystems: readonly GroupSystem[] = [
  { key: 'own', system: factorSystem },
  { key: 'types', system: `${canonicalBase}/CodeSystem/calcinosis-type` },
  { key: 'conditions', system: `${canonicalBase}/CodeSystem/calcinosis-associated-condition` },
  { key: 'complications', system: `${canonicalBase}/CodeSystem/calcinosis-complication` },
  { key: 'distributions', system: `${canonicalBase}/CodeSystem/calcinosis-distribution` },
  { key: 'treatments', system: `${canonicalBase}/CodeSystem/calcinosis-treatment` },
];

/** Those of others, with what their owners want said. */
const foreignSystems: readonly (GroupSystem & { readonly copyright: string; readonly name: string })[] = [
  {
    key: 'rxnorm',
    system: 'http://www.nlm.nih.gov/research/umls/rxnorm',
    name: 'RxNorm',
    copyright:
      'This product uses publicly available data from RxNorm courtesy of the U.S. National Library of Medicine (NLM), National Institutes of Health, Department of Health and Human Services; NLM is not responsible for the product and does not endorse or recommend this or any other product. Only names of RxNorm itself (SAB=RXNORM) are used.',
  },
  {
    key: 'atc',
    system: 'http://www.whocc.no/atc',
    name: 'ATC',
    copyright:
      'ATC codes are maintained by the WHO Collaborating Centre for Drug Statistics Methodology (https://www.whocc.no), which holds their copyright. They may not be modified, and commercial use needs its permission.',
  },
  {
    key: 'snomed',
    system: 'http://snomed.info/sct',
    name: 'SNOMED CT',
    copyright:
      'This material contains content that is copyright of SNOMED International. Implementers of these specifications must have the appropriate SNOMED CT Affiliate license - for more information contact https://www.snomed.org/get-snomed or info@snomed.org.',
  },
  {
    key: 'icd10cm',
    system: 'http://hl7.org/fhir/sid/icd-10-cm',
    name: 'ICD-10-CM',
    copyright:
      'ICD-10-CM is maintained by the National Center for Health Statistics (CDC/NCHS) and CMS and is free to use; the World Health Organization holds the copyright of ICD-10, on which it is based.',
  },
];

/** A group whose codes are in more than one code system has a value set; our own codes alone are named in the condition. */
export function hasValueSet(group: CodeGroup): boolean {
  return foreignSystems.some(({ key }) => (group[key] ?? []).length > 0);
}

export function valueSetId(group: string): string {
  return `guidance-${group}`;
}

/** How a code that is published elsewhere is shown there: its display, and comments on it. */
export type PublishedCodes = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** The value sets, each with the expansion that review holds it against. */
export function writeValueSets(groups: CodeGroups, published: PublishedCodes): ReadonlyMap<string, object> {
  const files = new Map<string, object>();
  for (const [id, group] of Object.entries({ ...groups.drugs, ...groups.facts, ...groups.procedures })) {
    if (!hasValueSet(group)) continue;
    const include = [...ownSystems, ...foreignSystems].flatMap(({ key, system }) => {
      const codes = (group[key] ?? []).map(String);
      return codes.length === 0
        ? []
        : [{ system, concept: codes.map(code => publishedConcept(system, code, published)) }];
    });
    files.set(`valuesets/${valueSetId(id)}.json`, valueSetOf(id, group, include));
    files.set(`valuesets/${valueSetId(id)}.expected.json`, expectedOf(include));
  }
  return files;
}

type Include = readonly { readonly system: string; readonly concept: readonly Readonly<Record<string, unknown>>[] }[];

/** The code as it is shown where it is published; throws an Error where that is nowhere. */
export function publishedConcept(
  system: string,
  code: string,
  published: PublishedCodes,
): Readonly<Record<string, unknown>> {
  const known = published.get(`${system}|${code}`);
  if (known === undefined) throw new Error(`${system}|${code} is published nowhere else`);
  return known;
}

function valueSetOf(id: string, group: CodeGroup, include: Include): AnyResource {
  const foreign = foreignSystems.filter(({ system }) => include.some(one => one.system === system));
  const names = foreign.map(({ name }) => name).join(', ');
  return {
    resourceType: 'ValueSet',
    id: valueSetId(id),
    ...metadataOf('ValueSet', valueSetId(id), {
      title: `${group.title} (codes for guidance)`,
      description: `Codes by which conditions of guidance recognise: ${group.title}. Codes of others are those that were verified for this content, ingredients and diagnoses, not every product or local code; conditions match by name as well. ${names}: enumerated here.`,
      purpose: 'To be asked by memberOf in the conditions of plans and rules.',
      copyright: [ownContent, ...foreign.map(({ copyright }) => copyright)].join(' '),
    }),
    compose: { include },
  };
}

function expectedOf(include: Include): object {
  const concepts = include.flatMap(({ system, concept }) =>
    concept.map(({ code, display }) => ({ system, code, ...(display !== undefined && { display }) })),
  );
  const notHere = foreignSystems.find(
    ({ key, system }) => key !== 'icd10cm' && include.some(one => one.system === system),
  );
  if (notHere === undefined) return concepts;
  const { system, name } = notHere;
  const reason = `${name} is not published here, so that the codes are enumerated and can't be checked; a server that has it loaded expands them.`;
  return { notExpandable: { system, reason }, concepts };
}

/** CodeSystem/calcinosis-safety-factor. */
export function writeFactors({ factors, citations }: GuidanceSource): AnyResource {
  const id = 'calcinosis-safety-factor';
  const property = (code: string, type: string, description: string): object => ({
    ...{ code, uri: `${factorSystem}#${code}`, description, type },
  });
  const concept = Object.entries(factors).map(([code, { display, definition, sources }]) => ({
    ...{ code, display, definition },
    property: [
      ...sources.map(key => ({ code: 'source', valueString: citations[key]?.citation ?? missing(key) })),
      { code: 'confidence', valueCode: 'verified' },
    ],
  }));
  return {
    resourceType: 'CodeSystem',
    id,
    ...metadataOf('CodeSystem', id, {
      title: 'Facts that safety rules ask about',
      description:
        'Facts about a patient or a drug that the safety rules of this content ask about, and for which no code of another terminology was verified. A record that states them with these codes is recognised without doubt; other records are recognised by name.',
      purpose: 'To state what safety rules ask about where no verified code exists.',
      copyright: ownContent,
    }),
    ...{ caseSensitive: true, compositional: false, versionNeeded: false, content: 'complete', count: concept.length },
    property: [
      property('source', 'string', 'Where what is said of the concept was read; repeats.'),
      property(
        'confidence',
        'code',
        'How well the concept is supported: "verified" means that it was read in the sources named. Nothing of lower confidence is published.',
      ),
    ],
    concept,
  };
}

function missing(key: string): never {
  throw new Error(`there is no citation '${key}'`);
}
