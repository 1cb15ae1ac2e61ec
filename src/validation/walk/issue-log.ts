/** The issues of one validation, in the order in which they were told; the same is told once. */
import type { Issue, IssueSeverity } from '../../fhir/issue.ts';
import { formatMessage, messages } from '../messages/messages.ts';
import type { Message, MessageId } from '../messages/messages.ts';
import type { Pointer, Source } from '../source/source.ts';
import type { IssueAt } from '../validation-context.ts';

interface Told {
  readonly issue: Issue;
  readonly pointer: Pointer;
  /** Where the text told the place itself. */
  readonly offset?: number;
}

/** Nobody reads more. */
const mostIssues = 1_000;

export class IssueLog {
  readonly #told: Told[] = [];
  readonly #keys = new Set<string>();

  severityOf(messageId: MessageId, { severity }: IssueAt): IssueSeverity {
    const message: Message = messages[messageId];
    return severity ?? message.severity ?? 'error';
  }

  add(messageId: MessageId, at: IssueAt, offset?: number): void {
    const { node, args = [], source } = at;
    const message: Message = messages[messageId];
    const text = at.text ?? formatMessage(message.text, args);
    const { path, pointer } = node;
    const key = `${messageId}\n${path}\n${text}`;
    if (this.#keys.has(key) || this.#told.length >= mostIssues) return;
    this.#keys.add(key);
    const issue: Issue = {
      severity: this.severityOf(messageId, at),
      code: at.code ?? message.code,
      text,
      messageId,
      expression: path,
      ...(source !== undefined && { source }),
    };
    this.#told.push({ issue, pointer, ...(offset !== undefined && { offset }) });
  }

  get hasErrors(): boolean {
    return this.#told.some(({ issue }) => issue.severity === 'error');
  }

  /** The issues with their positions, in the order of the text; `prefix` leads to the resource that was judged. */
  placed(source: Source, prefix: Pointer): readonly Issue[] {
    const placed = this.#told.map(({ issue, pointer, offset }) => {
      const at = offset ?? source.offsetOf([...prefix, ...pointer]);
      return { at, issue: { ...issue, position: source.positionAt(at) } };
    });
    return placed.sort((left, right) => left.at - right.at).map(({ issue }) => issue);
  }
}
