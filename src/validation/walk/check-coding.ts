/** One Coding against its code system: whether the code is there, and its display is one of the code's. */
import type { CodeAnswer } from '../../contracts/code-checker.ts';
import type { Issue } from '../../fhir/issue.ts';
import type { Coding } from '../../fhir/model.ts';
import type { ValidationNode } from '../validation-node.ts';
import type { WalkState } from './walk-state.ts';

/** Asks the code system of a coding; what it answers is told at the property that is wrong. */
export function checkCoding(state: WalkState, node: ValidationNode): void {
  const system = node.text('system') ?? '';
  if (system === '') return;
  // Codes of this system are any URIs.
  if (system === 'urn:ietf:rfc:3986') return;
  if (!/^[a-z][a-z0-9+.-]*:/i.test(system)) {
    const at = node.child('system', 'uri') ?? node;
    if (!system.startsWith('#')) state.report('Terminology_TX_System_Relative', { node: at, args: [system] });
    return;
  }
  if (state.supplements.has(system)) {
    state.report('CODESYSTEM_CS_NO_SUPPLEMENT', { node: node.child('system', 'uri') ?? node, args: [system] });
    return;
  }
  const code = node.text('code') ?? '';
  if (code === '') return;
  const { language } = state;
  const question = {
    coding: codingOf(node, system, code),
    ...(language !== undefined && { displayLanguage: language }),
  };
  state.ask(question, answer => tell(state, node, answer));
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
