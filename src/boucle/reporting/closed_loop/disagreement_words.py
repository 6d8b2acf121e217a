"""The words of the section that shows how far the models differ."""

from __future__ import annotations

from boucle.language import Text
from boucle.reporting.closed_loop.definitions import EVERY_MODEL

TITLE = Text(fr="Où les modèles se contredisent", en="Where the models disagree")
ABOUT = Text(
    fr="Les mêmes gains, partagés par sept règles, puis par Markov et Shapley, qui lisent les "
    "parcours. Là où les modèles s'accordent, le chiffre tient; là où ils s'écartent, c'est le "
    "choix du modèle qui parle.",
    en="The same wins, shared by seven rules, then by Markov and Shapley, which read the journeys. "
    "Where the models agree the figure holds; where they differ, the choice of the model speaks.",
)
_COLUMNS: dict[str, tuple[Text, Text]] = {
    "reference": (
        Text(fr="Référence", en="Reference"),
        Text(
            fr="Le crédit selon le modèle de référence ({model}), son intervalle à 95 % (le hasard "
            "des gains, pas celui du modèle) et le nombre de gains touchés. Sous cinq gains, "
            "l'intervalle est un minimum.",
            en="The credit by the reference model ({model}), its 95% interval (the luck of the "
            "wins, not that of the model) and the number of wins touched. Under five wins the "
            "interval is a minimum.",
        ),
    ),
    "lowest": (
        Text(fr="Le plus bas", en="Lowest"),
        Text(
            fr="Le modèle qui donne le moins à ce canal.",
            en="The model that gives this channel least.",
        ),
    ),
    "highest": (
        Text(fr="Le plus haut", en="Highest"),
        Text(
            fr="Le modèle qui donne le plus à ce canal.",
            en="The model that gives this channel most.",
        ),
    ),
    "spread_share": (
        Text(fr="Écart", en="Spread"),
        Text(
            fr="(Le plus haut − le plus bas) ÷ tout ce qui a été gagné.",
            en="(Highest − lowest) ÷ all that was won.",
        ),
    ),
    "rank": (
        Text(fr="Rang", en="Rank"),
        Text(
            fr="Du meilleur au pire rang du canal, selon le modèle.",
            en="From the channel's best rank to its worst, depending on the model.",
        ),
    ),
    "intervals_overlap": (
        Text(fr="Intervalles", en="Intervals"),
        Text(
            fr="Si les intervalles du plus bas et du plus haut se touchent. Quand ils ne se "
            "touchent pas, plus de gains n'y changeraient rien.",
            en="Whether the intervals of the lowest and of the highest meet. Where they do not, "
            "more wins would change nothing.",
        ),
    ),
}
MODEL_OF = Text(fr="{label} : modèle", en="{label}: model")
RANK_ENDS: dict[str, Text] = {
    "best_rank": Text(fr="Meilleur rang", en="Best rank"),
    "worst_rank": Text(fr="Pire rang", en="Worst rank"),
}
OVERLAP = {
    True: Text(fr="se touchent", en="meet"),
    False: Text(fr="à part", en="apart"),
}
UNKNOWN_BOUND = Text(fr="intervalle inconnu", en="unknown interval")
RANKS = Text(fr="{best} à {worst}", en="{best} to {worst}")

CREDIT_TITLE = Text(
    fr="À qui le mérite? Neuf lectures, avec leur intervalle à 95 %",
    en="Who gets the credit? Nine readings, with their 95% interval",
)
PICTURE = Text(
    fr="Crédit selon neuf modèles (point et trait bleus : {model} et son intervalle)",
    en="Credit by nine models (blue dot and line: {model} and its interval)",
)

WIDEST = Text(
    fr="« {name} » va de {low} ({lowest}) à {high} ({highest}) : l'écart vaut {share} de tout ce "
    "qui a été gagné. Décidez sur l'écart, pas sur une lecture. Avant d'y toucher, faites un "
    "essai : un territoire ou quelques semaines sans ce canal, et comptez les gains.",
    en="“{name}” goes from {low} ({lowest}) to {high} ({highest}): the spread is {share} of all "
    "that was won. Decide on the spread, not on one reading. Before you change it, test: a "
    "territory or a few weeks without this channel, and count the wins.",
)
NARROW = Text(
    fr="Selon le modèle, aucun canal ne bouge de plus de {share} de tout ce qui a été gagné : ici, "
    "le choix du modèle change peu de chose.",
    en="Depending on the model, no channel moves by more than {share} of all that was won: here "
    "the choice of the model changes little.",
)
SAME = Text(
    fr="Tous les modèles disent la même chose : chaque gain n'a qu'un canal connu, et il n'y a "
    "rien à partager. Ce n'est pas une preuve : ce qui n'a pas laissé de trace n'y est pas.",
    en="All models say the same: each win has but one known channel, and there is nothing to "
    "share. That is no proof: touchpoints that left no trace are not in it.",
)
ONE_LEADER = Text(
    fr="« {name} » est au premier rang selon tous les modèles.",
    en="“{name}” comes first under every model.",
)
LEADERS = Text(
    fr="Le premier rang dépend du modèle : {names}.",
    en="Who comes first depends on the model: {names}.",
)
LEADER = Text(fr="« {name} » (modèles : {n})", en="“{name}” (models: {n})")
SMALL = Text(
    fr="Pour ces canaux, le choix du modèle pèse moins de {share} de tout ce qui a été gagné : "
    "{names}.",
    en="For these channels the choice of the model weighs under {share} of all that was won: "
    "{names}.",
)
APART = Text(
    fr="Le plus bas et le plus haut ont des intervalles qui ne se touchent pas : {names}. Plus de "
    "gains n'y changeraient rien; seul un essai trancherait.",
    en="The intervals of the lowest and the highest do not meet: {names}. More wins would change "
    "nothing; only a test would settle it.",
)
AND_MORE = Text(fr=" et {n} de plus", en=" and {n} more")
QUOTED = Text(fr="« {name} »", en="“{name}”")
NOT_CAUSAL = Text(
    fr="Aucun modèle ne dit ce qu'un canal a causé. Dans des entreprises simulées, où l'effet de "
    "chaque canal est connu, le meilleur modèle mettait près du quart du crédit au mauvais endroit "
    "et le pire, plus des quatre cinquièmes; Markov et Shapley se tenaient entre les règles.",
    en="No model says what a channel caused. In simulated companies, where the effect of each "
    "channel is known, the best model misplaced almost a quarter of the credit and the worst more "
    "than four fifths; Markov and Shapley stood between the rules.",
)


def columns(reference: str) -> dict[str, tuple[Text, Text]]:
    """Return the label and the meaning of each column, the `reference` model being named."""
    model = EVERY_MODEL[reference]
    return _COLUMNS | {
        "reference": (_COLUMNS["reference"][0], _COLUMNS["reference"][1].format(model=model))
    }
