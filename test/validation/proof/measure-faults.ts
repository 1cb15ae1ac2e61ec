/** Plants seeded single faults into HL7's sound examples and counts, by kind, those that the validator tells. */
import type { Engines } from '../../../src/engines.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import type { Issue } from '../../../src/fhir/issue.ts';
import { mulberry32 } from '../../bench/mulberry32.ts';
import { isError, judgeText } from './judge.ts';
import { plantFault, plants } from './plant-fault.ts';
import { exampleTexts } from './sound-examples.ts';

export interface FaultCount {
  readonly planted: number;
  readonly detected: number;
  readonly misses: readonly string[];
}

const largest = 20_000;
type Snapshot = { readonly snapshot: { readonly element: Parameters<typeof plantFault>[2] } };

function snapshotOf(engines: Engines, version: FhirVersion, type: string): Parameters<typeof plantFault>[2] {
  const url = `http://hl7.org/fhir/StructureDefinition/${type}`;
  return (engines.versions[version].validator.findDefinition(url) as unknown as Snapshot).snapshot.element;
}

/** Whether an error of the faulty text, which the sound one lacks, is at the place or right around it. */
function isTold(issues: readonly Issue[], before: ReadonlySet<string>, type: string, place: string): boolean {
  return issues.some(({ severity, expression = '', text }) => {
    if (severity !== 'error' && severity !== 'fatal') return false;
    if (before.has(`${expression} ${text}`)) return false;
    return expression === type || expression.startsWith(`${type}.${place}`) || text.includes(place);
  });
}

/** As many faults as asked for, of all kinds alike, always the same for a seed. */
export async function measureFaults(
  engines: Engines,
  version: FhirVersion,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<Readonly<Record<string, FaultCount>>> {
  const random = mulberry32(seed);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const texts = exampleTexts(version, largest);
  const kinds = Object.keys(plants);
  const counts = Object.fromEntries(kinds.map(kind => [kind, { planted: 0, detected: 0, misses: [] as string[] }]));
  for (let made = 0, tries = 0; made < count && tries < 50 * count; tries += 1) {
    const kind = kinds[made % kinds.length] ?? '';
    const json = pick(texts) ?? '';
    const { resourceType, id } = JSON.parse(json) as { readonly resourceType: string; readonly id: string };
    const planted = plantFault(json, kind, snapshotOf(engines, version, resourceType), pick);
    const row = counts[kind];
    if (planted === undefined || row === undefined) continue;
    const sound = (await judgeText(engines, version, json)).filter(isError);
    const before = new Set(sound.map(({ expression = '', text }) => `${expression} ${text}`));
    const told = isTold(await judgeText(engines, version, planted.text), before, resourceType, planted.place);
    made += 1;
    row.planted += 1;
    if (told) row.detected += 1;
    else row.misses.push(`${version} ${resourceType}/${id}: ${planted.place}`);
  }
  return counts;
}
