"""What follows an answer: marketing's reply, maturation, pauses, notices, what was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import story, team
from boucle.simulation.frame import (
    DAY,
    HOUR,
    Array,
    Frame,
    choose,
    dates_of,
    happens,
    ids,
    n_rows,
    skewed,
    stack,
    take,
)
from boucle.simulation.working_time import DAY_SECONDS

if TYPE_CHECKING:
    from boucle.simulation.world import World

_ACTIONS = {
    "R-05": "coordonnées corrigées",
    "R-06": "fiches fusionnées",
    "R-07": "remis à l'équipe clients",
}
_TRACKS = {"R-09": "N-DIANE", "R-10": "N-DIANE", "R-12": "N-CONTRAT"}
_GENERAL_TRACK = "N-GENERAL"
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


def marketing_replies(rng: np.random.Generator, answers: Frame, world: World) -> Frame:
    """Return marketing's answers to refusals: most in two working days, some never."""
    rows = take(
        answers, (answers["answer"] == "rejected") & (happens(rng, n_rows(answers), _REPLY_SHARE))
    )
    n = n_rows(rows)
    at = world.working.add(rows["occurred_at"], skewed(rng, 0.7 * DAY_SECONDS, 0.7, n))
    action = [_ACTIONS.get(str(code), "règle de pointage revue") for code in rows["reason_code"]]
    found = {
        "disposition_id": rows["disposition_id"],
        "user_id": np.full(n, team.USER_IDS[team.DATA_KEEPER], dtype=object),
        "occurred_at": at,
        "action": np.array(action, dtype=object),
        "comment": np.full(n, "", dtype=object),
    }
    found = take(found, at <= world.end)
    return {**found, "reply_id": ids("SUI", n_rows(found))}


def nurture_entries(rng: np.random.Generator, leads: Frame, answers: Frame, world: World) -> Frame:
    """Return the stays in maturation of recycled leads, until they come back."""
    rows = take(
        answers, (answers["answer"] == "recycled") & (happens(rng, n_rows(answers), _NURTURE_SHARE))
    )
    n, lead = n_rows(rows), rows["lead"]
    at = world.working.add(rows["occurred_at"], skewed(rng, 0.4 * DAY_SECONDS, 0.8, n))
    back = np.full(n_rows(leads), np.nan)
    again = leads["previous"] >= 0
    back[leads["previous"][again]] = leads["opened_at"][again]
    left = back[lead]
    tracks = [_TRACKS.get(str(code), _GENERAL_TRACK) for code in leads["reason"][lead]]
    found = {
        "lead_id": rows["lead_id"],
        "contact_id": world.people["contact_id"][leads["contact"][lead]],
        "track": np.array(tracks, dtype=object),
        "entered_at_track": at,
        "returns_on": rows["recall_on"],
        "left_at": np.where(left > at, left, np.nan),
        "left_reason": np.where(left > at, "nouveau geste", "").astype(object),
    }
    found = take(found, at <= world.end)
    return {**found, "nurture_id": ids("MAT", n_rows(found))}


def pauses(rng: np.random.Generator, leads: Frame, passed: Frame, world: World) -> Frame:
    """Return the few pauses that the agreement allows, each with its evidence."""
    drawn = take(passed, happens(rng, n_rows(passed), _PAUSE_SHARE))
    n = n_rows(drawn)
    code = choose(rng, ("P-01", "P-02", "P-03"), n, (0.5, 0.3, 0.2))
    proof = {
        "P-01": "rappel demandé par la personne",
        "P-02": "téléphone erroné",
        "P-03": "consentement",
    }
    start = world.working.add(drawn["handed_over_at"], rng.uniform(0.1, 0.4, n) * HOUR)
    length = np.where(code == "P-01", rng.uniform(2, 9, n), rng.uniform(0.2, 1.0, n)) * DAY_SECONDS
    found = {
        "lead_id": drawn["lead_id"],
        "clock": np.where(code == "P-02", "H-ACCEPTATION", "H-PREMIERE-TENTATIVE").astype(object),
        "starts_at": start,
        "ends_at": world.working.add(start, length),
        "reason_code": code,
        "evidence": np.array([proof[str(each)] for each in code], dtype=object),
        "user_id": team.USER_IDS[leads["rep"][drawn["lead"]]],
    }
    found = take(found, found["ends_at"] <= world.end)
    return {**found, "pause_id": ids("PAU", n_rows(found))}


