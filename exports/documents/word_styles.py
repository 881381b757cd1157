"""The styles of Word documents: those that a thesis asks for, and our own for tables.

Times New Roman, as Indonesian guides to the writing of theses ask; whoever needs another face
changes it once, in the style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document

BODY: Final = "Normal"
CAPTION: Final = "Caption"
CELL: Final = "RunutCell"
CELL_HEAD: Final = "RunutCellHead"
FORM_HEAD: Final = "RunutFormHead"
SMALL: Final = "RunutSmall"
TINY: Final = "RunutTiny"
KEY: Final = "RunutKey"
PROPOSED: Final = "RunutProposed"
TABLE: Final = "RunutTable"
HEAD_FILL: Final = "EEF2F5"
BAND_FILL: Final = "DFE7EC"
DRAFT_FILL: Final = "FFF8E5"

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FACE: Final = "Times New Roman"
_LANGUAGES: Final = {"id": "id-ID", "en": "en-GB"}
_KEY_INK, _SOFT = "0B5C8A", "4A545E"
_HEADINGS: Final = (14, 13, 12, 12)


def make_styles(document: Document, language: str) -> None:
    """Put the styles into a document that holds those of Word's own."""
    from lxml import etree

    styles: Any = document.styles.element
    defaults = etree.fromstring(_defaults(_LANGUAGES.get(language, "en-GB")))
    old = styles.find(f"{{{_W}}}docDefaults")
    if old is not None:
        styles.remove(old)
    styles.insert(0, defaults)
    known = {each.get(f"{{{_W}}}styleId"): each for each in styles.findall(f"{{{_W}}}style")}
    for markup in _styles():
        made = etree.fromstring(markup)
        former = known.get(made.get(f"{{{_W}}}styleId"))
        if former is not None:
            styles.remove(former)
        styles.append(made)


def _defaults(language: str) -> str:
    return (
        f'<w:docDefaults xmlns:w="{_W}"><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{_FACE}" w:hAnsi="{_FACE}" w:eastAsia="{_FACE}" w:cs="{_FACE}"/>'
        f'<w:sz w:val="24"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _styles() -> list[str]:
    made = [
        _style("Normal", "Normal", _room(0, 120, 276), _size(12), extra=' w:default="1"'),
        _style("Title", "Title", _room(0, 120), _size(16, bold=True)),
        _style("Subtitle", "Subtitle", _room(0, 160), _size(12, colour=_SOFT)),
        _style("Caption", "caption", _room(160, 80), _size(11, bold=True)),
        _style("Header", "header", _room(0, 0), _size(9, colour=_SOFT)),
        _style("Footer", "footer", _room(0, 0) + '<w:jc w:val="right"/>', _size(9, colour=_SOFT)),
        _style(CELL, "Runut Cell", _room(0, 40), _size(9)),
        _style(CELL_HEAD, "Runut Cell Head", _room(0, 40), _size(9, bold=True)),
        _style(FORM_HEAD, "Runut Form Head", _room(0, 80), _size(12, bold=True)),
        _style(SMALL, "Runut Small", _room(0, 40), _size(8, colour=_SOFT)),
        _style(TINY, "Runut Tiny", _room(0, 0), _size(5, colour="9AA3AC")),
        _style(PROPOSED, "Runut Proposed", _room(0, 40), _size(9) + "<w:i/><w:iCs/>"),
        *(_contents(level) for level in (1, 2, 3)),
        _key(),
        _table(),
    ]
    for level, size in enumerate(_HEADINGS, start=1):
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        paragraph = "<w:keepNext/><w:keepLines/>" + _room(240, 120) + outline
        made.append(
            _style(f"Heading{level}", f"heading {level}", paragraph, _size(size, bold=True))
        )
    return made


def _style(name: str, shown: str, paragraph: str, run: str, *, extra: str = "") -> str:
    based = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style xmlns:w="{_W}" w:type="paragraph" w:styleId="{name}"{extra}>'
        f'<w:name w:val="{shown}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _room(before: int, after: int, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(points: int, *, bold: bool = False, colour: str = "000000") -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    ink = f'<w:color w:val="{colour}"/>'
    return f'{weight}{ink}<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'


def _contents(level: int) -> str:
    indent = f'<w:ind w:left="{(level - 1) * 280}"/>'
    paragraph = (
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="7930"/></w:tabs>'
        + _room(0, 60)
        + indent
    )
    return _style(f"TOC{level}", f"toc {level}", paragraph, _size(12))


def _key() -> str:
    return (
        f'<w:style xmlns:w="{_W}" w:type="character" w:styleId="{KEY}">'
        f'<w:name w:val="Runut Key"/><w:rPr><w:color w:val="{_KEY_INK}"/><w:u w:val="single"/>'
        "</w:rPr></w:style>"
    )


def _table() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A939C"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style xmlns:w="{_W}" w:type="table" w:styleId="{TABLE}">'
        '<w:name w:val="Runut Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>"
        '<w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{HEAD_FILL}"/></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )
