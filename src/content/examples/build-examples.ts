/**
 * All files of `fhir-resources/examples/` out of the authored cases and the published content: the synthetic patients in R4 and R5, the
 * worked responses, and the examples that break a rule each, with the list of what they break. Examples are no content:
 * they go into the packages and are not served, since the service holds no patients.
 */
import { fhirVersionNames, fhirVersions } from '../../fhir/fhir-version.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { asObjects } from '../as-objects.ts';
import { textOf } from '../check/checked-content.ts';
import { listDefinedCodes, listUsedCodes } from '../check/used-codes.ts';
import { fileNameOf, jsonText } from '../packages/package-file.ts';
import { breakExample } from './break-example.ts';
import type { ExampleCase, InvalidExample } from './example-case.ts';
import { writeBundle } from './write-bundle.ts';
import type { FindDisplay } from './write-codes.ts';
import { writeResponse } from './write-response.ts';
import type { FindMember } from './write-response.ts';

export interface ExampleSource {
  readonly cases: readonly ExampleCase[];
  readonly invalid: readonly InvalidExample[];
  /** Published resources in wire form. */
  readonly content: Readonly<Record<FhirVersion, readonly AnyResource[]>>;
}

/** What one invalid example breaks, for testers: fhir-resources/examples/invalid/manifest.json. */
export interface BrokenRule extends Pick<InvalidExample, 'breaks' | 'messageId' | 'names' | 'expression'> {
  readonly file: string;
  readonly fhirVersion: string;
  readonly severity: 'error' | 'warning';
}

/** Text of each file by its path below `fhir-resources/examples/`. */
export function buildExamples(source: ExampleSource): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const rules: BrokenRule[] = [];
  for (const fhirVersion of fhirVersions) {
    const { path } = fhirVersionNames[fhirVersion];
    const sound = soundExamples(source, fhirVersion);
    for (const resource of sound.values()) files.set(`${path}/${fileNameOf(resource)}`, jsonText(resource));
    for (const invalid of source.invalid.filter(({ only = fhirVersion }) => only === fhirVersion)) {
      const file = `${path}/${invalid.id}.json`;
      files.set(`invalid/${file}`, jsonText(breakExample(findBase(invalid, sound), invalid.id, invalid.set)));
      rules.push(ruleOf(invalid, file, fhirVersion));
    }
  }
  return files.set('invalid/manifest.json', jsonText(rules));
}

function ruleOf(invalid: InvalidExample, file: string, fhirVersion: FhirVersion): BrokenRule {
  const { breaks, severity = 'error', messageId, names, expression } = invalid;
  const rule = { messageId, ...(names !== undefined && { names }), expression };
  return { file, fhirVersion: fhirVersionNames[fhirVersion].number, breaks, severity, ...rule };
}

/** Bundles and responses of one version by `type/id`. */
function soundExamples({ cases, content }: ExampleSource, fhirVersion: FhirVersion): Map<string, AnyResource> {
  const resources = content[fhirVersion];
  const findDisplay = displaysOf(resources);
  const questionnaire = resources.find(({ resourceType }) => resourceType === 'Questionnaire');
  const answered = questionnaire === undefined ? [] : cases.filter(({ assessment }) => assessment !== undefined);
  const made = [
    ...cases.map(each => writeBundle(each, { fhirVersion, findDisplay })),
    ...answered.map(each => writeResponse(each, questionnaire as AnyResource, membersOf(resources, findDisplay))),
  ];
  return new Map(made.map(resource => [`${resource.resourceType}/${resource.id ?? ''}`, resource]));
}

function findBase({ id, from }: InvalidExample, sound: ReadonlyMap<string, AnyResource>): AnyResource {
  const [type = 'Bundle', suffix = ''] = (from.resource ?? 'Bundle').split('/');
  if (suffix === '') {
    const whole = sound.get(type === 'Bundle' ? `Bundle/${from.case}` : `${type}/${from.case}-assessment`);
    if (whole !== undefined) return whole;
  }
  const entries = asObjects(sound.get(`Bundle/${from.case}`)?.['entry']);
  const found = entries.find(({ resource }) => {
    const { resourceType, id: entryId } = resource as AnyResource;
    return resourceType === type && entryId === `${from.case}-${suffix}`;
  });
  if (found === undefined) throw new Error(`${id}: ${from.case} has no ${type}/${suffix}`);
  return found['resource'] as AnyResource;
}

function displaysOf(resources: readonly AnyResource[]): FindDisplay {
  const displays = new Map<string, string>();
  for (const { system, code, display } of resources.flatMap(each => [
    ...listUsedCodes(each),
    ...listDefinedCodes(each),
  ]))
    if (display !== undefined) displays.set(`${system}|${code}`, display);
  return (system, code) => displays.get(`${system}|${code}`);
}

/** The code systems that our value sets take whole or by a filter; whether the code is a member, `$validate` says. */
function membersOf(resources: readonly AnyResource[], findDisplay: FindDisplay): FindMember {
  return (valueSet, code) => {
    const found = resources.find(each => each.resourceType === 'ValueSet' && textOf(each, 'url') === valueSet);
    const { include } = (found?.['compose'] ?? {}) as { readonly include?: unknown };
    const systems = asObjects(include).map(({ system }) => String(system));
    const system = systems.find(each => findDisplay(each, code) !== undefined);
    return system === undefined ? undefined : { system, code, display: findDisplay(system, code) };
  };
}
