"""Reads an agreement whole and refuses it once, with every fault."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from boucle.agreement.checks import Draft, all_findings
from boucle.agreement.faults import placed_fault
from boucle.agreement.finding import Finding
from boucle.agreement.reading import MAX_CHARACTERS, Reading, read_yaml
from boucle.agreement.schema import Agreement
from boucle.agreement.schema_faults import finding_of
from boucle.agreement.wording import shown
from boucle.errors.agreement import AgreementFaultsError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

# After these the rest of the file cannot be trusted to say what it meant.
_HOPELESS = frozenset(("yaml", "tab", "character", "depth", "key_not_text", "documents", "alias"))


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a file holds: an agreement unless there are faults; warnings in either case."""

    agreement: Agreement | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def load(path: str | Path) -> Agreement:
    """Read the agreement at `path`.

    Raises
    ------
    AgreementFaultsError
        If the file cannot be read or is no agreement; `faults` has every fault with its line.
    """
    return _agreed(check(path))


def parse(text: str, *, name: str = "agreement.yaml") -> Agreement:
    """Read an agreement from `text`; `name` stands for the file in the faults.

    Raises
    ------
    AgreementFaultsError
        As for `load`.
    """
    return _agreed(check_text(text, name=name))


def check(path: str | Path) -> CheckResult:
    """Read the agreement at `path` and return what is wrong or unwise in it; never raises."""
    path = Path(path)
    try:
        size = path.stat().st_size
        # A folder has a size too, and opens with an error of its own.
        if size > MAX_CHARACTERS and path.is_file():
            return _refused(path, "file_too_long", size=size, limit=MAX_CHARACTERS)
        raw = path.read_bytes()
    except FileNotFoundError:
        return _refused(path, "file_missing")
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or type(error).__name__
        return _refused(path, "file_unreadable", problem=problem)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        spot = raw.count(b"\n", 0, error.start) + 1, error.start - raw.rfind(b"\n", 0, error.start)
        facts = {"byte": f"0x{raw[error.start]:02X}", "position": error.start}
        return _refused(path, "not_utf8", spot=spot, **facts)
    return check_text(text, name=str(path))


def check_text(text: str, *, name: str = "agreement.yaml") -> CheckResult:
    """Read an agreement from `text` and return what is wrong or unwise in it; never raises."""
    if len(text) > MAX_CHARACTERS:
        return _refused(name, "file_too_long", size=len(text), limit=MAX_CHARACTERS)
    # Editors on Windows end lines with two characters; YAML counts them as one.
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    reading, agreement, findings = _read(text)
    placed = _in_order((each, _fault(each, reading, text, name)) for each in findings)
    faults = tuple(fault for each, fault in placed if not each.is_warning)
    warnings = tuple(fault for each, fault in placed if each.is_warning)
    return CheckResult(None if faults else agreement, faults, warnings)


# One command asks for the same versions several times, and to read one takes a fifth of a second.
# Agreements are frozen, and nothing below writes to a reading.
@lru_cache(maxsize=16)
def _read(text: str) -> tuple[Reading, Agreement | None, tuple[Finding, ...]]:
    reading = read_yaml(text)
    agreement, findings = _findings(reading)
    return reading, agreement, tuple(findings)


def _fault(finding: Finding, reading: Reading, text: str, name: str) -> Fault:
    return placed_fault(finding, reading, text=text, file=name)


def _findings(reading: Reading) -> tuple[Agreement | None, list[Finding]]:
    found = list(reading.findings)
    if any(each.code in _HOPELESS for each in found):
        return None, found
    if reading.data is None:
        return None, found or [Finding("empty", ())]
    if not isinstance(reading.data, dict):
        return None, found or [Finding("not_a_mapping", (), {"given": shown(reading.data)})]
    draft, wrong = _validated(reading.data)
    found += wrong
    found += all_findings(draft)
    return draft.agreement, _once(found)


def _validated(data: dict[str, Any]) -> tuple[Draft, list[Finding]]:
    try:
        agreement = Agreement.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
    else:
        sections = {name: getattr(agreement, name) for name in Agreement.model_fields}
        return Draft(data, sections, agreement), []
    return Draft(data, _sections(data, {detail["loc"][:1] for detail in details})), [
        finding_of(detail) for detail in details
    ]


def _sections(data: dict[str, Any], wrong: set[tuple[int | str, ...]]) -> dict[str, Any]:
    """Return the sections that are well formed on their own, so that they are checked as well."""
    from pydantic import TypeAdapter

    found: dict[str, Any] = {}
    for name, field in Agreement.model_fields.items():
        if name in data and (name,) not in wrong:
            kind: Any = field.annotation
            for each in field.metadata:
                kind = _annotated(kind, each)
            found[name] = TypeAdapter(kind).validate_python(data[name], strict=True)
        elif name not in data and not field.is_required():
            found[name] = field.get_default(call_default_factory=True)
    return found


def _annotated(kind: Any, metadata: Any) -> Any:
    from typing import Annotated

    return Annotated[kind, metadata]


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the first finding of each place: the others follow from it."""
    kept: dict[object, Finding] = {}
    for each in findings:
        kept.setdefault((each.path, each.facts.get("key"), each.is_warning), each)
    return list(kept.values())


def _in_order(placed: Iterable[tuple[Finding, Fault]]) -> list[tuple[Finding, Fault]]:
    return sorted(placed, key=lambda pair: (pair[1].line or 0, pair[1].column or 0))


def _refused(
    path: str | Path, code: str, *, spot: tuple[int, int] = (1, 1), **facts: object
) -> CheckResult:
    finding = Finding(code, (), facts, spot=spot)
    return CheckResult(None, (placed_fault(finding, Reading(), text="", file=str(path)),), ())


def _agreed(result: CheckResult) -> Agreement:
    if result.agreement is None:
        raise AgreementFaultsError(result.faults)
    return result.agreement
