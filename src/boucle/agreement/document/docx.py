"""The document as a Word file: real headings, tables, language, page numbers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from boucle.agreement.document.blocks import (
    Bullets,
    Facts,
    Heading,
    Note,
    Paragraph,
    Rule,
    Table,
)
from boucle.agreement.document.carried import NAMESPACE, digest

if TYPE_CHECKING:
    from docx.document import Document

    from boucle.agreement.document.blocks import Block, Outline, Words

_ACCENT = "1F5FA8"
_SOFT = "E9F0F9"


def docx(outline: Outline, yaml: str) -> bytes:
    """Return the Word file, with the agreement's `yaml` inside."""
    import docx as word  # start-up

    document = word.Document()
    _set_language(document, f"{outline.language}-CA")
    _set_styles(document)
    document.core_properties.title = outline.title
    document.core_properties.language = f"{outline.language}-CA"
    document.core_properties.subject = outline.imprint
    document.core_properties.author = "Boucle"
    document.core_properties.comments = ""
    _add_footer(document, outline.imprint)
    document.add_heading(outline.title, level=0)
    document.add_paragraph(outline.subtitle)
    for block in outline.blocks:
        _add(document, block)
    _carry(document, yaml)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _add(document: Document, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(block.words, level=block.level - 1)
        case Paragraph():
            document.add_paragraph(block.words)
        case Note():
            document.add_paragraph(block.words, style="Intense Quote")
        case Bullets():
            document.add_paragraph().add_run(block.title).bold = True
            for item in block.items:
                document.add_paragraph(item, style="List Bullet")
        case Facts():
            _add_facts(document, block)
        case Table():
            _add_table(document, block)


def _add_facts(document: Document, facts: Facts) -> None:
    from docx.shared import Cm  # start-up

    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for term, words in facts.items:
        name, said = table.add_row().cells
        name.width, said.width = Cm(4.5), Cm(12.0)
        name.paragraphs[0].add_run(term).bold = True
        _say(said.paragraphs[0], words)
    document.add_paragraph()


def _add_table(document: Document, table: Table) -> None:
    if table.title:
        title = document.add_paragraph()
        title.add_run(table.title).bold = True
        title.paragraph_format.keep_with_next = True
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, name in zip(made.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
        _shade(cell)
    _repeat(made.rows[0])
    for row in table.rows:
        for number, (cell, words) in enumerate(zip(made.add_row().cells, row, strict=True)):
            _say(cell.paragraphs[0], words, is_right=number in table.numbers)
    document.add_paragraph()


def _say(paragraph: Any, words: Words, *, is_right: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # start-up
    from docx.shared import Pt  # start-up

    if is_right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if not isinstance(words, Rule):
        paragraph.add_run(words)
        return
    paragraph.add_run(words.sentence).add_break()
    code = paragraph.add_run(words.code)
    code.font.name, code.font.size = "Consolas", Pt(8)


def _shade(cell: Any) -> None:
    from docx.oxml import parse_xml  # start-up
    from docx.oxml.ns import nsdecls  # start-up

    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_SOFT}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(shade))  # noqa: SLF001 - python-docx has no door


def _repeat(row: Any) -> None:
    """Let a table's header stand again on each page, and tell screen readers that it is one."""
    from docx.oxml import OxmlElement  # start-up

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - as above


def _set_language(document: Document, code: str) -> None:
    from docx.oxml import OxmlElement  # start-up
    from docx.oxml.ns import qn  # start-up

    properties = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if properties is None:  # python-docx's own template has it
        raise TypeError("w:rPrDefault")
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), code)
    language.set(qn("w:eastAsia"), code)


def _set_styles(document: Document) -> None:
    from docx.shared import Cm, Pt, RGBColor  # start-up

    styles: Any = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10)
    styles["Normal"].paragraph_format.space_after = Pt(4)
    for name in ("Title", "Heading 1", "Heading 2", "Intense Quote"):
        styles[name].font.color.rgb = RGBColor.from_string(_ACCENT)
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)


def _add_footer(document: Document, imprint: str) -> None:
    paragraph: Any = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{imprint}    ·    page ")
    for field in ("PAGE", "NUMPAGES"):
        _add_field(paragraph, field)
        if field == "PAGE":
            paragraph.add_run(" / ")


def _add_field(paragraph: Any, name: str) -> None:
    from docx.oxml import parse_xml  # start-up
    from docx.oxml.ns import nsdecls  # start-up

    field = f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))  # noqa: SLF001 - as above


def _carry(document: Document, yaml: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE  # start-up
    from docx.opc.part import Part  # start-up

    root = f'<agreement xmlns="{NAMESPACE}" sha256={quoteattr(digest(yaml))}>'
    blob = f'<?xml version="1.0" encoding="UTF-8"?>\n{root}{escape(yaml)}</agreement>'.encode()
    package = document.part.package
    name = package.next_partname("/customXml/item%d.xml")
    part = Part(name, "application/xml", blob, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
