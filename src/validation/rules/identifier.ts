/** Identifiers (https://hl7.org/fhir/datatypes.html#Identifier): a system that is a uri, and a value that fits a system of uris. */
import { isAbsoluteUri } from '../absolute-uri.ts';
import type { ValidationContext } from '../validation-context.ts';
import type { ValidationNode } from '../validation-node.ts';

const uris = 'urn:ietf:rfc:3986';
const uuids = 'https://tools.ietf.org/html/rfc4122';
const usableSystem = /^(?:https?|urn|ldap):/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Holds the value of an identifier against its system. */
export function checkIdentifier(node: ValidationNode, context: ValidationContext): void {
  const system = node.text('system');
  if (system === undefined || system === '') return;
  if (!usableSystem.test(system)) {
    context.report('TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_SYSTEM', { node, args: [system] });
  }
  const value = node.text('value');
  if (value === undefined) return;
  if (system === uris && !isAbsoluteUri(value)) {
    context.report('TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_VALUE', { node, args: [value] });
  }
  if (system === uuids) checkUuid(node, value, context);
}

function checkUuid(node: ValidationNode, value: string, context: ValidationContext): void {
  if (value.startsWith('urn:uuid:')) {
    context.report('TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_WRONG_3', { node, args: [value] });
  } else if (uuid.test(value)) {
    context.report('TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_WRONG_2', { node, args: [value] });
  } else context.report('TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_WRONG_1', { node, args: [value] });
}
