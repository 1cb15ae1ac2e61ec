/** Messages in French. */
import type { Translation } from '../messages.ts';

export const fr: Translation = {
  ABSTRACT_CODE_NOT_ALLOWED: "Le code '{0}#{1}' est abstrait et n'est pas autorisé dans ce contexte",
  CACHE_ID_UNKNOWN:
    "Le cache '{0}' n'est pas connu de ce serveur : il n'a jamais été créé ici, a expiré ou a été libéré. Les caches sont créés par $cache-control?mode=start",
  CLOSURE_MUST_BE_REINITIALIZED: 'La table de fermeture "{0}" doit être réinitialisée',
  CLOSURE_NAME_INVALID: 'Nom de table de fermeture invalide : "{0}"',
  CODESYSTEM_CS_NO_SUPPLEMENT:
    'Le CodeSystem {0} est un supplément et ne peut donc pas servir de valeur de Coding.system',
  CODE_CASE_DIFFERENCE:
    "Le code '{0}' diffère du code correct '{1}' par la casse. Bien que le système de codes '{2}' n'y soit pas sensible, il est vivement recommandé d'employer la casse correcte",
  CONCEPT_DEPRECATED_IN_VALUESET:
    "La présence du concept '{1}' du système '{0}' dans le jeu de valeurs {3} porte le statut {2} et son emploi devrait être revu",
  Coding_has_no_code__cannot_validate: "Le Coding n'a pas de code et ne peut pas être validé",
  Coding_has_no_system__cannot_validate:
    "Le Coding n'a pas de système. Un code sans système n'a pas de sens défini et ne peut pas être validé. Un système devrait être indiqué",
  DEPRECATED_CONCEPT_FOUND: "Le concept '{1}' a le statut {0} et son emploi devrait être revu",
  Display_Name_WS_for__should_be_one_of__instead_of_one:
    "Espaces incorrects dans le libellé '{4}' de {1}#{2}. Le libellé valide est {3} (pour la ou les langues '{5}')",
  Display_Name_WS_for__should_be_one_of__instead_of_other:
    "Espaces incorrects dans le libellé '{4}' de {1}#{2}. Le libellé valide est l'un des {0} suivants : {3} (pour la ou les langues '{5}')",
  Display_Name_for__should_be_one_of__instead_of_one:
    "Libellé incorrect '{4}' pour {1}#{2}. Le libellé valide est {3} (pour la ou les langues '{5}')",
  Display_Name_for__should_be_one_of__instead_of_other:
    "Libellé incorrect '{4}' pour {1}#{2}. Le libellé valide est l'un des {0} suivants : {3} (pour la ou les langues '{5}')",
  FILTER_NOT_UNDERSTOOD: 'Le filtre "{0} {1} {2}" du jeu de valeurs {3} n\'a pas été compris dans le contexte de {4}',
  INACTIVE_CONCEPT_FOUND: "Le concept '{1}' a le statut {0} et son emploi devrait être revu",
  INACTIVE_DISPLAY_FOUND:
    "'{0}' n'est plus considéré comme un libellé correct du code '{1}' (statut = {3}). Le libellé correct est l'un de {2}.",
  INVALID_DISPLAY_NAME: "displayLanguage invalide : '{0}'",
  MSG_DEPRECATED: 'Référence à {1} {0}, déconseillé (deprecated)',
  MSG_DRAFT: "Référence à {1} {0}, à l'état d'ébauche (draft)",
  MSG_EXPERIMENTAL: 'Référence à {1} {0}, expérimental',
  MSG_RETIRED: 'Référence à {1} {0}, hors service (retired)',
  MSG_WITHDRAWN: 'Référence à {1} {0}, retiré (withdrawn)',
  NO_VALID_DISPLAY_AT_ALL: "Impossible de valider le libellé '{0}' de {1}#{2} : le code n'a pas de libellé",
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR:
    "Libellé incorrect '{0}' pour {1}#{2}. Aucun libellé valide n'a été trouvé pour la ou les langues '{3}'. Le libellé par défaut est '{4}'",
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK:
    "Aucun libellé valide n'a été trouvé pour le code {1}#{2} dans la ou les langues '{3}'. Le libellé '{4}' est valide dans la langue par défaut",
  None_of_the_provided_codes_are_in_the_value_set_one:
    "Le code fourni {1} n'a pas été trouvé dans le jeu de valeurs '{0}'",
  STATUS_CODE_WARNING_CODE: "Le concept '{1}' est valide, mais {0}",
  TX_GENERAL_CC_ERROR_MESSAGE: "Aucun Coding valide n'a été trouvé pour le jeu de valeurs '{0}'",
  Terminology_TX_System_Relative: 'Coding.system doit être une référence absolue, non locale',
  Terminology_TX_System_ValueSet2: "Le Coding fait référence à un jeu de valeurs et non à un système de codes ('{0}')",
  UNABLE_TO_HANDLE_SYSTEM_FILTER_WITH_NO_VALUE:
    "Le filtre du système {0} avec la propriété = {1}, l'opérateur = {2} n'a pas de valeur",
  UNABLE_TO_INFER_CODESYSTEM: "Le système du code '{0}' n'a pas pu être déterminé dans le jeu de valeurs '{1}'",
  UNKNOWN_CODESYSTEM: "Le CodeSystem '{0}' n'a pas été trouvé, le code ne peut donc pas être validé",
  UNKNOWN_CODESYSTEM_EXP: "Le CodeSystem '{0}' n'a pas été trouvé, le jeu de valeurs ne peut donc pas être développé",
  UNKNOWN_CODESYSTEM_VERSION:
    "Le CodeSystem '{0}' version '{1}' n'a pas été trouvé, le code ne peut donc pas être validé. Versions valides : {2}",
  UNKNOWN_CODESYSTEM_VERSION_EXP:
    "Le CodeSystem '{0}' version '{1}' n'a pas été trouvé, le jeu de valeurs ne peut donc pas être développé. Versions valides : {2}",
  UNKNOWN_CODESYSTEM_VERSION_EXP_NONE:
    "Le CodeSystem '{0}' version '{1}' n'a pas été trouvé, le jeu de valeurs ne peut donc pas être développé. Aucune version de ce système de codes n'est connue",
  UNKNOWN_CODESYSTEM_VERSION_NONE:
    "Le CodeSystem '{0}' version '{1}' n'a pas été trouvé, le code ne peut donc pas être validé. Aucune version de ce système de codes n'est connue",
  UNKNOWN_CODE_IN_FRAGMENT:
    "Code inconnu '{0}' dans le CodeSystem '{1}' version '{2}' ; le système de codes est marqué comme fragment, le code peut donc être valide dans un autre fragment",
  Unable_to_resolve_system__value_set_has_multiple_matches:
    "Le système du code '{0}' n'a pas pu être déterminé dans le jeu de valeurs '{1}', car plusieurs conviennent : [{2}]",
  Unable_to_resolve_value_Set_: "Le jeu de valeurs '{0}' n'a pas été trouvé",
  Unknown_Code_in: "Code inconnu '{0}' dans le CodeSystem '{1}'",
  Unknown_Code_in_Version: "Code inconnu '{0}' dans le CodeSystem '{1}' version '{2}'",
  VALUESET_CIRCULAR_REFERENCE: 'Référence circulaire vers {0} lors du traitement du jeu de valeurs par le chemin [{1}]',
  VALUESET_SUPPLEMENT_MISSING_one: 'Supplément requis introuvable : {0}',
  VALUESET_SUPPLEMENT_MISSING_other: 'Suppléments requis introuvables : {0}',
  VALUESET_TOO_COSTLY: "Le développement du jeu de valeurs '{0}' compte trop de codes (>{1})",
  VALUESET_VALUE_MISMATCH:
    "Le système de codes '{0}' version '{1}' inclus dans le jeu de valeurs diffère de celui de la valeur ('{2}')",
  VALUESET_VALUE_MISMATCH_CHANGED:
    "Le système de codes '{0}' version '{1}', qui résulte de la version '{2}' incluse dans le jeu de valeurs, diffère de celui de la valeur ('{3}')",
  VALUESET_VALUE_MISMATCH_DEFAULT:
    "Le système de codes '{0}' version '{1}' pour l'inclusion sans version du jeu de valeurs diffère de celui de la valeur ('{2}')",
  VALUESET_VERSION_CHECK:
    "La version '{0}' n'est pas autorisée pour le système '{1}' : un paramètre de contrôle de version exige '{2}'",
  VS_EXP_IMPORT_UNK: "Le jeu de valeurs inclus '{0}' est introuvable",
  VS_EXP_IMPORT_UNK_PINNED: "Le jeu de valeurs inclus '{0}' version '{1}' est introuvable",
};
