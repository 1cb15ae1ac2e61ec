/** THE TABLE: every operation that is served. Routes, definitions and capability statements derive from it. */
import { codeSystemLookup } from './code-system-lookup.ts';
import { codeSystemSubsumes } from './code-system-subsumes.ts';
import { codeSystemValidateCode } from './code-system-validate-code.ts';
import { conceptMapTranslate } from './concept-map-translate.ts';
import type { Operation } from './operation.ts';
import { systemVersions } from './system-versions.ts';
import { valueSetBatchValidateCode } from './value-set-batch-validate-code.ts';
import { valueSetExpand } from './value-set-expand.ts';
import { valueSetValidateCode } from './value-set-validate-code.ts';

export const operations: readonly Operation[] = [
  systemVersions,
  codeSystemLookup,
  codeSystemValidateCode,
  codeSystemSubsumes,
  valueSetExpand,
  valueSetValidateCode,
  valueSetBatchValidateCode,
  conceptMapTranslate,
];
