/**
 * OperationOutcomes as JSON text, the same in R4 and R5: issues of one kind differ in text and place alone, so that what
 * stands around these is made once, of what `issueToElement` makes.
 */
import { quoteJson } from './formats/quote-json.ts';
import { issueToElement } from './issue.ts';
import type { Issue } from './issue.ts';

/** The JSON of an issue without its text and place. */
interface Frame {
  readonly before: string;
  readonly between: string;
  readonly after: string;
}

/** Stands for the text and the place in a frame; nothing else has this character. */
const mark = '\u0000';

/** Kinds come from our tables; a bound all the same. */
const mostFrames = 1000;

export class IssueTexts {
  readonly #frames = new Map<string, Frame>();

  /** The OperationOutcome of these issues, in their order. */
  outcome(issues: readonly Issue[]): string {
    let list = '';
    for (const issue of issues) list += list === '' ? this.#textOf(issue) : `,${this.#textOf(issue)}`;
    return `{"resourceType":"OperationOutcome","issue":[${list}]}`;
  }

  #textOf(issue: Issue): string {
    if ((issue.diagnostics ?? issue.position ?? issue.source) !== undefined) {
      return JSON.stringify(issueToElement(issue));
    }
    const { text, expression } = issue;
    const { before, between, after } = this.#frameOf(issue);
    const upToText = before + quoteJson(text) + between;
    return expression === undefined ? upToText : upToText + quoteJson(expression) + after;
  }

  #frameOf(issue: Issue): Frame {
    const { severity, code, txType = '', messageId = '', expression } = issue;
    const key = `${severity} ${code} ${txType} ${messageId}${expression === undefined ? '' : ' at'}`;
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const marked = { ...issue, text: mark, ...(expression !== undefined && { expression: mark }) };
    const [before = '', between = '', after = ''] = JSON.stringify(issueToElement(marked)).split(JSON.stringify(mark));
    const frame = { before, between, after };
    if (this.#frames.size < mostFrames) this.#frames.set(key, frame);
    return frame;
  }
}
