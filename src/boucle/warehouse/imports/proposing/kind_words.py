"""What kinds of files and roles of columns are called for people."""

from __future__ import annotations

from boucle.language import Text

KIND_WORDS: dict[str, Text] = {
    "leads": Text(fr="des pistes", en="leads"),
    "deals": Text(fr="des affaires", en="deals"),
    "spend": Text(fr="des dépenses", en="spend"),
    "activities": Text(fr="des activités", en="activities"),
    "accounts": Text(fr="des entreprises", en="companies"),
    "users": Text(fr="des collègues", en="colleagues"),
    "contacts": Text(fr="des personnes", en="people"),
    "campaigns": Text(fr="des campagnes", en="campaigns"),
    "ignored": Text(fr="ignoré, comme demandé", en="ignored, as asked"),
    "nothing": Text(fr="rien à importer tel quel", en="nothing to import by itself"),
}
# The roles that a proposal speaks of in a sentence.
ROLE_WORDS: dict[str, Text] = {
    "amount": Text(fr="le montant", en="the amount"),
    "cost": Text(fr="le coût", en="the cost"),
    "closed": Text(fr="le jour de la conclusion", en="the day of closing"),
    "created": Text(fr="le jour de la création", en="the day of creation"),
    "spent_on": Text(fr="le jour de la dépense", en="the day of the spend"),
    "occurred_at": Text(fr="le moment", en="the moment"),
    "kind": Text(fr="la sorte d'activité", en="the kind of activity"),
    "key": Text(fr="ce qui nomme chaque ligne", en="what names each row"),
}
