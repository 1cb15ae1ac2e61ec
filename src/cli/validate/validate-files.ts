/** Goes through the files of `calx validate`, one resource at a time, and counts what was found. */
import type { CliContext } from '../cli-context.ts';
import type { FoundFile } from './find-files.ts';
import { judgeSubject } from './judge-subject.ts';
import type { JudgeOptions } from './judge-subject.ts';
import { createProgress } from './progress.ts';
import { readSubjects } from './read-subjects.ts';
import { isError } from './validated.ts';
import type { Report, Summary, Validated } from './validated.ts';

export interface ValidateFilesOptions {
  readonly options: JudgeOptions;
  readonly reports: readonly Report[];
}

type Counts = { -readonly [Name in 'resources' | 'withErrors' | 'errors' | 'warnings' | 'passedOver']: Summary[Name] };

/** Tells the reports what was found in each resource, and the summary. */
export async function validateFiles(
  context: CliContext,
  files: readonly FoundFile[],
  { options, reports }: ValidateFilesOptions,
): Promise<Summary> {
  const started = performance.now();
  const progress = createProgress(context, files.length);
  const counts: Counts = { resources: 0, withErrors: 0, errors: 0, warnings: 0, passedOver: 0 };
  for (const [at, file] of files.entries()) {
    for await (const subject of readSubjects(file, context.input)) {
      progress.tell(at + 1, counts.resources);
      const validated = await judgeSubject(subject, options, !file.isNamed);
      count(counts, validated);
      if (validated === undefined) continue;
      if (validated.issues.length > 0) progress.clear();
      for (const report of reports) report.add(validated);
    }
  }
  progress.clear();
  const summary = { ...counts, ...speedOf(counts.resources, performance.now() - started) };
  for (const report of reports) report.end(summary);
  return summary;
}

function count(counts: Counts, validated: Validated | undefined): void {
  if (validated === undefined) {
    counts.passedOver += 1;
    return;
  }
  const errors = validated.issues.filter(isError).length;
  counts.resources += 1;
  counts.withErrors += errors > 0 ? 1 : 0;
  counts.errors += errors;
  counts.warnings += validated.issues.filter(({ severity }) => severity === 'warning').length;
}

function speedOf(resources: number, milliseconds: number): Pick<Summary, 'seconds' | 'perSecond' | 'peakMemory'> {
  const seconds = Math.max(0.001, milliseconds / 1000);
  return { seconds, perSecond: resources / seconds, peakMemory: process.resourceUsage().maxRSS / 1024 };
}
