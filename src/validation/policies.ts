/** Switches of the validator: what is judged, and how hard. Each has a default that suits an interoperability test. */
import type { IssueSeverity } from '../fhir/issue.ts';

const severities = ['error', 'warning', 'information'] as const;

/** What policies can be, by the names that `$validate` and the command line have for them. */
export const policyChoices = {
  'unknown-extensions': severities,
  'external-references': ['ignore', 'type', 'exists'],
  'best-practice': [...severities, 'ignore'],
  'wrong-display': severities,
  'unknown-code-system': severities,
} as const;

export interface ValidationPolicies {
  /** An extension that nobody here defines: `error`, or what an operator knows better. */
  readonly unknownExtensions: Exclude<IssueSeverity, 'fatal'>;
  /** Whether urls below example.org, example.com and the like need no definition. */
  readonly allowsExampleUrls: boolean;
  /** References that lead outside the text: not looked at, held against the types allowed, or looked up in the store. */
  readonly externalReferences: 'ignore' | 'type' | 'exists';
  /** Rules that their authors call best practice. */
  readonly bestPractice: IssueSeverity | 'ignore';
  readonly wrongDisplay: Exclude<IssueSeverity, 'fatal'>;
  readonly unknownCodeSystem: Exclude<IssueSeverity, 'fatal'>;
  /** Milliseconds that all user-written expressions of one resource may take together. */
  readonly expressionBudget: number;
}

export const defaultPolicies: ValidationPolicies = {
  unknownExtensions: 'error',
  allowsExampleUrls: true,
  externalReferences: 'ignore',
  bestPractice: 'warning',
  wrongDisplay: 'error',
  unknownCodeSystem: 'warning',
  expressionBudget: 10_000,
};

/** Hosts that documentation and tests use for what does not exist. */
const examples =
  /^(?:https?:\/\/(?:[\w-]+\.)*(?:example\.(?:org|com|net)|acme\.(?:org|com))(?:[/:?#]|$)|urn:example|https?:\/\/(?:[\w-]+\.)*example(?:[/:]|$))/;

/** Whether a url is an example by its host. */
export function isExampleUrl(url: string): boolean {
  return examples.test(url);
}
