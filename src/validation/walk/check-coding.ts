/** One Coding against its code system: whether the code is there, and its display is one of the code's. */
import type { CodeAnswer } from '../../contracts/code-checker.ts';
import type { Issue } from '../../fhir/issue.ts';
import type { Coding } from '../../fhir/model.ts';
import { isAbsoluteUri } from '../absolute-uri.ts';
import type { ValidationNode } from '../validation-node.ts';
import type { WalkState } from './walk-state.ts';

/** Asks the code system of a coding; what it answers is told at the property that is wrong. */
export function checkCoding(state: WalkState, node: ValidationNode): void {
  const system = node.text('system') ?? '';
  const code = node.text('code') ?? '';
  // Codes of RFC 3986 are any URIs.
  if (system === '' || system === 'urn:ietf:rfc:3986' || !isUsableSystem(state, node, system) || code === '') return;
  const { language } = state;
  const coding = codingOf(node, system, code);
  const question = { coding, ...(language !== undefined && { displayLanguage: language }) };
  state.ask(question, answer => tell(state, node, answer));
}

function isUsableSystem(state: WalkState, node: ValidationNode, system: string): boolean {
  const at = node.child('system', 'uri') ?? node;
  const isAbsolute = isAbsoluteUri(system);
  const isSupplement = state.supplements.has(system);
  if (isSupplement) state.report('CODESYSTEM_CS_NO_SUPPLEMENT', { node: at, args: [system] });
  else if (!isAbsolute && !system.startsWith('#')) {
    state.report('Terminology_TX_System_Relative', { node: at, args: [system] });
  }
  return isAbsolute && !isSupplement;
}

function codingOf(node: ValidationNode, system: string, code: string): Coding {
  const version = node.text('version');
  const display = node.text('display');
  return { system, code, ...(version !== undefined && { version }), ...(display !== undefined && { display }) };
}

function tell(state: WalkState, node: ValidationNode, answer: CodeAnswer): void {
  if (answer.isUnknown) return tellUnknown(state, node);
  for (const issue of answer.issues) tellIssue(state, node, issue);
}

function tellIssue(state: WalkState, node: ValidationNode, { txType, text, severity: given }: Issue): void {
  if (txType === 'invalid-display') {
    const severity = given === 'error' ? state.policies.wrongDisplay : given;
    const at = node.child('display', 'string') ?? node;
    state.report('Terminology_TX_Display_Wrong', { node: at, args: [text], severity });
  } else if (given === 'error' && txType === 'invalid-code') {
    state.report('Terminology_PassThrough_TX_Message', { node: node.child('code', 'code') ?? node, args: [text] });
  } else if (given === 'error' && txType === 'invalid-data') {
    state.report('Terminology_TX_System_Invalid', { node: node.child('system', 'uri') ?? node, text });
  }
}

function tellUnknown(state: WalkState, node: ValidationNode): void {
  const at = node.child('system', 'uri') ?? node;
  const system = String(node.tree['system']);
  state.report('Terminology_TX_System_Unknown', {
    node: at,
    args: [system],
    severity: state.policies.unknownCodeSystem,
  });
}
