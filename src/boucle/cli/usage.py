"""What the parser refuses, in one line of ours."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from boucle.errors.commands import UsageError
from boucle.language import Text

_NO_SUCH_OPTION = Text(
    fr="L'option {given} n'existe pas.{near} Voir : {command} --help.",
    en="There is no option {given}.{near} See: {command} --help.",
)
_NO_SUCH_COMMAND = Text(
    fr="La commande « {given} » n'existe pas.{near} Voir : {command} --help.",
    en="There is no command “{given}”.{near} See: {command} --help.",
)
_MISSING = Text(
    fr="Il manque {given}. Voir : {command} --help.",
    en="{given} is missing. See: {command} --help.",
)
_BAD_VALUE = Text(
    fr="{given} a une valeur qui n'est pas permise : {why}. Voir : {command} --help.",
    en="{given} has a value that is not allowed: {why}. See: {command} --help.",
)
_NOT_LISTED = Text(
    fr="{given} vaut « {value} »; valeurs permises : {allowed}. Voir : {command} --help.",
    en="{given} is “{value}”; it must be one of {allowed}. See: {command} --help.",
)
_OTHER = Text(fr="{why} Voir : {command} --help.", en="{why} See: {command} --help.")
_EXTRA = Text(
    fr="« {given} » est de trop. Voir : {command} --help.",
    en="“{given}” is one word too many. See: {command} --help.",
)
_NEAR = Text(fr=" Vouliez-vous dire {near}?", en=" Did you mean {near}?")
_NO_VALUE = Text(
    fr="Il manque une valeur après {given}. Voir : {command} --help.",
    en="A value is missing after {given}. See: {command} --help.",
)
_NEEDS_VALUE = re.compile(r"Option '([^']+)' requires an argument\.")
_TOO_MANY = re.compile(r"Got unexpected extra argument\S* \((.+)\)")
_NUMBERS = {
    r"greater than or equal to (\S+)": Text(fr="il faut {bound} ou plus", en="at least {bound}"),
    r"less than or equal to (\S+)": Text(fr="il faut {bound} ou moins", en="at most {bound}"),
    r"valid integer": Text(fr="il faut un nombre entier", en="a whole number is needed"),
}
_COMMAND = Text(fr="une commande", en="A command")
_NO_COMMAND = "No such command "


def help_page(error: Exception) -> str | None:
    """Return the help page that a group without a command calls for, or None."""
    if type(error).__name__ != "NoArgsIsHelpError":
        return None
    return str(getattr(error, "message", ""))


def usage_error(error: Exception) -> UsageError | None:
    """Return our error for one that the parser raised, or None if it is not the parser's.

    The parser's classes are private to it; its errors are known by what they carry.
    """
    if not hasattr(error, "format_message") or not hasattr(error, "exit_code"):
        return None
    context = getattr(error, "ctx", None)
    facts = {"command": getattr(context, "command_path", "boucle"), "near": ""}
    return UsageError(_text(error, context, facts))


def _text(error: Any, context: Any, facts: dict[str, Any]) -> Text:
    message = str(error.format_message())
    if (option := getattr(error, "option_name", None)) is not None and hasattr(
        error, "possibilities"
    ):
        facts |= {"given": option, "near": _near(error.possibilities or ())}
        return _NO_SUCH_OPTION.format(**facts)
    if message.startswith(_NO_COMMAND):
        given = message.removeprefix(_NO_COMMAND).split("'")[1]
        known = getattr(context.command, "commands", {})
        facts |= {"given": given, "near": _near(get_close_matches(given, known, n=2))}
        return _NO_SUCH_COMMAND.format(**facts)
    parameter = getattr(error, "param", None)
    if parameter is None:
        return _without_parameter(message, facts)
    facts["given"] = _named(parameter)
    if type(error).__name__ == "MissingParameter":
        return _MISSING.format(**facts)
    quoted = re.findall(r"'([^']*)'", str(error.message))
    if " is not one of " in str(error.message) and len(quoted) > 1:
        value, *allowed = quoted
        return _NOT_LISTED.format(value=value, allowed=", ".join(allowed), **facts)
    return _BAD_VALUE.format(why=_why(str(error.message)), **facts)


def _why(message: str) -> Text:
    """Translate what is said of numbers; the rest stays as the parser says it."""
    for pattern, text in _NUMBERS.items():
        if found := re.search(pattern, message):
            return text.format(bound=found[found.lastindex or 0])
    said = message.rstrip(".")
    return Text(fr=said, en=said)


def _without_parameter(message: str, facts: dict[str, Any]) -> Text:
    if message == "Missing command.":
        return _MISSING.format(**facts | {"given": _COMMAND})
    for pattern, text in ((_NEEDS_VALUE, _NO_VALUE), (_TOO_MANY, _EXTRA)):
        if found := pattern.fullmatch(message):
            return text.format(**facts | {"given": found[1]})
    return _OTHER.format(**facts | {"why": message})


def _named(parameter: Any) -> str:
    """Return the option as typed, or the argument as the help page names it."""
    options = [name for name in parameter.opts if name.startswith("-")]
    return str(max(options, key=len) if options else parameter.metavar or parameter.name).strip(".")


def _near(names: Any) -> Text | str:
    names = tuple(names)
    return _NEAR.format(near=", ".join(names)) if names else ""
