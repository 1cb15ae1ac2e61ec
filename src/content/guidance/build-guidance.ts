/**
 * Builds the guidance that is published from its neutral source: files by their path below the project. What has
 * conditions has one file for each FHIR version, the rest is written once, in the model's form.
 */
import { fhirVersionNames, fhirVersions } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { versionCodecs } from '../../fhir/versions/index.ts';
import { writeActivity } from './write-activities.ts';
import { factorSystem, writeFactors, writeValueSets } from './write-code-groups.ts';
import type { PublishedCodes } from './write-code-groups.ts';
import type { GuidanceSource, PlanSource } from './guidance-source.ts';
import { writeInputLibrary } from './write-inputs.ts';
import { writeManifest } from './write-manifest.ts';
import { planOfRule } from './write-rules.ts';
import { writePlan } from './write-plans.ts';

/** All files, with the object that each holds as JSON. */
export function buildGuidance(source: GuidanceSource, published: PublishedCodes): ReadonlyMap<string, object> {
  const files = new Map<string, object>(writeValueSets(source.groups, withFactors(source, published)));
  const keep = (resource: AnyResource): void => {
    files.set(`fhir-resources/${resource.resourceType}/${resource.id ?? ''}.json`, resource);
  };
  keep(writeFactors(source));
  keep(writeManifest(files.values()));
  keep(writeInputLibrary(source.inputs));
  for (const [id, activity] of Object.entries(source.activities)) keep(writeActivity(id, activity, source, published));
  const rules = Object.entries(source.rules).map(([id, rule]) => planOfRule(id, rule));
  for (const plan of [...source.plans, ...rules]) keepPlan(plan, source, files);
  return files;
}

function keepPlan(plan: PlanSource, source: GuidanceSource, files: Map<string, object>): void {
  for (const version of fhirVersions) {
    const model = writePlan(plan, { source, version });
    const file = `fhir-resources/PlanDefinition/${plan.id}.${fhirVersionNames[version].path}.json`;
    files.set(file, versionCodecs[version].write(model));
  }
}

/** The codes of our own new code system can be used at once. */
function withFactors({ factors }: GuidanceSource, published: PublishedCodes): PublishedCodes {
  const own = Object.entries(factors).map(
    ([code, { display }]) => [`${factorSystem}|${code}`, { code, display }] as const,
  );
  return new Map([...published, ...own]);
}
