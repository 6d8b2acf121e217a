"""What a condition is made of: a typed tree of frozen nodes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf

Value = str | int | float | bool | date
Comparison = OneOf["=", "!=", "<", "<=", ">", ">="]
Function = OneOf["count", "days_since", "only"]


@dataclass(frozen=True, slots=True, order=True)
class Derived:
    """A figure about the gestures of a lead, which `case_facts` gets as a column of its own.

    Gestures are the touchpoints of the lead's person that occurred at or before the moment at
    which the lead is judged, whoever made them. Days are counted on the agreement's wall clock.

    ``count``
        How many gestures of the kinds `args`; with `within`, those at most that many days old.
        Never null: 0 if there are none.
    ``days_since``
        Days (float) since the latest gesture of the kinds. Null if there never was one.
    ``only``
        True if there is a gesture and every gesture is of the kinds; false without any gesture.
        Never null. A gesture of unknown kind is of none of them.

    >>> Derived("count", ("webinar_attended",), 90).column
    'count__webinar_attended__90'
    """

    function: Function
    # Kinds of touchpoint, sorted and each once.
    args: tuple[str, ...]
    within: int | None = None

    @property
    def column(self) -> str:
        """The name of the column, the same for every way of writing the same figure."""
        days = () if self.within is None else (str(self.within),)
        return "__".join((self.function, *self.args, *days))


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as written."""

    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    """A column of `case_facts`."""

    column: str


@dataclass(frozen=True, slots=True)
class Gestures:
    """A figure about gestures."""

    derived: Derived


@dataclass(frozen=True, slots=True)
class Sum:
    """`left` plus or minus `right`."""

    sign: OneOf["+", "-"]
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values of one type, compared."""

    operator: Comparison
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class In:
    """Whether a value is one of a list."""

    operand: Node
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Whether a value lies between two others, both included."""

    operand: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether a value is missing. Never null itself."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Contains:
    """Whether a text holds one of `texts`, case and accents aside."""

    operand: Name
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Whether `n` of the parts hold."""

    n: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """All parts, two or more."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One part or more of two or more."""

    parts: tuple[Node, ...]


Node = (
    Literal | Name | Gestures | Sum | Compare | In | Between | IsNull | Contains | AtLeast | Not
    | And | Or
)  # fmt: skip


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes right under `node`, in the order of the text."""
    match node:
        case And(parts) | Or(parts) | AtLeast(_, parts):
            return parts
        case Sum(_, left, right) | Compare(_, left, right):
            return (left, right)
        case Between(operand, low, high):
            return (operand, low, high)
        case In(operand, _) | IsNull(operand) | Contains(operand, _) | Not(operand):
            return (operand,)
    return ()
