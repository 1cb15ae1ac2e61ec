/** Runs a row of the operation table as HTTP does, so that both give the same answer to the same parameters. */
import type { AnyResource } from '../fhir/model.ts';
import type { Operation } from '../operations/operation.ts';
import type { CliContext } from './cli-context.ts';
import { engineFor } from './content-options.ts';
import type { AnswerSettings } from './content-options.ts';

/** Values by the operation's names; undefined and false are not sent. */
export type OperationValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** The answer in the wire form of the version asked for; throws FhirError. */
export async function runOperation(
  context: CliContext,
  settings: AnswerSettings,
  operation: Operation,
  values: OperationValues,
): Promise<AnyResource> {
  const { fhirVersion, terminology, codec } = await engineFor(context, settings);
  const received = Object.entries(values).flatMap(([name, value]) => textsOf(value).map(text => ({ name, text })));
  const answer = await operation.run(received, {
    ...{ fhirVersion, terminology, codec },
    served: [fhirVersion],
    level: 'type',
    isStrict: true,
    onIgnored: () => undefined,
  });
  return codec.converts(answer.resourceType) ? codec.write(answer) : answer;
}

function textsOf(value: OperationValues[string]): readonly string[] {
  if (value === undefined || value === false) return [];
  return typeof value === 'object' ? value : [String(value)];
}
