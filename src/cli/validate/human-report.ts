/** `file:line:column: severity: message [rule]`, as compilers have it, with the line itself and where in it. */
import type { Issue } from '../../fhir/issue.ts';
import { printable } from '../output/table.ts';
import { placeOf } from './validated.ts';
import type { Report, Summary, Validated } from './validated.ts';

/** A line that is shown is cut to this many characters around the place. */
const shownWidth = 100;

/** Writes each issue, and a summary at the end. */
export function humanReport(write: (text: string) => void): Report {
  return {
    add(validated) {
      for (const issue of validated.issues) write(formatIssue(validated, issue));
    },
    end(summary) {
      write(formatSummary(summary));
    },
  };
}

function formatIssue(validated: Validated, issue: Issue): string {
  const { line, column } = placeOf(validated, issue);
  const place = `${validated.subject.file}:${String(line)}:${String(column)}`;
  const rule = issue.messageId === undefined ? '' : ` [${issue.messageId}]`;
  const at = issue.expression === undefined ? '' : `${issue.expression}: `;
  return `${printable(place)}: ${issue.severity}: ${printable(at + issue.text)}${rule}\n${excerpt(validated, issue)}`;
}

/** The line of the issue and a caret below the place; nothing for information. */
function excerpt({ subject }: Validated, { position, severity }: Issue): string {
  if (position === undefined || severity === 'information') return '';
  const line = subject.text.split('\n', position.line)[position.line - 1] ?? '';
  const from = Math.max(0, Math.min(position.column - 1 - shownWidth / 2, line.length - shownWidth));
  const shown = line.slice(from, from + shownWidth).replace(/[\t\p{Cc}]/gu, ' ');
  const blanks = shown.length - shown.trimStart().length;
  const caret = position.column - 1 - from;
  if (shown.trim() === '' || caret < blanks) return '';
  return `  | ${shown.slice(blanks).trimEnd()}\n  | ${' '.repeat(caret - blanks)}^\n`;
}

function formatSummary(summary: Summary): string {
  const { resources, withErrors, errors, warnings, passedOver } = summary;
  const verdict = withErrors === 0 ? 'no errors' : `${String(withErrors)} with errors`;
  const found = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  const others = passedOver === 0 ? '' : `; passed over: ${counted(passedOver, 'file')} that hold no FHIR resource`;
  const speed = `${summary.perSecond.toFixed(0)} resources/s, peak memory ${summary.peakMemory.toFixed(0)} MB`;
  return `\n${counted(resources, 'resource')}, ${verdict} (${found})${others}\n${summary.seconds.toFixed(1)} s, ${speed}\n`;
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
