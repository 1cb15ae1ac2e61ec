/** Messages in Dutch. */
import type { Translation } from '../messages.ts';

export const nl: Translation = {
  ABSTRACT_CODE_NOT_ALLOWED: "De code '{0}#{1}' is abstract en hier niet toegestaan",
  CACHE_ID_UNKNOWN:
    "De cache '{0}' is niet bekend bij deze server: hij is hier nooit aangemaakt, verlopen of vrijgegeven. Caches worden aangemaakt met $cache-control?mode=start",
  CLOSURE_MUST_BE_REINITIALIZED: 'De closure-tabel "{0}" moet opnieuw worden begonnen',
  CLOSURE_NAME_INVALID: 'Ongeldige naam van een closure-tabel: "{0}"',
  CODESYSTEM_CS_NO_SUPPLEMENT:
    'Het CodeSystem {0} is een supplement en kan niet als waarde van Coding.system worden gebruikt',
  CODE_CASE_DIFFERENCE:
    "De code '{0}' verschilt van de juiste code '{1}' in hoofd- en kleine letters. Het codesysteem '{2}' maakt daarin geen onderscheid, maar het wordt sterk aangeraden de juiste schrijfwijze te gebruiken",
  CONCEPT_DEPRECATED_IN_VALUESET:
    "De aanwezigheid van het concept '{1}' van het systeem '{0}' in de waardelijst {3} heeft de status {2}; het gebruik ervan moet worden nagegaan",
  Coding_has_no_code__cannot_validate: 'De Coding heeft geen code en kan niet worden gevalideerd',
  Coding_has_no_system__cannot_validate:
    'De Coding heeft geen systeem. Een code zonder systeem heeft geen vastgestelde betekenis en kan niet worden gevalideerd. Er moet een systeem worden opgegeven',
  DEPRECATED_CONCEPT_FOUND: "Het concept '{1}' heeft de status {0}; het gebruik ervan moet worden nagegaan",
  Display_Name_WS_for__should_be_one_of__instead_of_one:
    "Verkeerde spaties in de weergavenaam '{4}' voor {1}#{2}. De geldige naam is {3} (voor de taal of talen '{5}')",
  Display_Name_WS_for__should_be_one_of__instead_of_other:
    "Verkeerde spaties in de weergavenaam '{4}' voor {1}#{2}. De geldige naam is een van {0} mogelijkheden: {3} (voor de taal of talen '{5}')",
  Display_Name_for__should_be_one_of__instead_of_one:
    "Verkeerde weergavenaam '{4}' voor {1}#{2}. De geldige naam is {3} (voor de taal of talen '{5}')",
  Display_Name_for__should_be_one_of__instead_of_other:
    "Verkeerde weergavenaam '{4}' voor {1}#{2}. De geldige naam is een van {0} mogelijkheden: {3} (voor de taal of talen '{5}')",
  FILTER_NOT_UNDERSTOOD: 'Het filter "{0} {1} {2}" van de waardelijst {3} is niet begrepen in de context van {4}',
  INACTIVE_CONCEPT_FOUND: "Het concept '{1}' heeft de status {0}; het gebruik ervan moet worden nagegaan",
  INACTIVE_DISPLAY_FOUND:
    "'{0}' geldt niet meer als juiste weergavenaam voor de code '{1}' (status = {3}). De juiste naam is een van {2}.",
  INVALID_DISPLAY_NAME: "Ongeldige displayLanguage: '{0}'",
  MSG_DEPRECATED: 'Verwijzing naar {1} {0}, waarvan het gebruik wordt ontraden (deprecated)',
  MSG_DRAFT: 'Verwijzing naar {1} {0}, een concept (draft)',
  MSG_EXPERIMENTAL: 'Verwijzing naar {1} {0}, experimenteel',
  MSG_RETIRED: 'Verwijzing naar {1} {0}, buiten gebruik (retired)',
  MSG_WITHDRAWN: 'Verwijzing naar {1} {0}, ingetrokken (withdrawn)',
  NO_VALID_DISPLAY_AT_ALL:
    "De weergavenaam '{0}' voor {1}#{2} kan niet worden gevalideerd: de code heeft geen weergavenamen",
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR:
    "Verkeerde weergavenaam '{0}' voor {1}#{2}. Er zijn geen geldige namen voor de taal of talen '{3}'. De standaardnaam is '{4}'",
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK:
    "Er zijn geen geldige namen voor de code {1}#{2} in de taal of talen '{3}'. De naam '{4}' is geldig in de standaardtaal",
  None_of_the_provided_codes_are_in_the_value_set_one: "De opgegeven code {1} is niet gevonden in de waardelijst '{0}'",
  STATUS_CODE_WARNING_CODE: "Het concept '{1}' is geldig, maar {0}",
  TX_GENERAL_CC_ERROR_MESSAGE: "Er is geen geldige Coding gevonden voor de waardelijst '{0}'",
  Terminology_TX_System_Relative: 'Coding.system moet een absolute verwijzing zijn, geen lokale',
  Terminology_TX_System_ValueSet2: "De Coding verwijst naar een waardelijst, niet naar een codesysteem ('{0}')",
  UNABLE_TO_HANDLE_SYSTEM_FILTER_WITH_NO_VALUE:
    'Het filter van het systeem {0} met eigenschap = {1}, operator = {2} heeft geen waarde',
  UNABLE_TO_INFER_CODESYSTEM: "Het systeem van de code '{0}' in de waardelijst '{1}' kon niet worden bepaald",
  UNKNOWN_CODESYSTEM: "Het CodeSystem '{0}' is niet gevonden, dus de code kan niet worden gevalideerd",
  UNKNOWN_CODESYSTEM_EXP: "Het CodeSystem '{0}' is niet gevonden, dus de waardelijst kan niet worden geëxpandeerd",
  UNKNOWN_CODESYSTEM_VERSION:
    "Het CodeSystem '{0}' versie '{1}' is niet gevonden, dus de code kan niet worden gevalideerd. Geldige versies: {2}",
  UNKNOWN_CODESYSTEM_VERSION_EXP:
    "Het CodeSystem '{0}' versie '{1}' is niet gevonden, dus de waardelijst kan niet worden geëxpandeerd. Geldige versies: {2}",
  UNKNOWN_CODESYSTEM_VERSION_EXP_NONE:
    "Het CodeSystem '{0}' versie '{1}' is niet gevonden, dus de waardelijst kan niet worden geëxpandeerd. Er zijn geen versies van dit codesysteem bekend",
  UNKNOWN_CODESYSTEM_VERSION_NONE:
    "Het CodeSystem '{0}' versie '{1}' is niet gevonden, dus de code kan niet worden gevalideerd. Er zijn geen versies van dit codesysteem bekend",
  UNKNOWN_CODE_IN_FRAGMENT:
    "Onbekende code '{0}' in het CodeSystem '{1}' versie '{2}'; het codesysteem is als fragment aangemerkt, dus de code kan in een ander fragment geldig zijn",
  Unable_to_resolve_system__value_set_has_multiple_matches:
    "Het systeem van de code '{0}' in de waardelijst '{1}' kon niet worden bepaald, want er passen er meer: [{2}]",
  Unable_to_resolve_value_Set_: "De waardelijst '{0}' is niet gevonden",
  Unknown_Code_in: "Onbekende code '{0}' in het CodeSystem '{1}'",
  Unknown_Code_in_Version: "Onbekende code '{0}' in het CodeSystem '{1}' versie '{2}'",
  VALUESET_CIRCULAR_REFERENCE: 'Kringverwijzing naar {0} bij het verwerken van de waardelijst via het pad [{1}]',
  VALUESET_SUPPLEMENT_MISSING_one: 'Vereist supplement niet gevonden: {0}',
  VALUESET_SUPPLEMENT_MISSING_other: 'Vereiste supplementen niet gevonden: {0}',
  VALUESET_TOO_COSTLY: "De expansie van de waardelijst '{0}' heeft te veel codes (>{1})",
  VALUESET_VALUE_MISMATCH:
    "Het codesysteem '{0}' versie '{1}' in de waardelijst is een andere versie dan die in de waarde ('{2}')",
  VALUESET_VALUE_MISMATCH_CHANGED:
    "Het codesysteem '{0}' versie '{1}', die volgt uit de versie '{2}' in de waardelijst, is een andere dan die in de waarde ('{3}')",
  VALUESET_VALUE_MISMATCH_DEFAULT:
    "Het codesysteem '{0}' versie '{1}' voor de include zonder versie in de waardelijst is een andere versie dan die in de waarde ('{2}')",
  VALUESET_VERSION_CHECK:
    "De versie '{0}' is niet toegestaan voor het systeem '{1}': een parameter voor versiecontrole vereist '{2}'",
  VS_EXP_IMPORT_UNK: "De opgenomen waardelijst '{0}' is niet gevonden",
  VS_EXP_IMPORT_UNK_PINNED: "De opgenomen waardelijst '{0}' versie '{1}' is niet gevonden",
};
