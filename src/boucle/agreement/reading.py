"""From YAML to plain data, with the place of every key and value and without YAML's traps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from boucle.agreement.finding import Finding, Path
from boucle.language.xml_text import REPLACEMENT, xml_text

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 40

_INTEGER = re.compile(r"[-+]?(0|[1-9]\d{0,17})")
_FLOAT = re.compile(r"[-+]?(\d{1,18}\.\d{0,18}|\.\d{1,18}|\d{1,18})([eE][-+]?\d{1,3})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# Older readers of YAML take 13:00 for 780 and `no` for false; newer ones do not. We take neither.
_CLOCK = re.compile(r"\d{1,2}(:\d{2}){1,2}")
_YES_NO = frozenset(("yes", "no", "on", "off", "y", "n"))
_PLAIN: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a key or value stands: line and column from 1, offsets in the text, YAML style."""

    line: int
    column: int
    start: int
    end: int
    style: str | None = None


@dataclass(slots=True)
class Reading:
    """What a file says (`data`), where it says it, and what is wrong with its YAML."""

    data: Any = None
    values: dict[Path, Spot] = field(default_factory=dict)
    keys: dict[Path, Spot] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet; `key` waits for its value."""

    items: Any
    path: Path
    spot: Spot
    key: str | None = None


def read_yaml(text: str) -> Reading:
    """Read one YAML document. Never raises: what is wrong stands in `findings`."""
    from ruamel.yaml import YAML  # start-up
    from ruamel.yaml.error import YAMLError

    reading = Reading()
    reader = _Reader(reading)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            reader.take(event)
    except _HopelessError:
        pass
    except YAMLError as error:
        reading.findings.append(_unreadable(error, text))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError, AssertionError):
        # The parser itself stumbles over some hopeless texts.
        reading.findings.append(Finding("yaml", (), {"problem": "YAML"}, spot=(1, 1)))
    return reading


class _HopelessError(Exception):
    """What follows in the file cannot be placed."""


class _Reader:
    """Builds data from the events of the parser, without recursion."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.open: list[_Open] = []
        self.n_documents = 0

    def take(self, event: Any) -> None:
        name = type(event).__name__
        take = getattr(self, f"_take_{name}", None)
        if take is not None:
            take(event)

    def _take_DocumentStartEvent(self, event: Any) -> None:  # noqa: N802 - the parser's names
        self.n_documents += 1
        if self.n_documents == 2:  # noqa: PLR2004
            self._find("documents", (), event)

    def _take_AliasEvent(self, event: Any) -> None:  # noqa: N802
        path = self._path()
        self._find("alias", path, event, name=str(event.anchor))
        self._put(None, path, _spot(event))

    def _take_ScalarEvent(self, event: Any) -> None:  # noqa: N802
        self._refuse_extras(event)
        if self._waits_for_key():
            self._key(self._printable(event, self.open[-1].path), event)
            return
        path = self._path()
        self._put(self._scalar(event, path), path, _spot(event))

    def _take_MappingStartEvent(self, event: Any) -> None:  # noqa: N802
        self._start({}, event)

    def _take_SequenceStartEvent(self, event: Any) -> None:  # noqa: N802
        self._start([], event)

    def _take_MappingEndEvent(self, event: Any) -> None:  # noqa: N802
        self._end(event)

    def _take_SequenceEndEvent(self, event: Any) -> None:  # noqa: N802
        self._end(event)

    def _start(self, items: Any, event: Any) -> None:
        self._refuse_extras(event)
        if len(self.open) >= MAX_DEPTH:
            self._find("depth", self._path(), event, limit=MAX_DEPTH)
            raise _HopelessError
        if self._waits_for_key():
            self._find("key_not_text", self.open[-1].path, event)
            raise _HopelessError
        self.open.append(_Open(items, self._path(), _spot(event)))

    def _end(self, _: Any) -> None:
        done = self.open.pop()
        items = tuple(done.items) if isinstance(done.items, list) else done.items
        self._put(items, done.path, done.spot)

    def _key(self, key: str, event: Any) -> None:
        holder = self.open[-1]
        path = (*holder.path, key)
        if key in holder.items:
            first = self.reading.keys[path].line
            self._find("key_twice", path, event, key=key, first=first)
        self.reading.keys[path] = _spot(event)
        holder.key = key

    def _put(self, value: Any, path: Path, spot: Spot) -> None:
        self.reading.values[path] = spot
        if not self.open:
            if self.n_documents <= 1:
                self.reading.data = value
            return
        holder = self.open[-1]
        if isinstance(holder.items, list):
            holder.items.append(value)
        elif holder.key is not None:
            holder.items[holder.key] = value
            holder.key = None

    def _waits_for_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].items, dict) and not self._has_key()

    def _has_key(self) -> bool:
        return self.open[-1].key is not None

    def _path(self) -> Path:
        if not self.open:
            return ()
        holder = self.open[-1]
        if isinstance(holder.items, list):
            return (*holder.path, len(holder.items))
        return (*holder.path, holder.key or "?")

    def _scalar(self, event: Any, path: Path) -> object:
        value = self._printable(event, path)
        if event.style is not None and event.style != "":
            return value
        if value in _PLAIN:
            return _PLAIN[value]
        if _CLOCK.fullmatch(value):
            self._find("time_unquoted", path, event, given=value)
        elif value.lower() in _YES_NO:
            self._find("yes_no", path, event, given=value)
        elif _DATE.fullmatch(value):
            return self._date(value, event, path)
        return _number(value)

    def _printable(self, event: Any, path: Path) -> str:
        """Return the text of `event`; what its escapes must not ask for is found and replaced."""
        value = str(event.value)
        # An escape can ask for what no document may hold (`"\ud800"`) or no terminal should see.
        printable: str = xml_text(value).replace("\x7f", REPLACEMENT)
        if printable != value:
            asked = next(each for each, put in zip(value, printable, strict=True) if each != put)
            self._find("character", path, event, given=f"U+{ord(asked):04X}")
        return printable

    def _date(self, value: str, event: Any, path: Path) -> object:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self._find("no_such_day", path, event, given=value)
            return value

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._find("anchor", self._path(), event, name=str(event.anchor))
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) != "!":
            self._find("tag", self._path(), event, name=str(tag))

    def _find(self, code: str, path: Path, event: Any, **facts: object) -> None:
        spot = _spot(event)
        finding = Finding(code, path, facts, spot=(spot.line, spot.column))
        self.reading.findings.append(finding)


