"""Parses the XML of a document with everything off that could reach out or blow up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qda.importers.errors import Damaged, Hostile

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARATIONS: Final = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def xml_root(content: bytes, *, file: str, format_name: str, part: str) -> _Element:
    """The root element of a part.

    Raises:
        Hostile: the part declares a document type or entities, which no office program writes.
        Damaged: it is not well-formed, or nests beyond reason.
    """
    from lxml import etree

    if any(word in content for word in _DECLARATIONS):
        raise Hostile(file=file, part=part)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Damaged(file=file, format=format_name, part=part) from error
    # An encoding such as UTF-32 hides a declaration from the search above.
    declared: object = root.getroottree().docinfo.internalDTD
    if declared is not None:
        raise Hostile(file=file, part=part)
    return root


def local_name(element: _Element) -> str:
    """The name of an element without its namespace; "" for a comment or the like."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str, default: str = "") -> str:
    """The value of the attribute of this name in whatever namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first descendant reached by these names, one level each; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next((e for e in element if local_name(e) == name), None)
    return element
