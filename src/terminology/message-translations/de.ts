/** Messages in German. */
import type { Translation } from '../messages.ts';

export const de: Translation = {
  ABSTRACT_CODE_NOT_ALLOWED: "Der Code '{0}#{1}' ist abstrakt und hier nicht erlaubt",
  CACHE_ID_UNKNOWN:
    "Der Zwischenspeicher '{0}' ist diesem Server nicht bekannt: Er wurde hier nie angelegt, ist abgelaufen oder wurde freigegeben. Zwischenspeicher werden mit $cache-control?mode=start angelegt",
  CLOSURE_MUST_BE_REINITIALIZED: 'Die Closure-Tabelle "{0}" muss neu begonnen werden',
  CLOSURE_NAME_INVALID: 'Ungültiger Name einer Closure-Tabelle: "{0}"',
  CODESYSTEM_CS_NO_SUPPLEMENT: 'Das CodeSystem {0} ist ein Supplement und kann nicht in Coding.system stehen',
  CODE_CASE_DIFFERENCE:
    "Der Code '{0}' unterscheidet sich vom richtigen Code '{1}' in Groß- und Kleinschreibung. Das Codesystem '{2}' unterscheidet sie zwar nicht, dennoch wird dringend empfohlen, die richtige Schreibweise zu verwenden",
  CONCEPT_DEPRECATED_IN_VALUESET:
    "Das Konzept '{1}' des Systems '{0}' ist im Value Set {3} mit dem Status {2} gekennzeichnet; seine Verwendung sollte überprüft werden",
  Coding_has_no_code__cannot_validate: 'Das Coding hat keinen Code und kann nicht validiert werden',
  Coding_has_no_system__cannot_validate:
    'Das Coding hat kein System. Ein Code ohne System hat keine festgelegte Bedeutung und kann nicht validiert werden. Ein System sollte angegeben werden',
  DEPRECATED_CONCEPT_FOUND: "Das Konzept '{1}' hat den Status {0}; seine Verwendung sollte überprüft werden",
  Display_Name_WS_for__should_be_one_of__instead_of_one:
    "Falsche Leerzeichen im Anzeigenamen '{4}' für {1}#{2}. Gültig ist {3} (für die Sprache(n) '{5}')",
  Display_Name_WS_for__should_be_one_of__instead_of_other:
    "Falsche Leerzeichen im Anzeigenamen '{4}' für {1}#{2}. Gültig ist einer von {0} Namen: {3} (für die Sprache(n) '{5}')",
  Display_Name_for__should_be_one_of__instead_of_one:
    "Falscher Anzeigename '{4}' für {1}#{2}. Gültig ist {3} (für die Sprache(n) '{5}')",
  Display_Name_for__should_be_one_of__instead_of_other:
    "Falscher Anzeigename '{4}' für {1}#{2}. Gültig ist einer von {0} Namen: {3} (für die Sprache(n) '{5}')",
  FILTER_NOT_UNDERSTOOD: 'Der Filter "{0} {1} {2}" des Value Sets {3} wurde im Zusammenhang mit {4} nicht verstanden',
  INACTIVE_CONCEPT_FOUND: "Das Konzept '{1}' hat den Status {0}; seine Verwendung sollte überprüft werden",
  INACTIVE_DISPLAY_FOUND:
    "'{0}' gilt nicht mehr als richtiger Anzeigename des Codes '{1}' (Status = {3}). Richtig ist einer von {2}.",
  INVALID_DISPLAY_NAME: "Ungültige displayLanguage: '{0}'",
  MSG_DEPRECATED: 'Verweis auf {1} {0}, dessen Verwendung nicht mehr empfohlen wird (deprecated)',
  MSG_DRAFT: 'Verweis auf {1} {0} im Entwurf (draft)',
  MSG_EXPERIMENTAL: 'Verweis auf {1} {0}, experimentell',
  MSG_RETIRED: 'Verweis auf {1} {0}, außer Gebrauch (retired)',
  MSG_WITHDRAWN: 'Verweis auf {1} {0}, zurückgezogen (withdrawn)',
  NO_VALID_DISPLAY_AT_ALL:
    "Der Anzeigename '{0}' für {1}#{2} kann nicht validiert werden: Der Code hat keine Anzeigenamen",
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR:
    "Falscher Anzeigename '{0}' für {1}#{2}. Für die Sprache(n) '{3}' gibt es keine gültigen Anzeigenamen. Der voreingestellte Anzeigename ist '{4}'",
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK:
    "Für den Code {1}#{2} gibt es in den Sprache(n) '{3}' keine gültigen Anzeigenamen. Der Anzeigename '{4}' ist in der voreingestellten Sprache gültig",
  None_of_the_provided_codes_are_in_the_value_set_one:
    "Der angegebene Code {1} wurde im Value Set '{0}' nicht gefunden",
  STATUS_CODE_WARNING_CODE: "Das Konzept '{1}' ist gültig, aber {0}",
  TX_GENERAL_CC_ERROR_MESSAGE: "Für das Value Set '{0}' wurde kein gültiges Coding gefunden",
  Terminology_TX_System_Relative: 'Coding.system muss ein absoluter Verweis sein, kein lokaler',
  Terminology_TX_System_ValueSet2: "Das Coding verweist auf ein Value Set, nicht auf ein Codesystem ('{0}')",
  UNABLE_TO_HANDLE_SYSTEM_FILTER_WITH_NO_VALUE:
    'Der Filter des Systems {0} mit der Eigenschaft {1} und dem Operator {2} hat keinen Wert',
  UNABLE_TO_INFER_CODESYSTEM: "Das System des Codes '{0}' im Value Set '{1}' konnte nicht bestimmt werden",
  UNKNOWN_CODESYSTEM: "Das CodeSystem '{0}' wurde nicht gefunden, daher kann der Code nicht validiert werden",
  UNKNOWN_CODESYSTEM_EXP: "Das CodeSystem '{0}' wurde nicht gefunden, daher kann das Value Set nicht expandiert werden",
  UNKNOWN_CODESYSTEM_VERSION:
    "Das CodeSystem '{0}' in der Version '{1}' wurde nicht gefunden, daher kann der Code nicht validiert werden. Gültige Versionen: {2}",
  UNKNOWN_CODESYSTEM_VERSION_EXP:
    "Das CodeSystem '{0}' in der Version '{1}' wurde nicht gefunden, daher kann das Value Set nicht expandiert werden. Gültige Versionen: {2}",
  UNKNOWN_CODESYSTEM_VERSION_EXP_NONE:
    "Das CodeSystem '{0}' in der Version '{1}' wurde nicht gefunden, daher kann das Value Set nicht expandiert werden. Es sind keine Versionen dieses Codesystems bekannt",
  UNKNOWN_CODESYSTEM_VERSION_NONE:
    "Das CodeSystem '{0}' in der Version '{1}' wurde nicht gefunden, daher kann der Code nicht validiert werden. Es sind keine Versionen dieses Codesystems bekannt",
  UNKNOWN_CODE_IN_FRAGMENT:
    "Unbekannter Code '{0}' im CodeSystem '{1}' Version '{2}'. Das Codesystem ist als Fragment gekennzeichnet, der Code kann also in einem anderen Fragment gültig sein",
  Unable_to_resolve_system__value_set_has_multiple_matches:
    "Das System des Codes '{0}' im Value Set '{1}' konnte nicht bestimmt werden, denn mehrere passen: [{2}]",
  Unable_to_resolve_value_Set_: "Das Value Set '{0}' wurde nicht gefunden",
  Unknown_Code_in: "Unbekannter Code '{0}' im CodeSystem '{1}'",
  Unknown_Code_in_Version: "Unbekannter Code '{0}' im CodeSystem '{1}' Version '{2}'",
  VALUESET_CIRCULAR_REFERENCE: 'Zirkelbezug auf {0} beim Verarbeiten des Value Sets mit dem Pfad [{1}]',
  VALUESET_SUPPLEMENT_MISSING_one: 'Benötigtes Supplement nicht gefunden: {0}',
  VALUESET_SUPPLEMENT_MISSING_other: 'Benötigte Supplements nicht gefunden: {0}',
  VALUESET_TOO_COSTLY: "Die Expansion des Value Sets '{0}' hat zu viele Codes (>{1})",
  VALUESET_VALUE_MISMATCH:
    "Das Codesystem '{0}' Version '{1}' im Include des Value Sets ist eine andere Version als die im Wert ('{2}')",
  VALUESET_VALUE_MISMATCH_CHANGED:
    "Das Codesystem '{0}' Version '{1}', die sich aus der Version '{2}' im Include des Value Sets ergibt, ist eine andere als die im Wert ('{3}')",
  VALUESET_VALUE_MISMATCH_DEFAULT:
    "Das Codesystem '{0}' Version '{1}' für das Include ohne Version im Value Set ist eine andere Version als die im Wert ('{2}')",
  VALUESET_VERSION_CHECK:
    "Die Version '{0}' ist für das System '{1}' nicht erlaubt: Ein Parameter zur Versionsprüfung verlangt '{2}'",
  VS_EXP_IMPORT_UNK: "Das eingeschlossene Value Set '{0}' wurde nicht gefunden",
  VS_EXP_IMPORT_UNK_PINNED: "Das eingeschlossene Value Set '{0}' Version '{1}' wurde nicht gefunden",
};
