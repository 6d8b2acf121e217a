"""What the figures of money say, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boucle.figures.share import RANK_FROM
from boucle.language import Text, formats
from boucle.reporting.closed_loop.definitions import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from boucle.reporting.closed_loop.cells import Writer

_ORIGINS = Text(
    fr="Le marketing est à l'origine de {originated} des gains; les autres origines font {other}.",
    en="Marketing began {originated} of the wins; other origins make {other}.",
)
_TOUCHED = Text(
    fr="En chemin, le marketing a touché {influenced} des gains : plus on note de gestes, plus ce "
    "chiffre s'approche de 100 %, alors il ne s'additionne pas.",
    en="On their way marketing touched {influenced} of the wins: the more gestures are recorded, "
    "the nearer that comes to 100%, so it is never added.",
)
_CUSTOMERS = Text(
    fr="Gagner un client coûte {cac}; en {months} mois, il apporte {value} de marge [{low} ; "
    "{high}]. Valeurs comptées sur {months} mois pour tous, ce que les données ont pu voir.",
    en="Winning a customer costs {cac}; in {months} months they bring {value} of margin [{low} to "
    "{high}]. Values count {months} months for all, which is what the data have seen.",
)
_LATE = Text(
    fr="« {name} » n'a pas remboursé en {n} mois : {cost} de coûts pour {margin} de marge [{low} ; "
    "{high}].",
    en="“{name}” has not paid back in {n} months: {cost} of costs for {margin} of margin [{low} to "
    "{high}].",
)
_SOON = Text(
    fr="« {name} » rembourse au mois {n}{span} : commencé maintenant, en {on}.",
    en="“{name}” pays back in month {n}{span}: begun now, in {on}.",
)
_SPAN = Text(fr=" (entre {low} et {high})", en=" (between {low} and {high})")
_NEVER = Text(fr="plus tard que le mois {n}", en="later than month {n}")
_EARLY = Text(
    fr="Trop tôt pour juger : {names} (délai d'effet annoncé dans l'entente).",
    en="Too early to judge: {names} (effect delay declared in the agreement).",
)
_AVERAGE = Text(
    fr="De {from_before} – {to_before} à {from_after} – {to_after}, la transaction moyenne passe "
    "de {before} à {after} ({change}) : mix {mix}, effet interne {within}. À mix constant : "
    "{constant}.",
    en="From {from_before} – {to_before} to {from_after} – {to_after}, the average deal goes from "
    "{before} to {after} ({change}): mix {mix}, within {within}. At constant mix: {constant}.",
)
_MARGIN = Text(
    fr="La part de marge passe de {before} à {after} : mix {mix}, effet interne {within} (en "
    "points).",
    en="The margin share goes from {before} to {after}: mix {mix}, within {within} (in points).",
)
_GAIN = Text(
    fr="Proposition pour le trimestre : déplacer {shifted} par mois. Marge attendue en plus : "
    "{p50} par mois (de {p10} à {p90}, P10–P90); probabilité d'un gain : {chance}.",
    en="Proposal for the quarter: move {shifted} a month. Margin expected in addition: {p50} a "
    "month ({p10} to {p90}, P10–P90); probability of a gain: {chance}.",
)
_NO_MOVE = Text(fr="Aucun déplacement proposé : {why}.", en="No move is proposed: {why}.")
_LIMITS = Text(
    fr="Limites de l'entente : au plus {shift} de chaque canal par trimestre. Ces courbes sont des "
    "associations : dépenses et demande suivent la même saison.",
    en="Limits of the agreement: at most {shift} of each channel a quarter. These curves are "
    "associations: spend and demand follow the same season.",
)
_ACTIONS: dict[str, Text] = {
    "raise": Text(fr="hausser", en="raise"),
    "cut": Text(fr="baisser", en="cut"),
    "test_cut": Text(fr="tester une baisse avant de couper", en="test a cut before cutting"),
    "keep": Text(fr="garder", en="keep"),
}
_TOO_EARLY = Text(fr="trop tôt", en="too early")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Writes sentences in the language of `writer`."""

    writer: Writer
    channel: Callable[[str | None], str]

    def origins(self, figures: Mapping[str, Any]) -> list[str]:
        """Say what marketing began and what it touched."""
        shares = {name: figures[key]["wins_share"]["value"]
                  for name, key in (("originated", "originated"), ("other", "other_origins"),
                                    ("influenced", "influenced"))}  # fmt: skip
        written = {name: self._share(value) for name, value in shares.items() if value is not None}
        said = []
        if "originated" in written:
            said.append(self._say(_ORIGINS, **written))
        if "influenced" in written:
            said.append(self._say(_TOUCHED, **written))
        return said

    def customers(self, figures: Mapping[str, Any]) -> list[str]:
        """Say what a customer costs and brings."""
        total = figures["total"]
        value = total["lifetime_margin"]
        if total["cac"] is None or value["value"] is None:
            return []
        return [
            self._say(
                _CUSTOMERS, cac=self.writer.money(total["cac"]), months=figures["horizon_months"],
                value=self.writer.money(value["value"]), low=self.writer.money(value["low"]),
                high=self.writer.money(value["high"]),
            )
        ]  # fmt: skip

    def programmes(self, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """Say which channels have paid back, which have not, and which it is too early to judge."""
        said = [self._programme(row) for row in rows
                if row["curve"] and row["n_won"] >= RANK_FROM]  # fmt: skip
        early = [f"« {self.channel(row['channel'])} »" for row in rows
                 if row["reasons"].get("curve") == "effect_delay"]  # fmt: skip
        if early:
            said.append(self._say(_EARLY, names=", ".join(early)))
        return said

    def _programme(self, row: Mapping[str, Any]) -> str:
        name, even, last = self.channel(row["channel"]), row["break_even_months"], row["curve"][-1]
        if even["value"] is None:
            margin = last["margin"]
            bounds = {part: self._money(margin[part]) for part in ("low", "high")}
            return self._say(
                _LATE, name=name, n=last["month"], cost=self._money(last["cost"]),
                margin=self._money(margin["value"]), **bounds,
            )  # fmt: skip
        later = self._say(_NEVER, n=last["month"])
        bounds = {part: even[part] or later for part in ("low", "high")}
        span = "" if even["low"] == even["high"] else self._say(_SPAN, **bounds)
        on = formats.month(row["break_even_on"], self.writer.language)
        return self._say(_SOON, name=name, n=even["value"], span=span, on=on)

    def deals(self, figures: Mapping[str, Any]) -> list[str]:
        """Say how the mean deal and the margin changed, and how much of it is mix."""
        said = []
        stretches = {
            f"{end}_{side}": formats.month(figures[side][end], self.writer.language)
            for side in ("before", "after") for end in ("from", "to")
        }  # fmt: skip
        if (deal := figures["average_deal"]) is not None:
            effects = {"change": deal["after"] - deal["before"], "mix": deal["mix_effect"],
                       "within": deal["within_effect"]}  # fmt: skip
            said.append(
                self._say(
                    _AVERAGE, **stretches, before=self._money(deal["before"]),
                    after=self._money(deal["after"]), constant=self._money(deal["at_constant_mix"]),
                    **{name: self._signed(value / deal["before"])
                       for name, value in effects.items()},
                )
            )  # fmt: skip
        if (margin := figures["margin"]) is not None:
            said.append(
                self._say(
                    _MARGIN, before=self._share(margin["before"]),
                    after=self._share(margin["after"]),
                    mix=self._signed(margin["mix_effect"]),
                    within=self._signed(margin["within_effect"]),
                )
            )  # fmt: skip
        return said

    def budget(self, figures: Mapping[str, Any]) -> list[str]:
        """Say what is proposed, what it would bring, and within which limits."""
        limits = self._say(_LIMITS, shift=self._share(figures["most_shift_share"], digits=0))
        gain = figures["gain"]
        if gain is None:
            why = REASONS[figures["reasons"]["gain"]].in_(self.writer.language)
            return [self._say(_NO_MOVE, why=why), limits]
        return [
            self._say(
                _GAIN, shifted=self._money(figures["shifted"]),
                chance=self._chance(figures["gain_probability"]),
                **{name: self._money(value) for name, value in gain.items()},
            ),
            limits,
        ]  # fmt: skip

    def move(self, move: Mapping[str, Any]) -> str:
        """Say what is proposed of one channel, and why."""
        action = _ACTIONS[move["action"]].in_(self.writer.language)
        code = move["reasons"].get("action")
        why = _TOO_EARLY if code == "effect_delay" else REASONS[code] if code else None
        return f"{action} – {why.in_(self.writer.language)}" if why else action

    def _chance(self, share: float) -> str:
        # Draws do not tell a certainty from what is nearly one.
        if share > 0.99:  # noqa: PLR2004
            return f"> {self._share(0.99, digits=0)}"
        return self._share(share, digits=0)

    def _say(self, text: Text, **facts: object) -> str:
        return text.format(**facts).in_(self.writer.language)

    def _money(self, value: float | None) -> str:
        return "—" if value is None else self.writer.money(value)

    def _share(self, value: float, *, digits: int = 1) -> str:
        return formats.share(value, self.writer.language, digits=digits)

    def _signed(self, value: float) -> str:
        return ("+" if value > 0 else "") + self._share(value)
