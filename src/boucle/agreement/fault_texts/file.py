"""Words of the faults of a file and of its YAML."""

from __future__ import annotations

from boucle.language import Text

FILE_TEXTS: dict[str, Text] = {
    "file_missing": Text(
        fr="ce fichier n'existe pas. Vérifiez le chemin, ou créez une entente avec `boucle init`.",
        en="there is no such file. Check the path, or make an agreement with `boucle init`.",
    ),
    "file_unreadable": Text(
        fr="le fichier ne s'ouvre pas ({problem}). Vérifiez que c'est un fichier et que vous "
        "pouvez le lire.",
        en="the file does not open ({problem}). Check that it is a file and that you may read it.",
    ),
    "file_too_long": Text(
        fr="le fichier a {size} octets; la limite est de {limit}. Une entente n'est pas si "
        "longue : est-ce le bon fichier?",
        en="the file has {size} bytes; the limit is {limit}. No agreement is that long: is it "
        "the right file?",
    ),
    "not_utf8": Text(
        fr="le fichier n'est pas en UTF-8 (octet {byte}, position {position}). Enregistrez-le de "
        "nouveau en UTF-8.",
        en="the file is not in UTF-8 (byte {byte}, position {position}). Save it again as UTF-8.",
    ),
    "empty": Text(
        fr="le fichier est vide. Partez de l'entente que `boucle init` crée.",
        en="the file is empty. Start from the agreement that `boucle init` makes.",
    ),
    "not_a_mapping": Text(
        fr="une entente est une suite de lignes `clé: valeur`; ce fichier contient {given}.",
        en="an agreement is a series of `key: value` lines; this file holds {given}.",
    ),
    "yaml": Text(
        fr="le YAML ne se lit pas ici ({problem}). Vérifiez l'alignement, les deux-points et les "
        "guillemets.",
        en="the YAML cannot be read here ({problem}). Check the indentation, colons and quotes.",
    ),
    "tab": Text(
        fr="il y a une tabulation; YAML n'aligne qu'avec des espaces. Remplacez-la par des "
        "espaces.",
        en="there is a tab; YAML indents with spaces only. Replace it with spaces.",
    ),
    "character": Text(
        fr="le caractère invisible {given} n'est pas permis. Effacez-le.",
        en="the invisible character {given} is not allowed. Delete it.",
    ),
    "documents": Text(
        fr="un deuxième document commence ici (`---`). Un fichier contient une seule version de "
        "l'entente.",
        en="a second document starts here (`---`). A file holds one version of the agreement.",
    ),
    "alias": Text(
        fr="`*{name}` est un renvoi YAML; ils ne sont pas permis. Répétez le texte, ou mettez "
        "l'astérisque entre guillemets : '*'.",
        en="`*{name}` is a YAML alias; they are not allowed. Repeat the text, or quote the "
        "asterisk: '*'.",
    ),
    "anchor": Text(
        fr="`&{name}` est une ancre YAML; elles ne sont pas permises. Enlevez-la, ou mettez la "
        "valeur entre guillemets.",
        en="`&{name}` is a YAML anchor; they are not allowed. Remove it, or quote the value.",
    ),
    "tag": Text(
        fr="`{name}` est une étiquette YAML; elles ne sont pas permises. Enlevez-la, ou mettez "
        "la valeur entre guillemets.",
        en="`{name}` is a YAML tag; they are not allowed. Remove it, or quote the value.",
    ),
    "depth": Text(
        fr="plus de {limit} niveaux sont imbriqués; aucune section n'en a autant. Vérifiez les "
        "crochets et l'alignement.",
        en="more than {limit} levels are nested; no section has that many. Check brackets and "
        "indentation.",
    ),
    "key_not_text": Text(
        fr="une clé est un mot; ici c'est une liste ou un groupe. Vérifiez le `?` ou les "
        "accolades.",
        en="a key is a word; here it is a list or a group. Check the `?` or the braces.",
    ),
    "key_twice": Text(
        fr="la clé `{key}` est déjà à la ligne {first}. Gardez-en une seule.",
        en="key `{key}` already stands at line {first}. Keep one of them.",
    ),
    "time_unquoted": Text(
        fr='{given} sans guillemets peut se lire comme un nombre. Écrivez "{given}".',
        en='{given} without quotes may be read as a number. Write "{given}".',
    ),
    "yes_no": Text(
        fr="`{given}` sans guillemets peut se lire comme vrai ou faux. Écrivez true ou false, ou "
        '"{given}" si c\'est un texte.',
        en="`{given}` without quotes may be read as true or false. Write true or false, or "
        '"{given}" if it is text.',
    ),
    "no_such_day": Text(
        fr="le {given} n'existe pas au calendrier. Corrigez le jour ou le mois.",
        en="{given} is no day of the calendar. Correct the day or the month.",
    ),
}
