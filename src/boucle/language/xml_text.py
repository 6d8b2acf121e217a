"""Texts as XML can hold them: in the pictures of a page, in the cells of a sheet."""

from __future__ import annotations

import re
from typing import Any

# Control characters, halves of characters, and two that are no characters: files hold them, XML
# may not, and a program that finds one there refuses the whole.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
REPLACEMENT = "\ufffd"


def xml_text(content: Any) -> Any:
    r"""Return `content` with every character that XML forbids replaced, in all of its texts.

    >>> xml_text({"name": "a\x07b"}) == {"name": "a\ufffdb"}
    True
    """
    if isinstance(content, str):
        return _FORBIDDEN.sub(REPLACEMENT, content)
    if isinstance(content, dict):
        return {name: xml_text(each) for name, each in content.items()}
    return [xml_text(each) for each in content] if isinstance(content, list) else content
