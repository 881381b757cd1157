"""The kinds of files that a network is written to: its picture, or all of it as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from exports.documents.docx import document
from exports.documents.embedding import WRITING
from exports.documents.pdf import compose
from exports.errors import CrookedMatrix, NotOurData
from exports.file_kinds import FileKind
from exports.networks.drawing import draw_network
from exports.pictures import html_network, word_picture, write_png, write_svg
from exports.tables.csv import CsvMatrix
from exports.tables.html import body_of
from exports.tables.json import read_value, write_value
from exports.tables.page_parts import page
from exports.tables.xlsx import XlsxMatrix
from qda.displays.network import Arrow, Network, Node
from qda.displays.network_table import network_matrix
from qda.i18n import Speech, mark

NETWORK_FORMAT: Final = "runut-network"


def write_xlsx(network: Network, path: Path, speech: Speech) -> None:
    """Write the network as a workbook: a row for each arrow and each node."""
    XlsxMatrix().write(network_matrix(network), path, speech)


def write_csv(network: Network, path: Path, speech: Speech) -> None:
    """Write the network in long form."""
    CsvMatrix().write(network_matrix(network), path, speech)


def write_docx(network: Network, path: Path, speech: Speech) -> None:
    """Write the picture, the table and all that is behind it as a Word document."""
    picture = word_picture(draw_network(network, is_framed=False))
    document(network_matrix(network), speech, picture).save(path)


def write_pdf(network: Network, path: Path, speech: Speech) -> None:
    """Write the picture, the table and all that is behind it as a PDF."""
    drawing = draw_network(network, is_framed=False)
    with WRITING:
        compose(network_matrix(network), path, speech, drawing)


def write_html(network: Network, path: Path, speech: Speech) -> None:
    """Write a page whose picture leads to the rows of the table."""
    matrix = network_matrix(network)
    picture = html_network(draw_network(network, is_framed=False), matrix)
    body = body_of(matrix, speech, picture)
    path.write_bytes(page(network.title, body, speech).encode("utf-8"))


def write_json(network: Network, path: Path, speech: Speech) -> None:  # noqa: ARG001
    """Write every field of the network; `read_network_json` gives it back."""
    write_value(network, path, form=NETWORK_FORMAT)


def read_network_json(path: Path) -> Network:
    """The network that was written to a JSON file, equal to the one given.

    Raises:
        NotOurData, NewerData: the file holds something else.
    """
    network = read_value(Network, path, form=NETWORK_FORMAT)
    try:
        check_network(network)
    except CrookedMatrix as error:
        raise NotOurData(
            name=path.name, kind=NETWORK_FORMAT, place="$.content", what=error.facts["what"]
        ) from error
    return network


NETWORK_FILES: Final[tuple[FileKind[Network], ...]] = (
    FileKind(mark("workbook (Excel)"), ".xlsx", write_xlsx),
    FileKind(mark("document (Word)"), ".docx", write_docx),
    FileKind(mark("document (PDF)"), ".pdf", write_pdf),
    FileKind(mark("page (HTML)"), ".html", write_html),
    FileKind(mark("long form (CSV)"), ".csv", write_csv),
    FileKind(mark("data (JSON)"), ".json", write_json),
    FileKind(mark("drawing (SVG)"), ".svg", write_svg),
    FileKind(mark("picture (PNG)"), ".png", write_png),
)


def check_network(network: Network) -> None:
    """Make sure that all nodes, evidence and records named exist.

    Raises:
        CrookedMatrix: they do not.
    """
    known = {node.id for node in network.nodes}
    if len(known) < len(network.nodes):
        raise CrookedMatrix(what="two nodes bear the same id")
    for arrow in network.arrows:
        if not {arrow.start, arrow.end} <= known:
            raise CrookedMatrix(what=f"arrow {arrow.id} leads from or to a node that is not there")
    evidence, records = len(network.evidence), len(network.records)
    parts: list[Node | Arrow] = [*network.nodes, *network.arrows]
    for each in parts:
        if not all(0 <= index < evidence for index in each.evidence):
            raise CrookedMatrix(what=f"{each.id} names evidence that does not exist")
        if not all(0 <= index < records for index in each.records):
            raise CrookedMatrix(what=f"{each.id} names a record that does not exist")
