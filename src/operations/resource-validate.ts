/** `$validate` (https://hl7.org/fhir/resource-operation-validate.html): judges the text as it came. */
import { invalid, notSupported, required } from '../fhir/fhir-error.ts';
import { issuesToOutcome } from '../fhir/issue.ts';
import type { Issue } from '../fhir/issue.ts';
import type { AnyResource } from '../fhir/model.ts';
import { defined } from './defined.ts';
import { defineOperation } from './operation.ts';
import type { OperationContext } from './operation.ts';
import type { InputOf } from './parameter-row.ts';
import { assertMode, deleteIssues, modeIssues } from './validate-mode.ts';
import { readPolicies } from './validate-policies.ts';
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
    if (mode === 'delete') return outcomeOf(deleteIssues({ ...context, mode }));
    if (subject === undefined)
      throw required('There is no resource to judge: send it as the body, or in Parameters as resource');
    const issues = await judge(subject, input, { ...context, mode });
    return outcomeOf(issues);
  },
});

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
      policies: { ...readPolicies(input), ...readPolicies(subject.input) },
      ...defined({
        expectedType: urlType === 'Resource' ? undefined : urlType,
        displayLanguage: context.acceptLanguage,
      }),
    },
    context.signal,
  );
  return [...modeIssues(subject.value, context), ...issues];
}

function profilesOf({ input: own }: ValidateSubject, input: Input, { mode }: Judging): readonly string[] {
  const profiles = [...(input.profile ?? []), ...(own.profile ?? [])];
  if (mode === 'profile' && profiles.length === 0) throw invalid("The mode 'profile' needs a profile to judge by");
  return profiles;
}

const allOk: Issue = { severity: 'information', code: 'informational', text: 'All OK' };

/** With no error or warning the outcome says so: it must have an issue. */
function outcomeOf(issues: readonly Issue[]): AnyResource {
  return issuesToOutcome(issues.length === 0 ? [allOk] : issues) as unknown as AnyResource;
}
