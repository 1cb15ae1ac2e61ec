/** The policies of the validator as parameters of `$validate`, by the names that the command line has. */
import { invalid } from '../fhir/fhir-error.ts';
import { policyChoices } from '../validation/policies.ts';
import type { ValidationPolicies } from '../validation/policies.ts';
import { defined } from './defined.ts';
import type { ParameterRow } from './parameter-row.ts';

type Choices = typeof policyChoices;
export type PolicyInput = { readonly [Name in keyof Choices]?: string } & { readonly 'example-urls'?: boolean };

export const policyRows = [
  {
    name: 'unknown-extensions',
    type: 'code',
    definedIn: [],
    documentation: 'Severity of extensions that nothing here defines: error (default), warning, information.',
  },
  {
    name: 'example-urls',
    type: 'boolean',
    definedIn: [],
    documentation:
      'Whether extensions of example.org and the like need no definition; true unless it is said to be false.',
  },
  {
    name: 'external-references',
    type: 'code',
    definedIn: [],
    documentation: 'References that lead outside: ignore (default), type (must be allowed), exists (must be here too).',
  },
  {
    name: 'best-practice',
    type: 'code',
    definedIn: [],
    documentation: 'Severity of rules that are best practice: error, warning (default), information, ignore.',
  },
  {
    name: 'wrong-display',
    type: 'code',
    definedIn: [],
    documentation: 'Severity of displays that are not those of their codes: error (default), warning, information.',
  },
  {
    name: 'unknown-code-system',
    type: 'code',
    definedIn: [],
    documentation: 'Severity of codes whose system is not here: error, warning (default), information.',
  },
] as const satisfies readonly ParameterRow[];

/** The policies that were asked for; throws `invalid` (400) for a value that a policy does not have. */
export function readPolicies(input: PolicyInput): Partial<ValidationPolicies> {
  return defined({
    unknownExtensions: choose(input, 'unknown-extensions'),
    allowsExampleUrls: input['example-urls'],
    externalReferences: choose(input, 'external-references'),
    bestPractice: choose(input, 'best-practice'),
    wrongDisplay: choose(input, 'wrong-display'),
    unknownCodeSystem: choose(input, 'unknown-code-system'),
  });
}

function choose<Name extends keyof Choices>(input: PolicyInput, name: Name): Choices[Name][number] | undefined {
  const given = input[name];
  if (given === undefined) return undefined;
  const allowed: readonly Choices[Name][number][] = policyChoices[name];
  const found = allowed.find(one => one === given);
  if (found === undefined) {
    throw invalid(`The parameter '${name}' must be one of ${allowed.join(', ')}, not '${String(given).slice(0, 40)}'`);
  }
  return found;
}
