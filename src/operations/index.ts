/** THE TABLE: every operation that is served. Routes, definitions and capability statements derive from it. */
import { codeSystemFindMatches } from './code-system-find-matches.ts';
import { codeSystemLookup } from './code-system-lookup.ts';
import { codeSystemSubsumes } from './code-system-subsumes.ts';
import { codeSystemValidateCode } from './code-system-validate-code.ts';
import { conceptMapClosure } from './concept-map-closure.ts';
import { conceptMapTranslate } from './concept-map-translate.ts';
import type { Operation } from './operation.ts';
import { resourceValidate } from './resource-validate.ts';
import { structureDefinitionSnapshot } from './structure-definition-snapshot.ts';
import { systemCacheControl } from './system-cache-control.ts';
import { systemVersions } from './system-versions.ts';
import { valueSetBatchValidateCode } from './value-set-batch-validate-code.ts';
import { valueSetExpand } from './value-set-expand.ts';
import { valueSetValidateCode } from './value-set-validate-code.ts';

export const operations: readonly Operation[] = [
  systemVersions,
  systemCacheControl,
  codeSystemLookup,
  codeSystemValidateCode,
  codeSystemSubsumes,
  codeSystemFindMatches,
  valueSetExpand,
  valueSetValidateCode,
  valueSetBatchValidateCode,
  conceptMapTranslate,
  conceptMapClosure,
  resourceValidate,
  structureDefinitionSnapshot,
];

/** Those that work where several processes answer, each of which would keep what the others don't know. */
export const statelessOperations: readonly Operation[] = operations.filter(({ keepsState }) => keepsState !== true);
