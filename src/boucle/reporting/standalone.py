"""A page that holds everything it needs: no script, no address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boucle import __version__
from boucle.reporting.closed_loop.typography import bound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

    from boucle.language import Language


def standalone(
    folder: Traversable,
    template: str,
    styles: Sequence[Traversable],
    language: Language,
    context: Mapping[str, Any],
) -> str:
    """Return `template` of `folder` filled with `context`, its `styles` inside.

    Words are bound as `language` asks: no line breaks before its high punctuation.
    """
    import jinja2  # start-up

    def finished(value: Any) -> Any:
        # Words only: what is marked safe holds a style sheet, pictures and parts of the page.
        return bound(value, language) if type(value) is str else value

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: folder.joinpath(name).read_text("utf-8")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=finished,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = "".join(each.read_text("utf-8") for each in styles)
    return environment.get_template(template).render(style=style, version=__version__, **context)
