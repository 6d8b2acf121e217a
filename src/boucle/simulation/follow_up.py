"""What follows an answer: marketing's reply, maturation, pauses, notices, what was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story, team
from boucle.simulation.frame import DAY, HOUR, Array, Frame, by_time, dates_of, n_rows, stack, take
from boucle.simulation.words import Keys, Words, ids, same
from boucle.simulation.working_time import DAY_SECONDS
from boucle.tables.vocabulary import OBSERVATION_KINDS

if TYPE_CHECKING:
    from boucle.simulation.luck import Luck
    from boucle.simulation.world import World

_ACTIONS = ("règle de pointage revue", "coordonnées corrigées", "fiches fusionnées",
            "remis à l'équipe clients")  # fmt: skip
_ACTION_REASONS = ("R-05", "R-06", "R-07")
_TRACKS = ("N-GENERAL", "N-DIANE", "N-CONTRAT")
_PAUSES = ("P-01", "P-02", "P-03")
_PROOFS = ("rappel demandé par la personne", "téléphone erroné", "consentement")
_CLOCKS = ("H-PREMIERE-TENTATIVE", "H-ACCEPTATION", "H-PREMIERE-TENTATIVE")
_REPLY_SHARE, _NURTURE_SHARE = 0.93, 0.95
_PAUSE_SHARE = 0.025
_NOTICE_AT = (("deadline_80", 0.8), ("deadline_100", 1.0))
_HEARD_SHARE, _FIELD_SHARE = 0.45, 0.12
_HEARD = {
    "organic_search": "Elle a lu un article de notre blogue avant d'appeler.",
    "paid_search": "Il nous a trouvés sur Google.",
    "paid_social": "A vu une publicité sur LinkedIn.",
    "social": "Suit notre page LinkedIn.",
    "video": "« Je vous ai vus dans une vidéo. »",
    "webinar": "Avait suivi un webinaire.",
    "networking": "On s'est parlé au 5@7.",
    "tradeshow": "A pris notre carte au salon.",
    "referral": "Un client lui a parlé de nous.",
    "partner": "Notre partenaire nous a recommandés.",
    "direct_traffic": "Connaissait déjà le nom.",
    "sales_outreach": "Premier appel de notre part.",
}
_FIELD = {
    0: (("trigger", "Une panne l'hiver dernier a arrêté l'usine deux jours."),
        ("obstacle", "« Mon neveu s'occupe de l'informatique. »"),
        ("need", "Veut un coût prévisible chaque mois.")),
    1: (("need", "Cherche du renfort pour son équipe."),
        ("obstacle", "Fournisseur en place, sous contrat."),
        ("trigger", "Audit de la Loi 25 au printemps.")),
    2: (("need", "Son assureur demande une preuve de sécurité."),
        ("words", "« Je veux comprendre la facture. »"),
        ("obstacle", "Pas de budget avant le prochain exercice.")),
    3: (("words", "« C'est ma patronne qui décide. »"),),
}  # fmt: skip


_PERSONAS = tuple(persona.code for persona in story.PERSONAS)


def marketing_replies(answers: Frame, world: World) -> Frame:
    """Return marketing's answers to refusals: most in two working days, some never."""
    luck = world.luck("replies", answers["key"])
    rows = np.flatnonzero(answers["answer"].is_in("rejected") & luck.happens(_REPLY_SHARE))
    luck, said, n = luck.at(rows), take(answers, rows), len(rows)
    reason = said["reason_code"]
    action = sum((at + 1) * reason.is_in(code) for at, code in enumerate(_ACTION_REASONS))
    found = {
        "disposition_id": said["disposition_id"],
        "user_id": world.users[np.full(n, team.DATA_KEEPER)],
        "occurred_at": world.working.add(said["occurred_at"], luck.skewed(0.7 * DAY_SECONDS, 0.7)),
        "action": Words(action, _ACTIONS),
        "comment": same("", n),
    }
    found = by_time(found, "occurred_at", until=world.end)
    return {**found, "reply_id": ids("SUI", n_rows(found), world.block)}


