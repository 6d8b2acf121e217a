"""What must be asked or told about how deals end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.proposing.doubts import Doubt, asked, set_option, setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boucle.warehouse.imports.proposing.recognising import Recognised

_WON, _LOST = Text(fr="gagnée", en="won"), Text(fr="perdue", en="lost")
_OPEN, _LEAD = Text(fr="ouverte", en="open"), Text(fr="encore une piste", en="still a lead")
_SHOWN = 8


def only_won(file: Recognised) -> Doubt:
    """Return what is to be known where every row is taken for a win."""
    alias = file.table.alias
    text = Text(
        fr="{file} n'a pas d'étape, et « {column} » parle de gains : chaque ligne est tenue pour "
        "une affaire gagnée, donc aucun taux de gain. Autrement : {option}",
        en="{file} has no stage, and “{column}” speaks of wins: every row counts as a deal won, so "
        "there is no win rate. Otherwise: {option}",
    ).format(
        file=file.table.title, column=file.column("closed") or file.table.title,
        option=set_option(f"{alias}.outcome=open"),
    )  # fmt: skip
    return Doubt("only_won", text, place=alias)


def outcome_unknown(file: Recognised) -> Doubt:
    """Ask how deals end where nothing tells it."""
    alias = file.table.alias
    text = Text(
        fr="Rien dans {file} ne dit si une affaire est ouverte, gagnée ou perdue.",
        en="Nothing in {file} says whether a deal is open, won or lost.",
    ).format(file=file.table.title)
    choices = (
        setting(Text(fr="toutes gagnées", en="all won"), f"{alias}.outcome=won"),
        setting(Text(fr="toutes ouvertes", en="all open"), f"{alias}.outcome=open"),
        setting(Text(fr="ignorer ce fichier", en="ignore this file"), f"{alias}=ignore"),
    )
    return asked("outcome_unknown", text, alias, choices)


def unknown_word(file: Recognised, word: str, n_rows: int) -> Doubt:
    """Ask what a word of a column of stages says."""
    text = Text(
        fr="Le mot « {word} » de « {column} » ({file}; lignes : {n}) n'est pas connu : il peut "
        "changer les gains et les pertes.",
        en="The word “{word}” of “{column}” ({file}; rows: {n}) is not known: it may change wins "
        "and losses.",
    ).format(word=word, column=file.column("status"), file=file.table.title, n=n_rows)
    states = {"won": _WON, "lost": _LOST, "open": _OPEN, "lead": _LEAD}
    choices = [setting(words, f"stage.{word}={state}") for state, words in states.items()]
    return asked("stage_words", text, f"{file.table.alias}.{file.column('status')}", choices)


def words_of_leads(file: Recognised, words: Sequence[str]) -> Doubt:
    """Tell which unknown words of a list of leads are read as stages of leads."""
    shown = ", ".join(words[:_SHOWN]) + ("…" if len(words) > _SHOWN else "")
    text = Text(
        fr="Des mots de « {column} » ({file}) ne sont pas connus et sont lus comme des étapes de "
        "pistes, ni gains ni pertes : {words}. Autrement : {option}",
        en="Words of “{column}” ({file}) are not known and are read as stages of leads, neither "
        "wins nor losses: {words}. Otherwise: {option}",
    ).format(
        column=file.column("status"), file=file.table.title, words=shown,
        option=set_option(f"stage.{words[0]}=won"),
    )  # fmt: skip
    return Doubt("stage_words", text, f"{file.table.alias}.{file.column('status')}")


def converted(file: Recognised) -> Doubt:
    """Ask what a lead that is converted has become: a customer, or a deal."""
    alias, column = file.table.alias, file.column("is_converted")
    text = Text(
        fr="« {column} » de {file} dit qu'une piste est convertie : ce peut être un client, ou "
        "seulement une affaire ouverte.",
        en="“{column}” of {file} says that a lead is converted: this may be a customer, or only a "
        "deal that is open.",
    ).format(column=column, file=file.table.title)
    choices = (
        setting(Text(fr="un client (gagnée)", en="a customer (won)"), f"{alias}.converted=won"),
        setting(Text(fr="une affaire ouverte", en="an open deal"), f"{alias}.converted=open"),
        setting(Text(fr="ni l'un ni l'autre", en="neither"), f"{alias}.converted=none"),
    )
    return asked("converted_words", text, f"{alias}.{column}", choices)


def undated(file: Recognised) -> Doubt:
    """Tell that wins have no day of their own."""
    text = Text(
        fr="Rien dans {file} ne dit quand une affaire s'est conclue : les gains n'ont pas de mois, "
        "ni de durée. Autrement : --set {alias}.COLONNE=closed",
        en="Nothing in {file} says when a deal ended: wins have no month and no duration. "
        "Otherwise: --set {alias}.COLUMN=closed",
    ).format(file=file.table.title, alias=file.table.alias)
    return Doubt("date_role", text, file.table.alias)
