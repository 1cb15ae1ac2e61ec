/** `calx package`: writes Calx's own content as FHIR packages for R4 and R5, and its code systems and maps as tables. */
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { writePackages } from '../content/packages/write-packages.ts';
import { messageOf } from '../content/parse-content.ts';
import { loadOwnContent } from '../engines.ts';
import { versionCodecs } from '../fhir/versions/index.ts';
import type { CliContext } from './cli-context.ts';

interface PackageSettings {
  readonly out?: string;
  readonly json?: true;
}

export function packageCommand(context: CliContext): Command {
  return new Command('package')
    .description("write Calx's own content as FHIR packages for R4 and R5, and its codes and maps as CSV and NDJSON")
    .option('--out <folder>', 'folder that is written anew; default dist/packages, which the service gives out')
    .option('--json', 'print what was written as JSON, for programs')
    .allowExcessArguments(false)
    .action((settings: PackageSettings) => writeAll(context, settings));
}

async function writeAll(context: CliContext, { out, json }: PackageSettings): Promise<void> {
  const { root } = context.installation;
  const folder = out === undefined ? join(root, 'dist', 'packages') : resolve(out);
  const { records } = await loadOwnContent(context.installation);
  const source = { records, codecs: versionCodecs, examples: join(root, 'fhir-resources', 'examples') };
  const { packages, tables } = await writePackages(source, folder).catch((error: unknown) => {
    throw new ConfigError(messageOf(error), 1);
  });
  if (json === true) {
    context.write(`${JSON.stringify({ folder, packages, tables }, null, 2)}\n`);
    return;
  }
  const lines = packages.map(({ file, bytes, shasum }) => `${file}  ${bytes} bytes  sha1 ${shasum}`);
  context.write(
    [...lines, `${tables.length} tables and notices in ${join(folder, 'tables')}`].map(line => `${line}\n`).join(''),
  );
}
