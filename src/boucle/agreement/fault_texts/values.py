"""Words of the faults of keys and values."""

from __future__ import annotations

from boucle.language import Text

VALUE_TEXTS: dict[str, Text] = {
    "key_missing": Text(
        fr="il manque la clé `{key}`. Ajoutez-la : voir docs/reference/agreement.md.",
        en="key `{key}` is missing. Add it: see docs/reference/agreement.md.",
    ),
    "key_unknown": Text(
        fr="la clé `{key}` n'existe pas ici{hint}. Clés permises : {allowed}.",
        en="there is no key `{key}` here{hint}. Allowed: {allowed}.",
    ),
    "nothing": Text(
        fr="la valeur est vide; il faut {wanted}. Donnez-la, ou enlevez la clé si elle est "
        "facultative.",
        en="the value is empty; it must be {wanted}. Give it, or remove the key if it is optional.",
    ),
    "type": Text(
        fr="`{given}` n'est pas {wanted}.{hint}",
        en="`{given}` is not {wanted}.{hint}",
    ),
    "range": Text(
        fr="{given} est hors limites; il faut {allowed}.",
        en="{given} is out of range; it must be {allowed}.",
    ),
    "unknown_word": Text(
        fr="`{given}` n'est pas permis ici{hint}. Valeurs permises : {allowed}.",
        en="`{given}` is not allowed here{hint}. Allowed: {allowed}.",
    ),
    "one_language": Text(
        fr="un texte s'écrit dans les deux langues : {{fr: …, en: …}}. Donnez les deux.",
        en="a text is written in both languages: {{fr: …, en: …}}. Give both.",
    ),
    "unknown_language": Text(
        fr="un texte a les clés fr et en, et aucune autre. Enlevez celle-ci; si le texte contient "
        "une virgule, mettez-le entre guillemets.",
        en="a text has the keys fr and en, and no other. Remove this one; if the text holds a "
        "comma, put it between quotes.",
    ),
    "language_missing": Text(
        fr="le texte manque en {language}. Un texte s'écrit {{fr: …, en: …}}.",
        en="the text lacks its {language} part. A text is written {{fr: …, en: …}}.",
    ),
    "text_type": Text(
        fr="`{given}` n'est pas un texte. Mettez-le entre guillemets.",
        en="`{given}` is not text. Put it between quotes.",
    ),
    "text_empty": Text(
        fr="le texte est vide. Écrivez-le, ou enlevez la clé si elle est facultative.",
        en="the text is empty. Write it, or remove the key if it is optional.",
    ),
    "text_too_long": Text(
        fr="le texte a {length} caractères; la limite est de {limit}. Raccourcissez-le.",
        en="the text has {length} characters; the limit is {limit}. Shorten it.",
    ),
    "code": Text(
        fr="`{given}` n'est pas un code : une lettre, puis lettres sans accent, chiffres, `_`, "
        "`.` ou `-` (64 au plus).",
        en="`{given}` is no code: a letter, then letters without accents, digits, `_`, `.` or "
        "`-` (64 at most).",
    ),
    "version": Text(
        fr="`{given}` n'est pas une version; écrivez trois nombres, comme 2.0.0.",
        en="`{given}` is no version; write three numbers, as in 2.0.0.",
    ),
    "currency": Text(
        fr="`{given}` n'est pas une devise; écrivez trois majuscules, comme CAD.",
        en="`{given}` is no currency; write three capitals, as in CAD.",
    ),
    "region": Text(
        fr="`{given}` n'est pas une région; écrivez un code ISO 3166, comme CA-QC.",
        en="`{given}` is no region; write an ISO 3166 code, as in CA-QC.",
    ),
    "e_mail": Text(
        fr="`{given}` n'est pas une adresse de courriel.",
        en="`{given}` is no e-mail address.",
    ),
    "glob": Text(
        fr="`{given}` doit être en minuscules et sans blancs superflus; `*` remplace n'importe "
        "quel texte.",
        en="`{given}` must be in lower case and without stray blanks; `*` stands for any text.",
    ),
    "sha256": Text(
        fr="`{given}` n'est pas une empreinte SHA-256 (64 chiffres hexadécimaux en minuscules).",
        en="`{given}` is no SHA-256 (64 hexadecimal digits in lower case).",
    ),
    "day": Text(
        fr="`{given}` n'est pas une date; écrivez-la AAAA-MM-JJ, sans guillemets.",
        en="`{given}` is no date; write it YYYY-MM-DD, without quotes.",
    ),
    "time_of_day": Text(
        fr='`{given}` n\'est pas une heure; écrivez "HH:MM", entre guillemets.',
        en='`{given}` is no time; write "HH:MM", between quotes.',
    ),
    "hours": Text(
        fr="`{given}` n'est pas une plage d'heures; écrivez \"08:30-12:00\", de la plus tôt à la "
        "plus tard.",
        en='`{given}` is no stretch of hours; write "08:30-12:00", the earlier first.',
    ),
    "hours_overlap": Text(
        fr="{given} commence avant la fin de {before}. Mettez les plages en ordre, sans "
        "chevauchement.",
        en="{given} starts before {before} ends. Put the hours in order, without overlap.",
    ),
    "never_open": Text(
        fr="aucun jour de la semaine n'a d'heures ouvrables. Donnez-en à au moins un jour.",
        en="no day of the week has open hours. Give some to at least one day.",
    ),
    "local_moment": Text(
        fr='`{given}` n\'est pas un moment; écrivez "AAAA-MM-JJ HH:MM", entre guillemets.',
        en='`{given}` is no moment; write "YYYY-MM-DD HH:MM", between quotes.',
    ),
    "time_zone": Text(
        fr="`{given}` n'est pas un fuseau horaire connu; écrivez un nom IANA, comme "
        "America/Toronto.",
        en="`{given}` is no known time zone; write an IANA name, as in America/Toronto.",
    ),
    "duration": Text(
        fr="`{given}` n'est pas une durée; écrivez PT30M, P14D, ou en temps ouvrable "
        "business:PT30M, business:P1D.",
        en="`{given}` is no duration; write PT30M, P14D, or in business time business:PT30M, "
        "business:P1D.",
    ),
    "period": Text(
        fr="`{given}` n'est pas une période; écrivez P30D, P24M ou P7Y.",
        en="`{given}` is no period; write P30D, P24M or P7Y.",
    ),
    "condition": Text(fr="{text}", en="{text}"),
    "empty_rule": Text(
        fr="une règle sans critère prendrait tout. Donnez sources, mediums, campaigns ou kinds.",
        en="a rule without criteria would take everything. Give sources, mediums, campaigns or "
        "kinds.",
    ),
    "ends_before_start": Text(
        fr="la fin ({given}) précède le début ({start}). Corrigez l'une des deux dates.",
        en="the end ({given}) comes before the start ({start}). Correct one of the two dates.",
    ),
}
