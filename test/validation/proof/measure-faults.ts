/** Plants seeded single faults into HL7's sound examples and counts, by kind and setting, those that the validator tells. */
import type { Engines } from '../../../src/engines.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import type { Issue } from '../../../src/fhir/issue.ts';
import { writeXml } from '../../../src/fhir/formats/write-xml.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import { mulberry32 } from '../../bench/mulberry32.ts';
import { editXml } from './fault-edit-xml.ts';
import { editJson } from './fault-edit.ts';
import type { Edit } from './fault-edit.ts';
import { settings, sitesOf } from './fault-sites.ts';
import type { Element, FindElements, Site, Tree } from './fault-sites.ts';
import { isError, judgeText } from './judge.ts';
import { plants } from './plant-fault.ts';
import { exampleTexts } from './sound-examples.ts';

/** One planted fault, and whether it was told where it is. */
export interface FaultResult {
  readonly kind: string;
  readonly setting: string;
  readonly format: string;
  readonly isTold: boolean;
  readonly place: string;
}

const formats = ['JSON', 'XML'] as const;

function elementsFrom(engines: Engines, version: FhirVersion): FindElements {
  const known = new Map<string, readonly Element[] | undefined>();
  const { validator } = engines.versions[version];
  return type => {
    if (known.has(type)) return known.get(type);
    const found = validator.findDefinition(`http://hl7.org/fhir/StructureDefinition/${type}`);
    const elements = (found?.['snapshot'] as { readonly element: readonly Element[] } | undefined)?.element;
    known.set(type, elements);
    return elements;
  };
}

/** Without what names a resource inside another one. */
const plain = (expression: string): string => expression.replace(/\/\*.*?\*\//g, '');

/** Whether an error that the sound text lacks names the element or its parent, and nothing further away. */
function isTold(issues: readonly Issue[], sound: ReadonlySet<string>, told: readonly string[]): boolean {
  return issues.filter(isError).some(({ expression = '', text }) => {
    if (sound.has(`${expression} ${text}`)) return false;
    const place = plain(expression);
    return told.some(
      one => place === one || (place.startsWith(`${one}[`) && /^\[\d+\]$/.test(place.slice(one.length))),
    );
  });
}

interface FaultOptions {
  readonly count: number;
  readonly seed: number;
  /** Each so-manieth of the examples. */
  readonly every?: number;
  /** Bytes that an example has at most; 300,000 where it is not said. */
  readonly largest?: number;
}

interface Example {
  readonly json: string;
  readonly resource: Tree;
  readonly sites: readonly Site[];
}

/** What a validator of one version is asked with, and what its examples tell while they are sound. */
class Bench {
  readonly engines: Engines;
  readonly version: FhirVersion;
  readonly #sound = new Map<string, ReadonlySet<string>>();

  constructor(engines: Engines, version: FhirVersion) {
    this.engines = engines;
    this.version = version;
  }

  /** The sound text and the one with the fault; undefined where the format has no form for it. */
  textsOf({ json, resource }: Example, edit: Edit, format: string): readonly [string, string] | undefined {
    if (format === 'JSON') return [json, editJson(json, edit)];
    const xml = writeXml(resource as AnyResource, this.engines.versions[this.version].shapes);
    const faulty = editXml(xml, edit);
    return faulty === undefined || faulty === xml ? undefined : [xml, faulty];
  }

  async isTold([sound, faulty]: readonly [string, string], told: readonly string[]): Promise<boolean> {
    return isTold(await judgeText(this.engines, this.version, faulty), await this.#errorsOf(sound), told);
  }

  async #errorsOf(text: string): Promise<ReadonlySet<string>> {
    const known = this.#sound.get(text);
    if (known !== undefined) return known;
    const errors = (await judgeText(this.engines, this.version, text)).filter(isError);
    const found = new Set(errors.map(({ expression = '', text: told }) => `${expression} ${told}`));
    this.#sound.set(text, found);
    return found;
  }
}

function examplesOf(engines: Engines, version: FhirVersion, { every = 1, largest = 300_000 }: FaultOptions): Example[] {
  const find = elementsFrom(engines, version);
  const texts = exampleTexts(version, largest).filter((_text, at) => at % every === 0);
  return texts.map(json => {
    const resource = JSON.parse(json) as Tree;
    return { json, resource, sites: sitesOf(resource, find) };
  });
}

/** As many faults as asked for, of all kinds, settings and formats alike, always the same for a seed. */
export async function measureFaults(
  engines: Engines,
  version: FhirVersion,
  options: FaultOptions,
): Promise<readonly FaultResult[]> {
  const { count, seed } = options;
  const random = mulberry32(seed);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const bench = new Bench(engines, version);
  const examples = examplesOf(engines, version, options);
  const places = settings.map(setting => ({
    setting,
    within: examples.filter(({ sites }) => sites.some(one => one.setting === setting)),
  }));
  const kinds = Object.entries(plants);
  const results: FaultResult[] = [];
  for (let tries = 0; results.length < count && tries < 200 * count; tries += 1) {
    const [kind, plant] = kinds[results.length % kinds.length] as (typeof kinds)[number];
    const format = formats[Math.floor(results.length / kinds.length) % formats.length] ?? 'JSON';
    const { setting, within } = pick(places) as (typeof places)[number];
    const example = pick(within) as Example;
    const planted = plant(pick(example.sites.filter(one => one.setting === setting)) as Site, pick);
    const texts = planted && bench.textsOf(example, planted.edit, format);
    if (texts === undefined || planted === undefined) continue;
    const { resourceType, id } = example.resource;
    const name = `${version} ${format} ${String(resourceType)}/${String(id)}`;
    const place = `${name}: ${planted.told.at(-1) ?? ''} (${setting}, ${planted.edit.kind})`;
    results.push({ kind, setting, format, isTold: await bench.isTold(texts, planted.told), place });
  }
  return results;
}
