/** Finding the code system and concept that `$lookup` and `$subsumes` are about; what is not here is a 404. */
import type { CodeSystemProvider, ConceptId } from '../contracts/code-system-provider.ts';
import { notFound, required } from '../fhir/fhir-error.ts';
import type { CodeSystem } from '../fhir/model.ts';
import { listWithOr } from './messages.ts';
import type { CodeSystemResolution, RequestScope } from './request-scope.ts';
import type { ResourceReference } from './terminology-request.ts';
import { txError } from './tx-issue.ts';

interface CodeSystemRequest {
  readonly system?: string | undefined;
  readonly version?: string | undefined;
  readonly codeSystem?: ResourceReference<CodeSystem> | undefined;
}

/** The code system that the request names, or that it was made on. */
export function getCodeSystem(
  { system: stated, version, codeSystem }: CodeSystemRequest,
  scope: RequestScope,
): CodeSystemProvider {
  const subject = codeSystem?.resource ?? codeSystem;
  const system = stated ?? subject?.url;
  if (system === undefined) throw required('Name the code system by system');
  const resolution = scope.resolveCodeSystem(system, version ?? subject?.version);
  if (resolution.kind === 'found') return resolution.provider;
  throw unresolved(resolution);
}

function unresolved(resolution: Exclude<CodeSystemResolution, { kind: 'found' }>): Error {
  const { system } = resolution;
  switch (resolution.kind) {
    case 'unknown-version':
      return notFound(
        `The code system '${system}' has no version '${resolution.version}' here. Valid versions: ${listWithOr(resolution.known)}`,
        { txType: 'not-found' },
      );
    case 'version-check-failed':
      return txError('VALUESET_VERSION_CHECK', [resolution.version, system, resolution.required]);
    case 'supplement':
      return txError('CODESYSTEM_CS_NO_SUPPLEMENT', [system]);
    case 'unknown-system':
      return notFound(unknownSystemText(system, resolution.content), { txType: 'not-found' });
  }
}

function unknownSystemText(system: string, content: string | undefined): string {
  return content === undefined
    ? `The code system '${system}' is not known here`
    : `The code system '${system}' is known by name only (content is ${content}), so nothing can be said of its codes`;
}

/** The concept of the code, in the code system's own way with case. */
export function getConcept(provider: CodeSystemProvider, code: string): ConceptId {
  const concept = provider.findConcept(code);
  if (concept !== undefined) return concept;
  const { url, version, content } = provider;
  if (content === 'fragment')
    throw txError('UNKNOWN_CODE_IN_FRAGMENT', [code, url, version ?? ''], { severity: 'error', status: 404 });
  throw version === undefined
    ? txError('Unknown_Code_in', [code, url], { status: 404 })
    : txError('Unknown_Code_in_Version', [code, url, version], { status: 404 });
}
