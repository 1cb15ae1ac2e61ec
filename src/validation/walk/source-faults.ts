/** What the reading of the text found, told at the node of the object or list that it is in. */
import { messages } from '../messages/messages.ts';
import type { MessageId } from '../messages/messages.ts';
import type { SourceFault } from '../source/source.ts';
import type { ValidationNode } from '../validation-node.ts';
import type { IssueLog } from './issue-log.ts';

export class SourceFaults {
  readonly #pending = new Map<object, SourceFault[]>();
  readonly #log: IssueLog;

  constructor(faults: readonly SourceFault[], log: IssueLog) {
    this.#log = log;
    for (const fault of faults) {
      if (!(fault.messageId in messages)) continue;
      const known = this.#pending.get(fault.holder);
      if (known === undefined) this.#pending.set(fault.holder, [fault]);
      else known.push(fault);
    }
  }

  /** Tells what was found in an object, or in a list of it, when the walk comes there: only then its type is known. */
  tell(holder: unknown, node: ValidationNode): void {
    if (this.#pending.size === 0 || typeof holder !== 'object' || holder === null) return;
    for (const { messageId, args, at } of this.#pending.get(holder) ?? []) {
      this.#log.add(messageId as MessageId, { node, args }, at);
    }
    this.#pending.delete(holder);
  }

  /** Tells what is left, where the walk does not come. */
  tellRest(root: ValidationNode): void {
    for (const holder of [...this.#pending.keys()]) this.tell(holder, nodeOf(root, holder) ?? root);
  }
}

function nodeOf(node: ValidationNode, holder: object): ValidationNode | undefined {
  if (node.value === holder) return node;
  for (const key of Object.keys(node.tree)) {
    if (Array.isArray(holder) && node.tree[key] === holder) return node;
    for (const child of node.children(key)) {
      const found = typeof child.value === 'object' ? nodeOf(child, holder) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
