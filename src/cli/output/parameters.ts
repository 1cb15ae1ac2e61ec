/** Reads what an operation answers with: a Parameters resource in the wire form of either version. */
import type { AnyResource, Coding, ParametersParameter } from '../../fhir/model.ts';

export type Part = Pick<ParametersParameter, 'name'> & {
  readonly part?: readonly Part[];
  readonly resource?: AnyResource;
  readonly [value: `value${string}`]: unknown;
};

/** The parameters of a Parameters resource. */
export function partsOf(resource: AnyResource): readonly Part[] {
  return (resource['parameter'] ?? []) as readonly Part[];
}

/** Parameters of this name. */
export function partsNamed(parts: readonly Part[], name: string): readonly Part[] {
  return parts.filter(part => part.name === name);
}

/** The value of the first parameter of this name, as a text. */
export function textNamed(parts: readonly Part[], name: string): string | undefined {
  const [part] = partsNamed(parts, name);
  return part === undefined ? undefined : textOf(part);
}

/** The value of a parameter as a person reads it; empty where it has none. */
export function textOf(part: Part): string {
  const value = valueOf(part);
  if (typeof value !== 'object' || value === null) return value === undefined ? '' : String(value);
  const { system, code, display } = value as Coding;
  if (code === undefined) return JSON.stringify(value);
  return `${code}${display === undefined ? '' : ` ${display}`}${system === undefined ? '' : ` (${system})`}`;
}

/** The first value with this name, as it stands. */
export function valueNamed(parts: readonly Part[], name: string): unknown {
  const [part] = partsNamed(parts, name);
  return part === undefined ? undefined : valueOf(part);
}

function valueOf(part: Part): unknown {
  return Object.entries(part).find(([key]) => key.startsWith('value'))?.[1];
}
