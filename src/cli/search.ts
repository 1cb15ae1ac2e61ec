/** `calx search TYPE [name=value...]`: resources by FHIR's search parameters. */
import { Command } from 'commander';
import { invalid } from '../fhir/fhir-error.ts';
import { fhirVersionNames } from '../fhir/fhir-version.ts';
import { formatResource } from '../fhir/formats/json.ts';
import type { AnyResource, Bundle } from '../fhir/model.ts';
import { searchType } from '../operations/interactions/search-type.ts';
import { createSubsetOf } from '../operations/interactions/subset.ts';
import { CliExit, exitCodes } from '../exit-code.ts';
import type { CliContext } from './cli-context.ts';
import { engineFor, withAnswerOptions } from './content-options.ts';
import type { AnswerSettings } from './content-options.ts';
import { formatTable } from './output/table.ts';

export function searchCommand(context: CliContext): Command {
  const command = new Command('search')
    .description('find resources by search parameters; exit code 1 where nothing matches')
    .argument('<type>', 'resource type, such as ValueSet')
    .argument('[name=value...]', 'search parameters, such as title:contains=calcinosis or _count=5')
    .action((type: string, pairs: readonly string[], settings: AnswerSettings) =>
      search(context, { type, pairs }, settings),
    );
  return withAnswerOptions(command);
}

interface Search {
  readonly type: string;
  readonly pairs: readonly string[];
}

async function search(context: CliContext, { type, pairs }: Search, settings: AnswerSettings): Promise<void> {
  const { store, terminology, fhirVersion } = await engineFor(context, settings);
  const bundle = await searchType(store, type, new URLSearchParams(pairs.map(readPair)), {
    base: `/${fhirVersionNames[fhirVersion].path}`,
    subsetOf: createSubsetOf(store),
    terminology,
    isStrict: true,
    onIgnored: () => undefined,
  });
  context.write(settings.json === true ? formatResource(bundle, true) : formatFound(bundle));
  if ((bundle['total'] ?? 1) === 0) throw new CliExit(exitCodes.no);
}

function readPair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw invalid(`A search parameter is given as name=value, not '${pair.slice(0, 80)}'`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function formatFound(bundle: AnyResource): string {
  const { entry = [], total } = bundle as unknown as Bundle;
  const rows = entry.map(({ resource }) => rowOf(resource as unknown as AnyResource));
  const table = formatTable(['id', 'version', 'status', 'title', 'url'], rows);
  const sum = total === undefined || total === rows.length ? `${rows.length} found` : `${rows.length} of ${total}`;
  return `${table}${table === '' ? '' : '\n'}${sum}\n`;
}

function rowOf({ id = '', ...elements }: AnyResource): string[] {
  const text = (name: string): string => (typeof elements[name] === 'string' ? elements[name] : '');
  return [id, text('version'), text('status'), text('title') || text('name'), text('url')];
}
