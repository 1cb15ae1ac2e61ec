/** What the snapshot generator found, told where it is: at the element of the differential, or at the definition. */
import type { SnapshotMessage } from '../../snapshot/snapshot-message.ts';
import type { ValidationNode } from '../../validation-node.ts';
import type { Authoring } from './authoring.ts';

/** Elements that the snapshot has no place for. */
const unplaced = new Set(['SNAPSHOT_UNKNOWN_ELEMENT', 'SNAPSHOT_ELEMENT_OUT_OF_ORDER']);
/** Faults after which HL7's generator makes no snapshot at all. */
const fatal = new Set(['SNAPSHOT_UNKNOWN_CHOICE', 'SNAPSHOT_UNKNOWN_TYPE', 'SNAPSHOT_TYPE_WIDENED']);

export function reportSnapshot(messages: readonly SnapshotMessage[], { node, context }: Authoring): void {
  const lost: string[] = [];
  for (const message of messages) {
    const { messageId, text } = message;
    const at = elementOf(node, message) ?? node;
    if (fatal.has(messageId)) {
      context.report('ERROR_GENERATING_SNAPSHOT', { node, args: [text] });
    } else if (unplaced.has(messageId)) {
      const name = at.text('id') ?? at.text('path') ?? '';
      context.report('ELEMENT_NOT_IN_SNAPSHOT', { node: at, args: [name, text] });
      lost.push(name);
    } else {
      context.report('SNAPSHOT_DIFFERENTIAL_FAULT', { node: at, args: [text] });
    }
  }
  if (lost.length > 0) context.report('ELEMENTS_NOT_IN_SNAPSHOT', { node, args: [lost.length, lost.join(', ')] });
}

function elementOf(node: ValidationNode, { element }: SnapshotMessage): ValidationNode | undefined {
  return element === undefined
    ? undefined
    : node
        .child('differential')
        ?.children('element')
        .find(({ index }) => index === element);
}
