"""Words for stages and statuses in French and English, and what each says of a deal or a lead."""

from __future__ import annotations

from typing import Literal

from boucle.warehouse.imports.proposing.names import plain, word_set

State = Literal["won", "lost", "open", "lead", "disqualified", "recycled"]

# Whole words in plain form (no accents, lower case). A state may also be told by a part of it.
_WHOLE: dict[State, str] = {
    "won": "won, win, closed won, close won, closedwon, won deal, deal won, gagne, gagnee, gagnes, "
    "gagnees, gain, affaire gagnee, ferme gagne, fermee gagnee, cloture gagne, clos gagne, conclu, "
    "conclue, conclus, signe, signee, signed, contract signed, contrat signe, vendu, vendue, sold, "
    "vente, vente conclue, sale, succes, success, successful, accepte, acceptee, client, cliente, "
    "customer, paid, paye, payee, facture, facturee, invoiced, completed sale, soumission "
    "acceptee, devis accepte, quote accepted, proposal accepted, commande, commande recue, booked, "
    "closed sale, active customer, new customer, nouveau client",
    "lost": "lost, closed lost, close lost, closedlost, lost deal, deal lost, perdu, perdue, "
    "perdus, perdues, perte, affaire perdue, ferme perdu, fermee perdue, cloture perdu, clos "
    "perdu, abandonne, abandonnee, abandon, abandoned, annule, annulee, cancelled, canceled, "
    "refuse, refusee, rejete, rejetee, rejected by client, declined, decline, sans suite, sans "
    "reponse finale, non conclu, non conclue, failed, echec, echoue, dead, mort, no sale, no deal, "
    "closed no sale, soumission refusee, devis refuse, quote declined, lost to competitor, perdu "
    "concurrent, not interested, pas interesse, pas interessee, non interesse, non interessee, "
    "ghosted",
    "open": "open, ouvert, ouverte, en cours, in progress, ongoing, actif, active, pending, en "
    "attente, proposal, proposition, proposition envoyee, proposal sent, proposal price quote, "
    "quote, quote sent, devis, devis envoye, soumission, soumission envoyee, soumission transmise, "
    "offre, offre envoyee, offer sent, negotiation, negociation, negotiation review, en "
    "negociation, negotiating, prospecting, prospection, qualification, needs analysis, analyse "
    "besoins, analyse des besoins, analyse de besoins, besoin, value proposition, id decision "
    "makers, perception analysis, discovery, decouverte, demo, demonstration, demo scheduled, demo "
    "planifiee, demonstration planifiee, presentation, presentation scheduled, meeting, meeting "
    "scheduled, rencontre, rencontre planifiee, rendez vous, rendez vous pris, rdv, rdv pris, "
    "appointment scheduled, qualified to buy, decision maker bought in, contract sent, contrat "
    "envoye, engaging, engaged, relance, a relancer, suivi, follow up, evaluation, evaluating, on "
    "hold, en pause, trial, essai, verbal, accord verbal, verbal agreement, closing, signature, en "
    "signature, commit, best case, pipeline, developing, opportunity, opportunite, opp, affaire, "
    "en discussion, en reflexion, reflexion, estimation, chiffrage, proof of concept, poc, pilot, "
    "pilote, shortlist, contract review, revision contrat, legal review, soumissionne, in "
    "negotiation, under review, stalled",
    "lead": "new, nouveau, nouvelle, nouvelles, nouveaux, lead, leads, piste, mql, sql, sal, "
    "contacte, contactee, contacted, attempted, attempted to contact, attempting, attempting "
    "contact, working, working contacted, open not contacted, a contacter, a appeler, to contact, "
    "to call, a rappeler, not contacted, non contacte, non contactee, connected, qualifie, "
    "qualifiee, qualified, sales qualified lead, marketing qualified lead, marketingqualifiedlead, "
    "salesqualifiedlead, subscriber, abonne, prospect, assigned, assigne, assignee, en traitement, "
    "a traiter, to process, nurturing, nurture, maturation, in nurture, received, recu, recue, "
    "unread, tentative de contact, tentative contact, open deal, bad timing, accepted lead, pas de "
    "reponse, no answer, sans reponse, message laisse, left message, warm, hot, cold, tiede, "
    "chaud, chaude, froid, froide, interested, interesse, interessee",
    "disqualified": "disqualified, disqualifie, disqualifiee, unqualified, non qualifie, non "
    "qualifiee, not qualified, pas qualifie, invalid, invalide, spam, junk, doublon, duplicate, "
    "rejected, hors cible, hors territoire, bad fit, closed not converted, unreachable, "
    "injoignable, faux numero, wrong number, mauvais numero, bad lead, junk lead",
    "recycled": "recycled, recycle, recyclee, recyclage, returned to marketing, retour marketing, "
    "a recycler, retourne au marketing",
}
_WORDS: dict[str, State] = {
    word.strip(): state for state, words in _WHOLE.items() for word in words.split(",")
}
# « 6 - Gagnée », "Stage 5: Closed Won", « Affaire perdue (prix) »: one of these is enough, in this
# order, unless what stands before denies it.
_PARTS: tuple[tuple[str, State], ...] = (
    ("not won", "lost"), ("non gagne", "lost"), ("closed won", "won"), ("closed lost", "lost"),
    ("disqualif", "disqualified"), ("unqualif", "disqualified"), ("non qualif", "disqualified"),
    ("perdu", "lost"), ("lost", "lost"), ("gagne", "won"), ("won", "won"),
    ("abandon", "lost"), ("annul", "lost"), ("cancel", "lost"),
    ("negoc", "open"), ("negot", "open"), ("proposal", "open"), ("proposition", "open"),
    ("soumission", "open"), ("devis", "open"), ("demo", "open"), ("discovery", "open"),
    ("decouverte", "open"), ("meeting", "open"), ("rencontre", "open"), ("rdv", "open"),
    ("en attente", "open"), ("en cours", "open"),
)  # fmt: skip
# Whoever is there has gone through the stages of these words.
LEAD_STAGES = {
    "mql": "mql", "marketing qualified lead": "mql", "marketingqualifiedlead": "mql",
    "sal": "sal", "accepted lead": "sal", "sql": "sql", "sales qualified lead": "sql",
    "salesqualifiedlead": "sql",
}  # fmt: skip
# Of a lead that became something else: a customer for some, a deal for others.
CONVERTED = word_set("converted convert conversion converti convertie convertis converties")
_OF_LEADS = frozenset(
    {"accepte", "acceptee", "accepted", "actif", "active", "open", "ouvert", "ouverte"}
)
# Words whose part would say it, but that say it of nobody: "Contract signed?" stays a question.
_AMBIGUOUS_PARTS = ("?",)


def state_of(word: str, kind: str = "deals") -> State | None:
    """Return what a stage or status says in a file of a kind, None if nobody knows.

    “Accepted” is a signed quote in a file of deals, and a lead that sales took in one of leads.
    “Converted” says neither by itself.

    >>> [state_of(each) for each in ("Gagnée", "4 - Closed Lost", "MQL", "Démo planifiée", "Zorg")]
    ['won', 'lost', 'lead', 'open', None]
    """
    if any(sign in word for sign in _AMBIGUOUS_PARTS):
        return None
    said = plain(word)
    if kind == "leads" and said in _OF_LEADS:
        return "lead"
    bare = said.lstrip("0123456789 ").removesuffix(" %") if not said.isdigit() else said
    for each in (said, bare, bare.removeprefix("stage ").lstrip("0123456789 ")):
        if each in _WORDS:
            return _WORDS[each]
    for part, state in _PARTS:
        if any(piece.startswith(part) for piece in _tails(said)):
            return state
    return None


def _tails(said: str) -> list[str]:
    words = said.split()
    return [" ".join(words[i:]) for i in range(len(words))]
