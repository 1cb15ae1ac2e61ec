/** What one service keeps of its expansions for the next ones, each part within a bound of its own. */
import type { CacheUse } from '../../contracts/cache-use.ts';
import { formatResource } from '../../fhir/formats/json.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { AnswerFrames } from './answer-frames.ts';
import { EntryTexts } from './entry-texts.ts';
import type { WriteEntry } from './entry-texts.ts';
import { SelectionCache } from './selection-cache.ts';
import { WantedPages } from './wanted-page.ts';

/** How answers are written in the form of the FHIR version that is served; what is absent is not kept as text. */
export interface AnswerWriters {
  /** An entry of an expansion. */
  readonly writeEntry?: WriteEntry;
  /** Writes a resource in that form; without it answers are never text. */
  readonly write?: (model: AnyResource) => AnyResource;
}

export interface KeptExpansions {
  readonly selections: SelectionCache;
  readonly pages: WantedPages;
  readonly entries: EntryTexts;
  readonly frames: AnswerFrames | undefined;
}

/** Nothing yet. */
export function createKeptExpansions({ writeEntry, write }: AnswerWriters): KeptExpansions {
  return {
    selections: new SelectionCache(),
    pages: new WantedPages(),
    entries: new EntryTexts(writeEntry),
    frames: write && new AnswerFrames(answer => formatResource(write(answer as unknown as AnyResource))),
  };
}

/** How each part is used, by its name and unit. */
export function useOfExpansions({ selections, pages, entries, frames }: KeptExpansions): Record<string, CacheUse> {
  return {
    'value set bytes': selections.use,
    'text filter page bytes': pages.use,
    'expansion entry characters': entries.use,
    ...(frames !== undefined && { 'expansion frame characters': frames.use }),
  };
}
