/**
 * THE TABLE of the validator's messages: id, severity, issue type and wording. Ids are those of HL7's own validator, so
 * that a tester can look one up anywhere; the wording is ours, and says what to do. `{0}`, `{1}` … are filled in.
 */
import type { IssueCode, IssueSeverity } from '../../fhir/issue.ts';
import { bundleMessages } from './bundle-messages.ts';
import { codeMessages } from './code-messages.ts';
import { contentMessages } from './content-messages.ts';
import { datatypeMessages } from './datatype-messages.ts';
import { definitionMessages } from './definition-messages.ts';
import { extensionMessages } from './extension-messages.ts';
import { narrativeMessages } from './narrative-messages.ts';
import { primitiveMessages } from './primitive-messages.ts';
import { profileMessages } from './profile-messages.ts';
import { questionnaireMessages } from './questionnaire-messages.ts';
import { referenceMessages } from './reference-messages.ts';
import { structureDefinitionMessages } from './structure-definition-messages.ts';
import { structureMessages } from './structure-messages.ts';

export interface Message {
  /** Default error. */
  readonly severity?: IssueSeverity;
  readonly code: IssueCode;
  readonly text: string;
}

export const messages = {
  ...structureMessages,
  ...primitiveMessages,
  ...profileMessages,
  ...codeMessages,
  ...referenceMessages,
  ...questionnaireMessages,
  ...bundleMessages,
  ...contentMessages,
  ...datatypeMessages,
  ...extensionMessages,
  ...narrativeMessages,
  ...definitionMessages,
  ...structureDefinitionMessages,
} satisfies Record<string, Message>;

export type MessageId = keyof typeof messages;

/** The message's text with its placeholders filled in; a long argument is cut. */
export function formatMessage(text: string, args: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_whole, index: string) => shorten(String(args[Number(index)] ?? '')));
}

function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
