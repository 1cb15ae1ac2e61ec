/** Every code that content uses or defines, with system, display and place: compose, maps, codings, concepts. */
import type { AnyResource } from '../../fhir/model.ts';
import { asObjects } from '../as-objects.ts';
import { textOf, walkObjects } from './checked-content.ts';
import type { ObjectAt } from './checked-content.ts';

export interface UsedCode {
  readonly path: string;
  readonly system: string;
  readonly code: string;
  readonly display: string | undefined;
}

/** Codes that the resource uses from any code system. */
export function listUsedCodes(resource: AnyResource): UsedCode[] {
  return walkObjects(resource, resource.resourceType).flatMap(place => [
    ...codingCodes(place),
    ...composeCodes(place),
    ...mapCodes(place),
  ]);
}

/** Codes that a CodeSystem defines. */
export function listDefinedCodes(resource: AnyResource): UsedCode[] {
  if (resource.resourceType !== 'CodeSystem') return [];
  const system = textOf(resource, 'url') ?? '';
  return walkObjects(resource['concept'], 'CodeSystem.concept')
    .filter(({ path }) => /\.concept\[\d+\]$/.test(path))
    .flatMap(({ path, value }) => entry(path, system, value));
}

function entry(path: string, system: string, value: Readonly<Record<string, unknown>>): UsedCode[] {
  const { code, display } = value;
  if (typeof code !== 'string') return [];
  return [{ path, system, code, display: typeof display === 'string' ? display : undefined }];
}

function codingCodes({ path, value }: ObjectAt): UsedCode[] {
  return typeof value['system'] === 'string' && typeof value['code'] === 'string'
    ? entry(path, value['system'], value)
    : [];
}

function composeCodes({ path, value }: ObjectAt): UsedCode[] {
  const { system, concept } = value;
  if (typeof system !== 'string') return [];
  return asObjects(concept).flatMap((each, index) => entry(`${path}.concept[${index}]`, system, each));
}

function mapCodes({ path, value }: ObjectAt): UsedCode[] {
  const { source, target, element } = value;
  const sourceSystem = typeof source === 'string' ? source : '';
  const targetSystem = typeof target === 'string' ? target : '';
  return asObjects(element).flatMap((mapped, index) => {
    const place = `${path}.element[${index}]`;
    const targets = asObjects(mapped['target']).flatMap((each, at) =>
      entry(`${place}.target[${at}]`, targetSystem, each),
    );
    return [...entry(place, sourceSystem, mapped), ...targets];
  });
}
