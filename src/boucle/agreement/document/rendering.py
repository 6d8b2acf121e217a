"""Makes a document of an agreement in any of the formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from boucle.agreement.document.outline import outline

if TYPE_CHECKING:
    from boucle.agreement.schema import Agreement
    from boucle.language import Language

DocumentFormat = Literal["html", "docx", "pdf", "yaml"]


def rendered(
    agreement: Agreement, yaml: str, document_format: DocumentFormat, language: Language
) -> bytes:
    """Return `agreement` as a document that carries its file.

    Parameters
    ----------
    agreement
        The agreement, read from `yaml`.
    yaml
        The text of its file, comments and signatures too: read back from the document, it is the
        same to the letter.
    document_format
        ``html``, ``docx``, ``pdf``, or ``yaml`` for the file itself.
    language
        Of the document; the file inside has both.
    """
    if document_format == "yaml":
        return yaml.encode()
    content = outline(agreement, language)
    if document_format == "html":
        from boucle.agreement.document.html import html  # start-up

        return html(content, yaml)
    if document_format == "docx":
        from boucle.agreement.document.docx import docx  # start-up

        return docx(content, yaml)
    from boucle.agreement.document.pdf import pdf  # start-up

    return pdf(content, yaml, dated=agreement.in_force_on)
