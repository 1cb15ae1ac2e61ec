/** The flags of the settings, made from the one table of config.ts. */
import type { Command } from 'commander';
import { flagOf, textKeys, textSettings } from '../config.ts';

/** Adds a flag for each setting, `--content` and `--config`. */
export function addSettings(command: Command): Command {
  for (const key of textKeys()) {
    const { placeholder, help, fallback, environment } = textSettings[key];
    const names = `${environment.join(' or ')}${fallback === undefined ? '' : `; default: ${fallback}`}`;
    command.option(`${key === 'port' ? '-p, ' : ''}${flagOf(key)} <${placeholder}>`, `${help} (${names})`);
  }
  return command
    .option('-c, --content <path...>', 'your own content: a folder, or a FHIR package (folder or .tgz) (CALX_CONTENT)')
    .option('--config <file>', 'settings in a JSON file; flags and environment go before it (CALX_CONFIG)')
    .allowExcessArguments(false);
}