def notices(rng: np.random.Generator, leads: Frame, passed: Frame, world: World) -> Frame:
    """Return the reminders that went out while nobody had tried yet."""
    due_hours = np.array([kind.due_hours for kind in story.LEAD_TYPES])[
        leads["type"][passed["lead"]]
    ]
    tried = leads["tried_at"][passed["lead"]]
    blocks = []
    for kind, share in _NOTICE_AT:
        due = world.working.add(passed["handed_over_at"], due_hours * share * HOUR)
        is_due = ~(tried <= due) & (due <= world.end)
        n = int(is_due.sum())
        sent = due[is_due] + np.round(rng.uniform(5, 240, n))
        blocks.append(
            {
                "user_id": passed["to_user_id"][is_due],
                "lead_id": passed["lead_id"][is_due],
                "kind": np.full(n, kind, dtype=object),
                "due_at": due[is_due],
                "sent_at": np.where(happens(rng, n, 0.98), sent, np.nan),
            }
        )
    found = stack(blocks)
    found = take(found, np.argsort(found["due_at"], kind="stable"))
    return {**found, "notice_id": ids("AVI", n_rows(found))}


def observations(rng: np.random.Generator, leads: Frame, world: World) -> Frame:
    """Return what people said: how they found the company, what they need, what stops them."""
    talked = np.fmax(leads["tried_at"], leads["answered_at"]) + HOUR
    heard = np.flatnonzero((talked <= world.end) & (happens(rng, n_rows(leads), _HEARD_SHARE)))
    field = np.flatnonzero((talked <= world.end) & (happens(rng, n_rows(leads), _FIELD_SHARE)))
    persona = world.people["persona"][leads["contact"]]
    said = [_field(rng, int(at)) for at in persona[field]]
    texts = [_HEARD[story.CODES[at]] for at in leads["found"][heard]]
    rows = np.concatenate([heard, field])
    kinds = ["source_heard"] * len(heard) + [kind for kind, _ in said]
    found = {
        "contact_id": world.people["contact_id"][leads["contact"][rows]],
        "lead_id": leads["lead_id"][rows],
        "user_id": team.USER_IDS[leads["rep"][rows]],
        "occurred_at": talked[rows],
        "persona": np.array([story.PERSONAS[at].code for at in persona[rows]], dtype=object),
        "kind": np.array(kinds, dtype=object),
        "text": np.array(texts + [words for _, words in said], dtype=object),
    }
    found = take(found, np.argsort(found["occurred_at"], kind="stable"))
    return {**found, "observation_id": ids("OBS", n_rows(found))}


def _field(rng: np.random.Generator, persona: int) -> tuple[str, str]:
    said = _FIELD[persona]
    return said[int(rng.integers(0, len(said)))]


def consents(rng: np.random.Generator, leads: Frame, won: Frame, world: World) -> Frame:
    """Return consents: implied by a request or a purchase, express, or by a published address."""
    contact_ids = world.people["contact_id"]
    is_own = leads["type"] == story.PROSPECTING
    express = happens(rng, n_rows(leads), 0.35)
    kind = np.where(is_own, "published", np.where(express, "express", "implied_inquiry"))
    given = leads["opened_at"]
    asked = _consent_rows(contact_ids[leads["contact"]], kind, given)
    asked["withdrawn_at"] = np.where(leads["reason"] == "R-14", leads["left_at"], np.nan)
    some = (happens(rng, len(given), 0.015)) & np.isnan(asked["withdrawn_at"])
    asked["withdrawn_at"] = np.where(
        some, given + rng.uniform(20, 160, len(given)) * DAY, asked["withdrawn_at"]
    )
    bought_at = won["starts_on"] + 9 * HOUR
    bought = _consent_rows(
        contact_ids[won["contact"]], np.full(len(bought_at), "implied_purchase"), bought_at
    )
    found = stack([asked, bought])
    found["withdrawn_at"] = np.where(
        found["withdrawn_at"] <= world.end, found["withdrawn_at"], np.nan
    )
    found = take(found, found["given_at"] <= world.end)
    found = take(found, np.argsort(found["given_at"], kind="stable"))
    return {**found, "consent_id": ids("CST", n_rows(found))}


def _consent_rows(contact_id: Array, kind: Array, given: Array) -> Frame:
    # Six months after a request, two years after a purchase; express consent does not expire.
    months = {"implied_inquiry": 6.0, "implied_purchase": 24.0}
    lasts = np.array([months.get(str(each), np.nan) for each in kind])
    n = len(kind)
    return {
        "contact_id": contact_id,
        "kind": kind.astype(object),
        "purpose": np.full(n, "prospection commerciale", dtype=object),
        "given_at": given,
        "expires_at": dates_of(given + lasts * 30.44 * DAY),
        "withdrawn_at": np.full(n, np.nan),
        "proof": np.where(kind == "published", "site de l'entreprise", "formulaire du site").astype(
            object
        ),
    }
