/** Where published figures and the dossier's row differ on purpose, number by number, each with its reason. */

export interface FigureException {
  /** Numbers that are published and stand elsewhere in the dossier than in the row. */
  readonly added?: Readonly<Record<string, string>>;
  /** Numbers of the row that are not published as numbers. */
  readonly left?: Readonly<Record<string, string>>;
}

const anticoagulant = 'corrections.md A1 gives the use of vitamin K antagonists from the same abstract';
const inWords = 'said in words';

export const figureExceptions: Readonly<Record<string, FigureException>> = {
  'BALIN2012-DILT': { left: { '0': `${inWords}: no complete response is stated` } },
  TRAINEAU2020: {
    left: { '1': `${inWords}: one small randomised trial`, '4': `${inWords}: four retrospective studies` },
  },
  FLOEGE2015: { added: { '11': anticoagulant, '24': anticoagulant, '5': anticoagulant, '7': anticoagulant } },
  VALENZUELA2014: { added: { '95': 'diseases.json gives the level of the intervals' } },
  BARTOLI2016: {
    left: {
      '48.7': 'worked out by the dossier from the counts, which are published',
      '47.4': 'printed, but does not follow from the counts',
      '52.6': 'printed, but does not follow from the counts',
    },
  },
  SALLUM2008: { left: { '1': `${inWords}: at least one immunosuppressant` } },
};
