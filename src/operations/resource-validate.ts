/** `$validate` (https://hl7.org/fhir/resource-operation-validate.html): judges the text as it came. */
import { invalid, notSupported, required } from '../fhir/fhir-error.ts';
import { issuesToOutcome } from '../fhir/issue.ts';
import type { Issue } from '../fhir/issue.ts';
import type { AnyResource } from '../fhir/model.ts';
import { defined } from './defined.ts';
import { defineOperation } from './operation.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf } from './parameter-row.ts';
import { readSubject } from './validate-subject.ts';
import type { ValidateSubject } from './validate-subject.ts';
import { validateRows } from './validate-rows.ts';

type Input = InputOf<typeof validateRows>;

export const resourceValidate = defineOperation({
  name: 'validate',
  resource: 'Resource',
  levels: { R4: ['system', 'type', 'instance'], R5: ['system', 'type', 'instance'] },
  definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
  title: 'Validate a resource',
  description: 'Judges a resource by its type, the profiles that it names and those given.',
  readsText: true,
  parameters: validateRows,
  output: [
    { name: 'return', type: 'OperationOutcome', min: 1, documentation: 'What was found; all OK where nothing was.' },
  ],
  handle: async (input, context) => {
    const subject = readSubject(context);
    const mode = subject?.input.mode ?? input.mode;
    assertMode(mode);
    if (mode === 'delete') return outcomeOf([readOnly]);
    if (subject === undefined)
      throw required('There is no resource to judge: send it as the body, or in Parameters as resource');
    const issues = await judge(subject, input, { ...context, mode });
    return outcomeOf(issues);
  },
});

const modes: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'profile']);

function assertMode(mode: string | undefined): void {
  if (mode === undefined || modes.has(mode)) return;
  throw notSupported(`The mode '${mode.slice(0, 40)}' is not supported; the modes are ${[...modes].join(', ')}`);
}

const readOnly: Issue = {
  severity: 'information',
  code: 'informational',
  text: 'All OK: no rule here forbids it; this server is read-only, so nothing is ever deleted',
};

type Judging = OperationContext & { readonly mode: string | undefined };

async function judge(subject: ValidateSubject, input: Input, context: Judging): Promise<readonly Issue[]> {
  const { validator, urlType } = context;
  if (validator === undefined) throw notSupported('There is no validator here');
  const profiles = profilesOf(subject, input, context);
  const issues = await validator.validate(
    {
      source: subject.source,
      pointer: subject.pointer,
      value: subject.value,
      profiles,
      resources: subject.resources,
      usages: subject.input.usageContext ?? [],
      ...defined({
        expectedType: urlType === 'Resource' ? undefined : urlType,
        displayLanguage: context.acceptLanguage,
      }),
    },
    context.signal,
  );
  return [...identityIssues(subject.value, context), ...issues];
}

function profilesOf({ input: own }: ValidateSubject, input: Input, { mode }: Judging): readonly string[] {
  const profiles = [...(input.profile ?? []), ...(own.profile ?? [])];
  if (mode === 'profile' && profiles.length === 0) throw invalid("The mode 'profile' needs a profile to judge by");
  return profiles;
}

/** An update names the resource that it is of. */
function identityIssues(
  { id }: Readonly<Record<string, unknown>>,
  { mode, urlId, urlType }: Judging,
): readonly Issue[] {
  if (mode !== 'update') return [];
  const expression = urlType ?? 'Resource';
  if (id === undefined)
    return [{ severity: 'error', code: 'required', text: 'An update needs the id of the resource', expression }];
  if (urlId === undefined || id === urlId) return [];
  return [
    {
      severity: 'error',
      code: 'value',
      text: `The id is '${String(id)}', and the URL says '${urlId}'`,
      expression: `${expression}.id`,
    },
  ];
}

const allOk: Issue = { severity: 'information', code: 'informational', text: 'All OK' };

/** With no error or warning the outcome says so: it must have an issue. */
function outcomeOf(issues: readonly Issue[]): AnyResource {
  return issuesToOutcome(issues.length === 0 ? [allOk] : issues) as unknown as AnyResource;
}
