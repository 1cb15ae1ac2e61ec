/** What a clinician judges, and what two versions of the content are compared by: one statement, with its words and sources. */
export type ReviewPart = 'code' | 'mapping' | 'member' | 'recommendation' | 'alert' | 'activity';

export interface ReviewItem {
  readonly part: ReviewPart;
  /** Stays the same for the same statement: `PlanDefinition/x#action`, `CodeSystem/y#code`. */
  readonly key: string;
  /** A line that names it. */
  readonly label: string;
  /** What is said, by name; empty ones are left out. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The fields that say something. */
export function fieldsOf(all: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''));
}
