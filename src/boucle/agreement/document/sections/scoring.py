"""The points: who the person is, what the person does, and where each grade leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Heading, Note, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice


def scoring(v: Voice) -> Iterator[Block]:
    """Yield the points, the grid, the capacity, the model that orders the queue."""
    section = v.agreement.scoring
    yield Heading(2, v(fr="Pointage", en="Scoring"), "scoring")
    if section.golden_rule is not None:
        yield Note(v.text(section.golden_rule))
    model = v(fr="Version du modèle", en="Model version")
    yield from v.facts((model, section.model_version))
    yield from _fit(v)
    yield from _engagement(v)
    yield from _grid(v)
    yield from _capacity(v)
    yield from _predictive(v)
    yield from _learning(v)


def _fit(v: Voice) -> Iterator[Block]:
    fit = v.agreement.scoring.fit
    yield Heading(3, v(fr="Adéquation\u00a0: qui est la personne", en="Fit: who the person is"))
    pattern = v(fr="Plafond\u00a0: {} points.", en="At most {} points.")
    yield Paragraph(pattern.format(v.number(fit.cap)))
    columns = (
        v(fr="Règle", en="Rule"),
        v(fr="Points", en="Points"),
        v(fr="Condition", en="Condition"),
    )
    rows = tuple(
        (f"{each.code} {v.text(each.label)}", v.number(each.points), v.rule(each.when))
        for each in fit.rules
    )
    yield Table("", columns, rows, frozenset((1,)))


def _engagement(v: Voice) -> Iterator[Block]:
    engagement = v.agreement.scoring.engagement
    yield Heading(
        3, v(fr="Engagement\u00a0: ce que fait la personne", en="Engagement: what they do")
    )
    pattern = v(
        fr="Plafond\u00a0: {} points. Un geste vaut la moitié après {}.",
        en="At most {} points. A gesture counts half after {}.",
    )
    half = v.count(engagement.half_life_days, fr="jour", frs="jours", en="day", ens="days")
    yield Paragraph(pattern.format(v.number(engagement.cap), half))
    columns = (
        v(fr="Geste", en="Gesture"),
        v(fr="Points", en="Points"),
        v(fr="Plafond", en="At most"),
        v(fr="Note", en="Note"),
    )
    rows = tuple(
        (f"{each.code} {v.word(words.KINDS, each.kind)}", v.number(each.points),
         v.number(each.cap) if each.cap is not None else "", v.text(each.note))
        for each in engagement.rules
    )  # fmt: skip
    yield Table("", columns, rows, frozenset((1, 2)))


def _grid(v: Voice) -> Iterator[Block]:
    section = v.agreement.scoring
    letters, digits = section.fit.letters, section.engagement.digits
    yield Heading(3, v(fr="Grille des cotes", en="Grid of grades"))
    yield Paragraph(
        v(
            fr="En rangées, l'adéquation; en colonnes, l'engagement. Le nombre est le pointage "
            "à partir duquel la lettre ou le chiffre est donné.",
            en="Fit down the side, engagement across the top. The number is the points from "
            "which a letter or digit is given.",
        )
    )
    least = v(fr="{}\u00a0: {}+", en="{}: {}+")
    columns = (
        v(fr="Cote", en="Grade"),
        *(least.format(digit, v.number(points)) for digit, points in digits.items()),
    )
    rows = tuple(
        (least.format(letter, v.number(points)), *(_cell(v, letter + digit) for digit in digits))
        for letter, points in letters.items()
    )
    yield Table("", columns, rows)


def _cell(v: Voice, grade: str) -> str:
    grid = v.agreement.scoring.grid
    for grades, said in (
        (grid.transfer, v(fr="transférer", en="hand over")),
        (grid.nurture, v(fr="faire mûrir", en="nurture")),
        (grid.nothing, v(fr="rien", en="nothing")),
    ):
        if grade in grades:
            return v(fr=f"{grade}\u00a0: {said}", en=f"{grade}: {said}")
    return grade


def _capacity(v: Voice) -> Iterator[Block]:
    capacity = v.agreement.scoring.capacity
    if capacity is None:
        return
    yield Heading(3, v(fr="Capacité des ventes", en="Capacity of sales"))
    per_month = v.count(
        capacity.leads_per_month, fr="piste", frs="pistes", en="lead", ens="leads"
    ) + v(fr=" par mois", en=" a month")
    peak = v.n_days(capacity.peak_after_business_days, is_business=True)
    yield from v.facts(
        (v(fr="Capacité", en="Capacity"), per_month),
        (v(fr="Mode pointe après", en="Peak mode after"), peak),
        (v(fr="Règle de pointe", en="Peak rule"), v.text(capacity.peak_rule)),
        (v(fr="Cotes en pointe", en="Grades at peak"), ", ".join(capacity.peak_grades)),
        (v(fr="Types de pistes en pointe", en="Lead types at peak"),
         v.names(capacity.peak_lead_types)),
    )  # fmt: skip


def _predictive(v: Voice) -> Iterator[Block]:
    model = v.agreement.scoring.predictive
    if model is None:
        return
    yield Heading(3, v(fr="Modèle prédictif", en="Predictive model"))
    yield from v.facts(
        (v(fr="Usage", en="Use"), v.word(words.PREDICTIVE_USES, model.use)),
        (v(fr="État", en="State"), v.word(words.PREDICTIVE_STATES, model.state)),
        (v(fr="But", en="Aim"), model.aim),
        (v(fr="Part d'exploration", en="Share explored"), v.share(model.exploration_share)),
    )
    yield from v.bullets(v(fr="Données interdites", en="Forbidden data"), model.forbidden_data)
    yield from v.bullets(v(fr="Activé quand", en="Switched on when"), model.activated_when)


def _learning(v: Voice) -> Iterator[Block]:
    learning = v.agreement.scoring.learning
    if learning is None:
        return
    yield Heading(3, v(fr="Apprentissage", en="Learning"))
    pattern = v(fr="{} cas sur {}", en="{} cases over {}")
    least = pattern.format(v.number(learning.least_cases), v.n_days(learning.over_days))
    yield from v.facts(
        (v(fr="Cadence", en="Pace"), v.word(words.EVERY, learning.every)),
        (v(fr="Au moins", en="At least"), least),
        (v(fr="Approuvé par", en="Approved by"), v.words(words.TEAMS, learning.approved_by)),
        (v(fr="Preuve", en="Proof"), v.text(learning.proof)),
    )
