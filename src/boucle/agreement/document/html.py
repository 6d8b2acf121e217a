"""The document as one page that stands alone: for a browser, a phone, a printer."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING

from boucle.agreement.document.blocks import Heading
from boucle.agreement.document.carried import digest, in_script

if TYPE_CHECKING:
    from boucle.agreement.document.blocks import Block, Outline

_TEMPLATES = files("boucle.agreement.document") / "templates"


@dataclass(frozen=True, slots=True)
class _PageSection:
    heading: Heading
    # Each with the name of its kind, which the template tells apart.
    blocks: list[tuple[str, Block]] = field(default_factory=list)


def html(outline: Outline, yaml: str) -> bytes:
    """Return the page, with the agreement's `yaml` inside."""
    from jinja2 import Environment, StrictUndefined  # start-up
    from markupsafe import Markup  # start-up

    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string(_read("agreement.html.j2"))
    is_french = outline.language == "fr"
    page = template.render(
        outline=outline,
        sections=_sections(outline),
        css=Markup(_read("agreement.css")),  # noqa: S704 - ours
        skip="Aller au texte" if is_french else "Skip to the text",
        contents="Table des matières" if is_french else "Contents",
        yaml=Markup(in_script(yaml)),  # noqa: S704 - cannot end the element, see `in_script`
        digest=digest(yaml),
    )
    return page.encode()


def _sections(outline: Outline) -> list[_PageSection]:
    found: list[_PageSection] = []
    for block in outline.blocks:
        if isinstance(block, Heading) and block.anchor:
            found.append(_PageSection(block))
        else:
            found[-1].blocks.append((type(block).__name__, block))
    return found


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
