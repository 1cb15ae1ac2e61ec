/** `calx validate-code CODE`: whether a code is in a code system or a value set. */
import { Command } from 'commander';
import { required } from '../fhir/fhir-error.ts';
import { formatResource } from '../fhir/formats/json.ts';
import type { AnyResource, OperationOutcome } from '../fhir/model.ts';
import { codeSystemValidateCode } from '../operations/code-system-validate-code.ts';
import { valueSetValidateCode } from '../operations/value-set-validate-code.ts';
import { CliExit, exitCodes } from '../exit-code.ts';
import type { CliContext } from './cli-context.ts';
import { withAnswerOptions } from './content-options.ts';
import type { AnswerSettings } from './content-options.ts';
import { partsNamed, partsOf, textNamed } from './output/parameters.ts';
import { formatFacts, printable } from './output/table.ts';
import { runOperation } from './run-operation.ts';

interface ValidateCodeSettings extends AnswerSettings {
  readonly system?: string;
  readonly systemVersion?: string;
  readonly valueSet?: string;
  readonly display?: string;
  readonly language?: string;
}

export function validateCodeCommand(context: CliContext): Command {
  const command = new Command('validate-code')
    .description('tell whether a code is in a code system or a value set; exit code 1 where it is not')
    .argument('<code>')
    .option('--system <url>', 'the code system of the code; found from the value set where it is not given')
    .option('--system-version <version>', 'version of the code system')
    .option('--value-set <url>', 'the value set that the code must be in')
    .option('--display <text>', 'a display that must be right too')
    .option('--language <tag>', 'language of the display, such as de')
    .action((code: string, settings: ValidateCodeSettings) => validateCode(context, code, settings));
  return withAnswerOptions(command);
}

async function validateCode(context: CliContext, code: string, settings: ValidateCodeSettings): Promise<void> {
  const answer = await verdictOn(context, code, settings);
  context.write(settings.json === true ? formatResource(answer, true) : formatVerdict(answer));
  if (textNamed(partsOf(answer), 'result') !== 'true') throw new CliExit(exitCodes.no);
}

function verdictOn(context: CliContext, code: string, settings: ValidateCodeSettings): Promise<AnyResource> {
  const { system, systemVersion, valueSet, display, language: displayLanguage } = settings;
  const shared = { code, display, displayLanguage };
  if (valueSet === undefined) {
    if (system === undefined) throw required('Say with --system or --value-set what the code is to be in');
    const values = { ...shared, url: system, version: systemVersion };
    return runOperation(context, settings, codeSystemValidateCode, values);
  }
  const values = { ...shared, url: valueSet, system, systemVersion, inferSystem: system === undefined };
  return runOperation(context, settings, valueSetValidateCode, values);
}

function formatVerdict(answer: AnyResource): string {
  const parts = partsOf(answer);
  const isValid = textNamed(parts, 'result') === 'true';
  const facts = formatFacts([
    ['code', textNamed(parts, 'code')],
    ['display', textNamed(parts, 'display')],
    ['system', textNamed(parts, 'system')],
    ['version', textNamed(parts, 'version')],
  ]);
  const issues = (partsNamed(parts, 'issues')[0]?.resource as unknown as OperationOutcome | undefined)?.issue ?? [];
  const lines = issues.map(({ severity, details }) => `${severity}: ${printable(details?.text ?? '')}\n`).join('');
  return `${isValid ? 'valid' : 'not valid'}\n\n${facts}${lines === '' ? '' : `\n${lines}`}`;
}
