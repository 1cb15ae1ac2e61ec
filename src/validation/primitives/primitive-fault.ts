/** What the checks of primitive values answer. */
import type { MessageId } from '../messages/messages.ts';

/** What is wrong with a value. */
export interface PrimitiveFault {
  readonly messageId: MessageId;
  readonly args: readonly string[];
}
