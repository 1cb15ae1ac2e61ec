/** The instant of a resource's last known change (https://hl7.org/fhir/resource.html#Meta): never the time of a build. */
import type { AnyResource } from '../fhir/model.ts';

/** `meta.lastUpdated`, else `date` completed to an instant in UTC, else the fallback. */
export function lastUpdatedOf(resource: AnyResource, fallback: string): string {
  const meta = resource['meta'] as { readonly lastUpdated?: unknown } | undefined;
  return toInstant(meta?.lastUpdated) ?? toInstant(resource['date']) ?? fallback;
}

function toInstant(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, year, month = '01', day = '01', time] = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T.+)?)?)?$/.exec(value) ?? [];
  const parsed = year === undefined ? NaN : Date.parse(`${year}-${month}-${day}${time ?? 'T00:00:00Z'}`);
  return Number.isNaN(parsed) ? undefined : new Date(parsed).toISOString();
}