def nurture_entries(leads: Frame, answers: Frame, world: World) -> Frame:
    """Return the stays in maturation of recycled leads, until they come back."""
    luck = world.luck("nurture", answers["key"])
    rows = np.flatnonzero(answers["answer"].is_in("recycled") & luck.happens(_NURTURE_SHARE))
    luck, said = luck.at(rows), take(answers, rows)
    lead = said["lead"]
    at = world.working.add(said["occurred_at"], luck.skewed(0.4 * DAY_SECONDS, 0.8))
    back = np.full(n_rows(leads), np.nan)
    again = leads["previous"] >= 0
    back[leads["previous"][again]] = leads["opened_at"][again]
    reason, left = leads["reason"][lead], back[lead]
    track = np.where(reason.is_in("R-12"), 2, np.where(reason.is_in("R-09", "R-10"), 1, 0))
    found = {
        "lead_id": said["lead_id"],
        "contact_id": world.people["contact_id"][leads["contact"][lead]],
        "track": Words(track, _TRACKS),
        "entered_at_track": at,
        "returns_on": said["recall_on"],
        "left_at": np.where(left > at, left, np.nan),
        "left_reason": same("nouveau geste", len(rows)).blank(~(left > at)),
    }
    found = by_time(found, "entered_at_track", until=world.end)
    return {**found, "nurture_id": ids("MAT", n_rows(found), world.block)}


def pauses(leads: Frame, passed: Frame, world: World) -> Frame:
    """Return the few pauses that the agreement allows, each with its evidence."""
    luck = world.luck("pauses", passed["row"])
    rows = np.flatnonzero(luck.happens(_PAUSE_SHARE))
    luck, drawn = luck.at(rows), take(passed, rows)
    code = luck.place((0.5, 0.3, 0.2))
    start = world.working.add(drawn["handed_over_at"], luck.uniform(0.1, 0.4) * HOUR)
    low, high = np.array([2, 0.2, 0.2])[code], np.array([9, 1.0, 1.0])[code]
    found = {
        "lead_id": drawn["lead_id"],
        "clock": Words(code, _CLOCKS),
        "starts_at": start,
        "ends_at": world.working.add(start, luck.uniform(low, high) * DAY_SECONDS),
        "reason_code": Words(code, _PAUSES),
        "evidence": Words(code, _PROOFS),
        "user_id": world.users[leads["rep"][drawn["lead"]]],
    }
    found = by_time(found, "ends_at", until=world.end)
    return {**found, "pause_id": ids("PAU", n_rows(found), world.block)}


def notices(leads: Frame, passed: Frame, world: World) -> Frame:
    """Return the reminders that went out while nobody had tried yet."""
    due_hours = np.array([kind.due_hours for kind in story.LEAD_TYPES])
    lead = passed["lead"]
    tried, hours = leads["tried_at"][lead], due_hours[leads["type"][lead]]
    blocks = []
    for place, (_, share) in enumerate(_NOTICE_AT):
        due = world.working.add(passed["handed_over_at"], hours * share * HOUR)
        rows = np.flatnonzero(~(tried <= due) & (due <= world.end))
        luck = world.luck(f"notices {place}", passed["row"]).at(rows)
        sent = due[rows] + np.round(luck.uniform(5, 240))
        blocks.append(
            {
                "user_id": passed["to_user_id"][rows],
                "lead_id": passed["lead_id"][rows],
                "code": np.full(len(rows), place),
                "due_at": due[rows],
                "sent_at": np.where(luck.happens(0.98), sent, np.nan),
            }
        )
    found = by_time(stack(blocks), "due_at", until=world.end)
    kind = Words(found["code"], [kind for kind, _ in _NOTICE_AT])
    return {**found, "kind": kind, "notice_id": ids("AVI", n_rows(found), world.block)}


