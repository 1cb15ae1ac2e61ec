/**
 * `docs/clinical-review.md`: the sheet by which clinicians sign off what Calx publishes. One row for each recommendation,
 * alert, activity and mapping, with its sources and a place for a name and a date. Written by `npm run review`; a test
 * holds it against the content. Nothing is signed that nobody signed.
 */
import { listReviewItems } from './list-items.ts';
import type { VersionedContent } from './list-items.ts';
import type { ReviewItem, ReviewPart } from './review-item.ts';
import { digestOf } from './sign-offs.ts';
import type { SignOff } from './sign-offs.ts';

const introduction = `# Sign-off sheet

Written by \`npm run review\` from the published resources and from [clinical-sign-offs.csv](clinical-sign-offs.csv); do not edit. Everything here is a draft; a row counts as reviewed only where a clinician's name and date stand in it.

To sign a row, add a line to \`clinical-sign-offs.csv\`: key, text (the eight digits in the row), decision (\`approved\`, \`to change\` or \`rejected\`), name, date. The digits are made from the row's words: when they change, the signature no longer counts and the row says so. \`calx diff A B\` shows what changed between two versions.`;

const sections: readonly (readonly [part: ReviewPart, title: string, about: string])[] = [
  ['recommendation', 'Recommendations', 'Actions of the plans, with direction, strength and quality as published.'],
  ['alert', 'Alerts', 'Safety rules. An alert informs; a clinician confirms or overrides it.'],
  ['activity', 'Activities', 'What the recommendations refer to; each treatment has one.'],
  ['mapping', 'Mappings', 'Codes of this content and of other terminologies, with the relationship in meaning.'],
];

/** The Markdown text of the sheet. */
export function buildClinicalReview(content: VersionedContent, signOffs: readonly SignOff[]): string {
  const items = listReviewItems(content);
  const signed = new Map(signOffs.map(signOff => [signOff.key, signOff]));
  const unknown = signOffs.filter(({ key }) => !items.some(item => item.key === key));
  if (unknown.length > 0) throw new Error(`signed, but not published: ${unknown.map(({ key }) => key).join(', ')}`);
  const parts = sections.map(([part, title, about]) => {
    const rows = items.filter(item => item.part === part);
    return [`## ${title} (${rows.length})`, about, table(rows, signed)].join('\n\n');
  });
  const counts = summary(items, signed);
  return `${[introduction, counts, '<!-- prettier-ignore-start -->', ...parts, '<!-- prettier-ignore-end -->'].join('\n\n')}\n`;
}

function summary(items: readonly ReviewItem[], signed: ReadonlyMap<string, SignOff>): string {
  const rows = items.filter(({ part }) => sections.some(([name]) => name === part));
  const done = rows.filter(item => signed.get(item.key)?.digest === digestOf(item));
  return `**${done.length} of ${rows.length} rows are signed.**`;
}

function table(items: readonly ReviewItem[], signed: ReadonlyMap<string, SignOff>): string {
  const head =
    '| key | what is said | sources | text | decision | clinician | date |\n| --- | --- | --- | --- | --- | --- | --- |';
  return [head, ...items.map(item => row(item, signed.get(item.key)))].join('\n');
}

function row(item: ReviewItem, signOff: SignOff | undefined): string {
  const digest = digestOf(item);
  const isCurrent = signOff?.digest === digest;
  const signature = signOff === undefined ? ['', '', ''] : [signOff.decision, signOff.clinician, signOff.date];
  const [decision = '', ...who] = signature;
  const stated = signOff === undefined || isCurrent ? decision : `changed since: ${decision}`;
  return `| ${[item.key, saidBy(item), sourcesOf(item), digest, stated, ...who].map(cell).join(' | ')} |`;
}

/** The words, and how they are graded. */
function saidBy({ part, label, fields }: ReviewItem): string {
  if (part === 'mapping') return label;
  const { title = label, says = '', stance, condition } = fields;
  const named = ['direction', 'strength', 'quality'].filter(name => fields[name] !== undefined);
  const grades = [stance, ...named.map(name => `${name}: ${fields[name] ?? ''}`), condition && 'has a condition'];
  const told = grades.filter(grade => grade !== undefined).join('; ');
  const words = says === '' ? title : `${title}. ${says}`;
  return told === '' ? words : `${words} (${told})`;
}

function sourcesOf({ part, fields }: ReviewItem): string {
  return (part === 'mapping' ? fields['comment'] : fields['sources']) ?? '';
}

function cell(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ').trim();
}
