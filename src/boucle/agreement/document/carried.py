"""The agreement's YAML, carried inside each document so that the document can be read back."""

from __future__ import annotations

import hashlib
import re

# In a docx, the root of the custom XML part; Word keeps such parts when it saves the file.
NAMESPACE = "urn:boucle:agreement:1"
# The name of the file attached to a PDF.
ATTACHMENT = "agreement.yaml"
# The last line of the file attached to a PDF, which has no other place for it that lasts.
_SEAL = "# SHA-256 of the lines above: "
SCRIPT_ID = "agreement"

# What ends a script element or starts a comment in one: `</script`, `<!--`, `<script`.
_RISKY = re.compile(r"<(?=[\\/!sS])")


def digest(yaml: str) -> str:
    """Return the SHA-256 of the file carried, which tells whether somebody edited it there."""
    return hashlib.sha256(yaml.encode()).hexdigest()


def sealed(yaml: str) -> str:
    """Return `yaml` with its digest in a comment at its end."""
    return f"{yaml}{_SEAL}{digest(yaml)}\n"


def unsealed(text: str) -> tuple[str, str]:
    r"""Undo `sealed`: the YAML, and the digest that stood under it; empty if there is none.

    >>> unsealed(sealed("a: 1\n")) == ("a: 1\n", digest("a: 1\n"))
    True
    """
    yaml, _, expected = text.rpartition(_SEAL)
    return yaml, expected.rstrip("\n")


def in_script(yaml: str) -> str:
    r"""Return `yaml` so that it cannot end the script element that holds it.

    >>> in_script("when: n_days </script>")
    'when: n_days <\\/script>'
    """
    return _RISKY.sub(r"<\\", yaml)


def out_of_script(text: str) -> str:
    r"""Undo `in_script`.

    >>> out_of_script(in_script("<!-- <\\/ <s a < b"))
    '<!-- <\\/ <s a < b'
    """
    return text.replace("<\\", "<")
