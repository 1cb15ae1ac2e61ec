/** The validators that are compared, each as a function from text to the number of errors. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as EnginesModule from '../../../src/engines.ts';
import type * as SourceModule from '../../../src/validation/source/read-json-source.ts';
import { loadMedplum } from '../peers.ts';

/** Errors in a resource, from its text. */
export type Judge = (text: string) => Promise<number> | number;

/** Calx as built (dist/), with invariants, bindings and all rules: what `$validate` answers from. */
export async function calxJudge(): Promise<Judge> {
  const load = <Module>(path: string): Promise<Module> =>
    import(pathToFileURL(resolve('dist', path)).href) as Promise<Module>;
  const { loadEngines, openDefinitions } = await load<typeof EnginesModule>('engines.js');
  const { readJsonSource } = await load<typeof SourceModule>('validation/source/read-json-source.js');
  const { version, calx } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly version: string;
    readonly calx: { readonly releaseDate: string };
  };
  const installation = { root: process.cwd(), version, releaseDate: calx.releaseDate };
  const { validator } = (await loadEngines(openDefinitions(installation), [])).versions.R4;
  return async text => {
    const source = readJsonSource(text);
    const issues = await validator.validate({ source, value: source.value as Readonly<Record<string, unknown>> });
    return issues.filter(({ severity }) => severity === 'error' || severity === 'fatal').length;
  };
}

/** Medplum's `validateResource` alone, of what JSON.parse has read. */
export function medplumJudge(): (resource: unknown) => number {
  const { core } = loadMedplum();
  return resource => {
    try {
      core.validateResource(resource);
      return 0;
    } catch (error) {
      const { outcome } = error as { outcome?: { issue?: readonly { readonly severity?: string }[] } };
      return outcome?.issue?.filter(({ severity }) => severity === 'error').length ?? 1;
    }
  };
}