def observations(leads: Frame, world: World) -> Frame:
    """Return what people said: how they found the company, what they need, what stops them."""
    luck = world.luck("heard", leads["key"])
    talked = np.fmax(leads["tried_at"], leads["answered_at"]) + HOUR
    heard = np.flatnonzero(luck.happens(_HEARD_SHARE) & (talked <= world.end))
    field = np.flatnonzero(luck.happens(_FIELD_SHARE) & (talked <= world.end))
    persona = world.people["persona"][leads["contact"]]
    kind, text = _said(luck.at(field), persona[field])
    rows = np.concatenate([heard, field])
    source = np.full(len(heard), OBSERVATION_KINDS.index("source_heard"))
    found = {
        "contact_id": world.people["contact_id"][leads["contact"][rows]],
        "lead_id": leads["lead_id"][rows],
        "user_id": world.users[leads["rep"][rows]],
        "occurred_at": talked[rows],
        "persona": Words(persona[rows], _PERSONAS),
        "kind": Words(np.concatenate([source, kind]), OBSERVATION_KINDS),
        "text": Words(np.concatenate([leads["found"][heard], text]), _TEXTS),
    }
    found = by_time(found, "occurred_at", until=world.end)
    return {**found, "observation_id": ids("OBS", n_rows(found), world.block)}


# What is heard of channels, in their order, then what is said in the field, persona by persona.
_TEXTS = (
    *(_HEARD.get(code, "") for code in story.CODES),
    *(words for said in _FIELD.values() for _, words in said),
)


def _said(luck: Luck, persona: Array) -> tuple[Array, Array]:
    """Return the kind and the text (its place in `_TEXTS`) of something that a persona says."""
    counts = np.array([len(_FIELD[at]) for at in range(len(story.PERSONAS))])
    place = (np.cumsum(counts) - counts)[persona] + np.floor(luck.random() * counts[persona])
    kinds = [OBSERVATION_KINDS.index(kind) for said in _FIELD.values() for kind, _ in said]
    return np.array(kinds)[place.astype(int)], place.astype(int) + len(story.CODES)


def consents(leads: Frame, won: Frame, world: World) -> Frame:
    """Return consents: implied by a request or a purchase, express, or by a published address."""
    contact_ids = world.people["contact_id"]
    luck = world.luck("consents", leads["key"])
    given, is_own = leads["opened_at"], leads["type"] == story.PROSPECTING
    kind = np.where(is_own, _PUBLISHED, np.where(luck.happens(0.35), _EXPRESS, _INQUIRY))
    stops = np.where(leads["reason"].is_in("R-14"), leads["left_at"], np.nan)
    later = given + luck.uniform(20, 160) * DAY
    stops = np.where(luck.happens(0.015) & np.isnan(stops), later, stops)
    asked = _consent_rows(contact_ids[leads["contact"]], kind, given, stops)
    bought_at, n = won["starts_on"] + 9 * HOUR, n_rows(won)
    bought = _consent_rows(
        contact_ids[won["contact"]], np.full(n, _PURCHASE), bought_at, np.full(n, np.nan)
    )
    found = by_time(stack([asked, bought]), "given_at", until=world.end)
    withdrawn = found["withdrawn_at"]
    found["withdrawn_at"] = np.where(withdrawn <= world.end, withdrawn, np.nan)
    return {**found, "consent_id": ids("CST", n_rows(found), world.block)}


_CONSENTS = ("published", "express", "implied_inquiry", "implied_purchase")
_PUBLISHED, _EXPRESS, _INQUIRY, _PURCHASE = range(len(_CONSENTS))
# Six months after a request, two years after a purchase; express consent does not expire.
_CONSENT_MONTHS = np.array([np.nan, np.nan, 6.0, 24.0])


def _consent_rows(contact_id: Keys, kind: Array, given: Array, withdrawn: Array) -> Frame:
    proof = np.where(kind == _PUBLISHED, 1, 0)
    return {
        "contact_id": contact_id,
        "kind": Words(kind, _CONSENTS),
        "purpose": same("prospection commerciale", len(kind)),
        "given_at": given,
        "expires_at": dates_of(given + _CONSENT_MONTHS[kind] * 30.44 * DAY),
        "withdrawn_at": withdrawn,
        "proof": Words(proof, ("formulaire du site", "site de l'entreprise")),
    }
