/** Attachments: stated size and hash fit the data (https://hl7.org/fhir/datatypes.html#Attachment). */
import { createHash } from 'node:crypto';
import type { ValidationContext } from '../validation-context.ts';
import type { ValidationNode } from '../validation-node.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Holds the data of an attachment against what it says of them. */
export function checkAttachment(attachment: ValidationNode, context: ValidationContext): void {
  const { tree } = attachment;
  const given = attachment.text('data');
  const text = given?.replace(/\s+/g, '');
  if (text === undefined) {
    const saysSomething = ['_data', 'url', '_url', 'contentType', 'language', 'extension'].some(key => key in tree);
    if (!saysSomething) context.report('TYPE_SPECIFIC_CHECKS_DT_ATT_NO_CONTENT', { node: attachment });
    return;
  }
  if (!base64.test(text)) return;
  if (text !== given) context.report('TYPE_SPECIFIC_CHECKS_DT_ATT_B64_DECODE_FAIL', { node: attachment });
  const data = Buffer.from(text, 'base64');
  const stated = Number(tree['size']);
  if ('size' in tree && stated !== data.length) {
    context.report('TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_CORRECT', {
      node: attachment,
      args: [String(tree['size']), data.length],
    });
  }
  const hash = attachment.text('hash');
  if (hash === undefined) return;
  const actual = createHash('sha1').update(data).digest('base64');
  if (hash !== actual)
    context.report('TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_INVALID', { node: attachment, args: [hash, actual] });
}