def _spot(event: Any) -> Spot:
    start, end = event.start_mark, event.end_mark
    style = getattr(event, "style", None)
    return Spot(start.line + 1, start.column + 1, start.index, end.index, style)


def _number(value: str) -> object:
    if _INTEGER.fullmatch(value):
        return int(value)
    if _FLOAT.fullmatch(value) and not re.fullmatch(r"[-+]?0\d+", value):
        return float(value)
    return value


def _unreadable(error: Any, text: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = " ".join(str(getattr(error, "problem", None) or "YAML").split())
    if mark is not None:
        spot = (mark.line + 1, mark.column + 1)
        if "alias" in str(getattr(error, "context", "")):
            return Finding("alias", (), {"name": ""}, spot=spot)
        code = "tab" if "'\\t'" in problem or _is_tab(text, mark.index) else "yaml"
        return Finding(code, (), {"problem": problem}, spot=spot)
    position = getattr(error, "position", None)
    if isinstance(position, int):
        before = text[:position]
        spot = (before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)
        return Finding("character", (), {"given": f"U+{ord(text[position]):04X}"}, spot=spot)
    return Finding("yaml", (), {"problem": problem}, spot=(1, 1))


def _is_tab(text: str, index: int) -> bool:
    line_start = text.rfind("\n", 0, index) + 1
    return "\t" in text[line_start : index + 1]


def spot_within(text: str, spot: Spot, value: str, position: int) -> tuple[int, int]:
    """Return line and column of the character at `position` of the scalar `value` at `spot`.

    YAML folds lines and doubles quotes, so the characters that are not blank are counted along
    the text as it stands in the file.
    """
    index = _after_indicator(text, spot)
    to_pass = sum(1 for character in value[:position] if not character.isspace())
    while index < spot.end:
        if text[index].isspace():
            index += 1
            continue
        if not to_pass:
            break
        to_pass -= 1
        is_escape = spot.style == "'" and text.startswith("''", index)
        is_escape = is_escape or (spot.style == '"' and text[index] == "\\")
        index += 2 if is_escape else 1
    line_start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, index - line_start + 1


def _after_indicator(text: str, spot: Spot) -> int:
    if spot.style in ("|", ">"):
        return text.find("\n", spot.start, spot.end) + 1 or spot.end
    return spot.start + (1 if spot.style in ("'", '"') else 0)
