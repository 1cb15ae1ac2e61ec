/** Messages in Spanish. */
import type { Translation } from '../messages.ts';

export const es: Translation = {
  ABSTRACT_CODE_NOT_ALLOWED: "El código '{0}#{1}' es abstracto y no se permite en este contexto",
  CACHE_ID_UNKNOWN:
    "Este servidor no conoce la caché '{0}': nunca se creó aquí, ha caducado o se ha liberado. Las cachés se crean con $cache-control?mode=start",
  CLOSURE_MUST_BE_REINITIALIZED: 'La tabla de cierre "{0}" debe reinicializarse',
  CLOSURE_NAME_INVALID: 'Nombre de tabla de cierre no válido: "{0}"',
  CODESYSTEM_CS_NO_SUPPLEMENT:
    'El CodeSystem {0} es un suplemento, por lo que no puede usarse como valor de Coding.system',
  CODE_CASE_DIFFERENCE:
    "El código '{0}' difiere del código correcto '{1}' en mayúsculas y minúsculas. Aunque el sistema de códigos '{2}' no las distingue, se recomienda encarecidamente usar la forma correcta",
  CONCEPT_DEPRECATED_IN_VALUESET:
    "La presencia del concepto '{1}' del sistema '{0}' en el conjunto de valores {3} está marcada con el estado {2} y su uso debería revisarse",
  Coding_has_no_code__cannot_validate: 'El Coding no tiene código y no se puede validar',
  Coding_has_no_system__cannot_validate:
    'El Coding no tiene sistema. Un código sin sistema no tiene un significado definido y no se puede validar. Debería indicarse un sistema',
  DEPRECATED_CONCEPT_FOUND: "El concepto '{1}' tiene el estado {0} y su uso debería revisarse",
  Display_Name_WS_for__should_be_one_of__instead_of_one:
    "Espacios incorrectos en el nombre '{4}' de {1}#{2}. El nombre válido es {3} (para los idiomas '{5}')",
  Display_Name_WS_for__should_be_one_of__instead_of_other:
    "Espacios incorrectos en el nombre '{4}' de {1}#{2}. El nombre válido es una de {0} opciones: {3} (para los idiomas '{5}')",
  Display_Name_for__should_be_one_of__instead_of_one:
    "Nombre incorrecto '{4}' para {1}#{2}. El nombre válido es {3} (para los idiomas '{5}')",
  Display_Name_for__should_be_one_of__instead_of_other:
    "Nombre incorrecto '{4}' para {1}#{2}. El nombre válido es una de {0} opciones: {3} (para los idiomas '{5}')",
  FILTER_NOT_UNDERSTOOD: 'El filtro "{0} {1} {2}" del conjunto de valores {3} no se ha entendido en el contexto de {4}',
  INACTIVE_CONCEPT_FOUND: "El concepto '{1}' tiene el estado {0} y su uso debería revisarse",
  INACTIVE_DISPLAY_FOUND:
    "'{0}' ya no se considera un nombre correcto del código '{1}' (estado = {3}). El nombre correcto es uno de {2}.",
  INVALID_DISPLAY_NAME: "displayLanguage no válido: '{0}'",
  MSG_DEPRECATED: 'Referencia a {1} {0}, desaconsejado (deprecated)',
  MSG_DRAFT: 'Referencia a {1} {0}, en borrador (draft)',
  MSG_EXPERIMENTAL: 'Referencia a {1} {0}, experimental',
  MSG_RETIRED: 'Referencia a {1} {0}, fuera de uso (retired)',
  MSG_WITHDRAWN: 'Referencia a {1} {0}, retirado (withdrawn)',
  NO_VALID_DISPLAY_AT_ALL: "No se puede validar el nombre '{0}' de {1}#{2}: el código no tiene nombres",
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR:
    "Nombre incorrecto '{0}' para {1}#{2}. No se han encontrado nombres válidos para los idiomas '{3}'. El nombre predeterminado es '{4}'",
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK:
    "No se han encontrado nombres válidos del código {1}#{2} para los idiomas '{3}'. El nombre '{4}' es válido en el idioma predeterminado",
  None_of_the_provided_codes_are_in_the_value_set_one:
    "El código proporcionado {1} no se ha encontrado en el conjunto de valores '{0}'",
  STATUS_CODE_WARNING_CODE: "El concepto '{1}' es válido, pero {0}",
  TX_GENERAL_CC_ERROR_MESSAGE: "No se ha encontrado ningún Coding válido para el conjunto de valores '{0}'",
  Terminology_TX_System_Relative: 'Coding.system debe ser una referencia absoluta, no local',
  Terminology_TX_System_ValueSet2:
    "El Coding hace referencia a un conjunto de valores, no a un sistema de códigos ('{0}')",
  UNABLE_TO_HANDLE_SYSTEM_FILTER_WITH_NO_VALUE:
    'El filtro del sistema {0} con propiedad = {1}, operador = {2} no tiene valor',
  UNABLE_TO_INFER_CODESYSTEM: "No se ha podido determinar el sistema del código '{0}' en el conjunto de valores '{1}'",
  UNKNOWN_CODESYSTEM: "No se ha encontrado el CodeSystem '{0}', por lo que el código no se puede validar",
  UNKNOWN_CODESYSTEM_EXP:
    "No se ha encontrado el CodeSystem '{0}', por lo que el conjunto de valores no se puede expandir",
  UNKNOWN_CODESYSTEM_VERSION:
    "No se ha encontrado el CodeSystem '{0}' versión '{1}', por lo que el código no se puede validar. Versiones válidas: {2}",
  UNKNOWN_CODESYSTEM_VERSION_EXP:
    "No se ha encontrado el CodeSystem '{0}' versión '{1}', por lo que el conjunto de valores no se puede expandir. Versiones válidas: {2}",
  UNKNOWN_CODESYSTEM_VERSION_EXP_NONE:
    "No se ha encontrado el CodeSystem '{0}' versión '{1}', por lo que el conjunto de valores no se puede expandir. No se conoce ninguna versión de este sistema de códigos",
  UNKNOWN_CODESYSTEM_VERSION_NONE:
    "No se ha encontrado el CodeSystem '{0}' versión '{1}', por lo que el código no se puede validar. No se conoce ninguna versión de este sistema de códigos",
  UNKNOWN_CODE_IN_FRAGMENT:
    "Código desconocido '{0}' en el CodeSystem '{1}' versión '{2}'; el sistema de códigos está marcado como fragmento, por lo que el código puede ser válido en otro fragmento",
  Unable_to_resolve_system__value_set_has_multiple_matches:
    "No se ha podido determinar el sistema del código '{0}' en el conjunto de valores '{1}', porque coinciden varios: [{2}]",
  Unable_to_resolve_value_Set_: "No se ha encontrado el conjunto de valores '{0}'",
  Unknown_Code_in: "Código desconocido '{0}' en el CodeSystem '{1}'",
  Unknown_Code_in_Version: "Código desconocido '{0}' en el CodeSystem '{1}' versión '{2}'",
  VALUESET_CIRCULAR_REFERENCE:
    'Se ha encontrado una referencia circular a {0} al procesar el conjunto de valores por la ruta [{1}]',
  VALUESET_SUPPLEMENT_MISSING_one: 'No se ha encontrado el suplemento requerido: {0}',
  VALUESET_SUPPLEMENT_MISSING_other: 'No se han encontrado los suplementos requeridos: {0}',
  VALUESET_TOO_COSTLY: "La expansión del conjunto de valores '{0}' tiene demasiados códigos (>{1})",
  VALUESET_VALUE_MISMATCH:
    "El sistema de códigos '{0}' versión '{1}' incluido en el conjunto de valores es distinto del que figura en el valor ('{2}')",
  VALUESET_VALUE_MISMATCH_CHANGED:
    "El sistema de códigos '{0}' versión '{1}', que resulta de la versión '{2}' incluida en el conjunto de valores, es distinto del que figura en el valor ('{3}')",
  VALUESET_VALUE_MISMATCH_DEFAULT:
    "El sistema de códigos '{0}' versión '{1}' para la inclusión sin versión del conjunto de valores es distinto del que figura en el valor ('{2}')",
  VALUESET_VERSION_CHECK:
    "La versión '{0}' no se permite para el sistema '{1}': un parámetro de comprobación de versiones exige '{2}'",
  VS_EXP_IMPORT_UNK: "No se ha encontrado el conjunto de valores incluido '{0}'",
  VS_EXP_IMPORT_UNK_PINNED: "No se ha encontrado el conjunto de valores incluido '{0}' versión '{1}'",
};
