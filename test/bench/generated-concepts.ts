/**
 * A code system made up for the benchmark, of any size and always the same for the same seed: a polyhierarchy (one
 * concept in five has a second parent), eight properties and three languages.
 */
import { mulberry32 } from './mulberry32.ts';

export const generatedSystem = 'https://w3id.org/calcinosis/fhir/bench/CodeSystem/generated';
export const generatedVersion = '1.0.0';

export interface GeneratorOptions {
  /** How many concepts. */
  readonly size: number;
  readonly seed: number;
}

const severities = ['mild', 'moderate', 'severe'] as const;
type Words = Readonly<Record<'en' | 'de' | 'fr', string>>;

const degrees: readonly Words[] = [
  { en: 'Mild', de: 'Leichte', fr: 'légère' },
  { en: 'Moderate', de: 'Mäßige', fr: 'modérée' },
  { en: 'Severe', de: 'Schwere', fr: 'sévère' },
];
const courses: readonly Words[] = [
  { en: 'acute', de: 'akute', fr: 'aiguë' },
  { en: 'chronic', de: 'chronische', fr: 'chronique' },
];

/** Begins with ten letters that differ, so that a text filter of one word finds a tenth. */
export const findings: readonly Words[] = [
  { en: 'abrasion', de: 'Abschürfung', fr: 'abrasion' },
  { en: 'burn', de: 'Verbrennung', fr: 'brûlure' },
  { en: 'calcinosis', de: 'Kalzinose', fr: 'calcinose' },
  { en: 'dislocation', de: 'Verrenkung', fr: 'luxation' },
  { en: 'effusion', de: 'Erguss', fr: 'épanchement' },
  { en: 'fracture', de: 'Fraktur', fr: 'fracture' },
  { en: 'haematoma', de: 'Hämatom', fr: 'hématome' },
  { en: 'inflammation', de: 'Entzündung', fr: 'inflammation' },
  { en: 'laceration', de: 'Risswunde', fr: 'lacération' },
  { en: 'necrosis', de: 'Nekrose', fr: 'nécrose' },
];

export const sites: readonly Words[] = [
  { en: 'ankle', de: 'Knöchel', fr: 'cheville' },
  { en: 'back', de: 'Rücken', fr: 'dos' },
  { en: 'calf', de: 'Wade', fr: 'mollet' },
  { en: 'elbow', de: 'Ellenbogen', fr: 'coude' },
  { en: 'finger', de: 'Finger', fr: 'doigt' },
  { en: 'hip', de: 'Hüfte', fr: 'hanche' },
  { en: 'jaw', de: 'Kiefer', fr: 'mâchoire' },
  { en: 'knee', de: 'Knie', fr: 'genou' },
  { en: 'lip', de: 'Lippe', fr: 'lèvre' },
  { en: 'neck', de: 'Hals', fr: 'cou' },
  { en: 'pelvis', de: 'Becken', fr: 'bassin' },
  { en: 'shoulder', de: 'Schulter', fr: 'épaule' },
  { en: 'thumb', de: 'Daumen', fr: 'pouce' },
  { en: 'wrist', de: 'Handgelenk', fr: 'poignet' },
];

/** The code of the concept with this index. */
export function codeOf(index: number): string {
  return `G${String(index).padStart(6, '0')}`;
}

/** Index of the first parent: each concept has four children, so that 500,000 are ten levels deep. */
export function parentOf(index: number): number {
  return Math.floor((index - 1) / 4);
}

/** The CodeSystem in R5's and R4's common form, without its concepts. */
export function generatedDefinition({ size, seed }: GeneratorOptions): object {
  const property = (code: string, type: string, description: string, uri?: string): object => ({
    code,
    ...(uri !== undefined && { uri: `http://hl7.org/fhir/concept-properties#${uri}` }),
    description,
    type,
  });
  return {
    resourceType: 'CodeSystem',
    id: 'calx-bench-generated',
    url: generatedSystem,
    version: generatedVersion,
    name: 'CalxBenchGenerated',
    title: 'Generated code system of the benchmark',
    status: 'active',
    experimental: true,
    date: '2026-11-01',
    description: `Made up for measuring: ${size} concepts, seed ${seed}.`,
    language: 'en',
    caseSensitive: true,
    hierarchyMeaning: 'is-a',
    content: 'complete',
    count: size,
    property: [
      property('parent', 'code', 'A concept above this one', 'parent'),
      property('status', 'code', 'active, inactive or deprecated', 'status'),
      property('severity', 'code', severities.join(', ')),
      property('site', 'Coding', 'Where in the body'),
      property('onset', 'integer', 'Usual age at onset in years'),
      property('chronic', 'boolean', 'Whether it is chronic'),
      property('reviewed', 'dateTime', 'Date of the last review'),
      property('weight', 'decimal', 'Relative weight in a grouper'),
    ],
  };
}

/** The concepts one by one, in the order of definition: parents come before what is below them. */
export function* generatedConcepts({ size, seed }: GeneratorOptions): Generator<object> {
  const random = mulberry32(seed);
  for (let index = 0; index < size; index++) yield generatedConcept(index, random);
}

function generatedConcept(index: number, random: () => number): object {
  const below = (bound: number): number => Math.floor(random() * bound);
  const [degree, course, finding, site] = [below(3), below(2), below(findings.length), below(sites.length)];
  const number = String(index);
  const word = (list: readonly Words[], at: number): Words => list[at] ?? { en: '', de: '', fr: '' };
  const [how, when, what, where] = [
    word(degrees, degree),
    word(courses, course),
    word(findings, finding),
    word(sites, site),
  ];
  const second = index > 4 && random() < 0.2 ? below(parentOf(index)) : undefined;
  const parents = index === 0 ? [] : [...new Set([parentOf(index), ...(second === undefined ? [] : [second])])];
  return {
    code: codeOf(index),
    display: `${how.en} ${when.en} ${what.en} of the ${where.en}, type ${number}`,
    designation: [
      { language: 'de', value: `${how.de} ${when.de} ${what.de} (${where.de}), Typ ${number}` },
      { language: 'fr', value: `${what.fr} ${when.fr} ${how.fr} (${where.fr}), type ${number}` },
    ],
    property: [
      ...parents.map(parent => ({ code: 'parent', valueCode: codeOf(parent) })),
      { code: 'status', valueCode: statusOf(random()) },
      { code: 'severity', valueCode: severities[degree] },
      { code: 'site', valueCoding: { system: `${generatedSystem}/site`, code: where.en } },
      { code: 'onset', valueInteger: below(90) },
      { code: 'chronic', valueBoolean: course === 1 },
      { code: 'reviewed', valueDateTime: `20${10 + below(16)}-0${1 + below(9)}-1${below(10)}` },
      { code: 'weight', valueDecimal: (1 + below(999)) / 8 },
    ],
  };
}

function statusOf(chance: number): string {
  return chance < 0.95 ? 'active' : chance < 0.98 ? 'deprecated' : 'inactive';
}
