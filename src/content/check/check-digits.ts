/** Forms and check digits of codes, so that a mistyped code is caught where no table of codes is at hand. */
import { passesVerhoeff } from '../../fhir/verhoeff.ts';

/** SNOMED CT identifier: 6 to 18 digits that pass Verhoeff (https://docs.snomed.org). */
export function isSnomedIdentifier(code: string): boolean {
  return /^[1-9]\d{5,17}$/.test(code) && passesVerhoeff(code);
}

/** LOINC number: digits, a hyphen and a check digit modulo 10 (https://loinc.org). */
export function isLoincCode(code: string): boolean {
  const match = /^(\d{1,7})-(\d)$/.exec(code);
  if (match === null) return false;
  const [, digits = '', check] = match;
  const sum = [...digits].reverse().reduce((total, digit, index) => total + weigh(Number(digit), index), 0);
  return (10 - (sum % 10)) % 10 === Number(check);
}

function weigh(digit: number, index: number): number {
  if (index % 2 === 1) return digit;
  const doubled = digit * 2;
  return doubled > 9 ? doubled - 9 : doubled;
}

/** ICD-10-CM: a letter, a digit, a digit or letter, then up to four characters after a point. */
export function isIcd10CmCode(code: string): boolean {
  return /^[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?$/.test(code);
}

/** MONDO: the prefix and seven digits. */
export function isMondoCode(code: string): boolean {
  return /^MONDO:\d{7}$/.test(code);
}

interface CodeForm {
  readonly name: string;
  readonly holds: (code: string) => boolean;
}

const matching = (name: string, form: RegExp): CodeForm => ({ name, holds: code => form.test(code) });

/** The form that codes of a system must have; systems that are not listed have none that is checked. */
export const codeForms: ReadonlyMap<string, CodeForm> = new Map([
  ['http://snomed.info/sct', { name: 'a SNOMED CT identifier (check digit)', holds: isSnomedIdentifier }],
  ['http://loinc.org', { name: 'a LOINC code (check digit)', holds: isLoincCode }],
  ['http://hl7.org/fhir/sid/icd-10-cm', { name: 'an ICD-10-CM code', holds: isIcd10CmCode }],
  ['http://purl.obolibrary.org/obo/mondo.owl', { name: 'a MONDO identifier', holds: isMondoCode }],
  ['http://human-phenotype-ontology.org', matching('an HPO identifier', /^HP:\d{7}$/)],
  ['http://purl.obolibrary.org/obo/doid.owl', matching('a DOID identifier', /^DOID:\d{1,7}$/)],
  ['http://www.orpha.net', matching('an Orphanet number', /^\d{1,6}$/)],
  ['http://www.omim.org', matching('an OMIM number', /^\d{6}$/)],
  ['https://www.nlm.nih.gov/mesh', matching('a MeSH identifier', /^[CD]\d{6}(?:\d{3})?$/)],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', matching('an RxNorm identifier', /^[1-9]\d{0,7}$/)],
  ['http://www.whocc.no/atc', matching('an ATC code', /^[A-Z]\d{2}[A-Z]{2}\d{2}$/)],
  ['http://terminology.hl7.org/CodeSystem/umls', matching('a UMLS concept identifier', /^C\d{7}$/)],
]);
