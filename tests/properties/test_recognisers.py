"""Whatever a text holds, what is recognised in it stands in it, in order and apart."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions import Span
from qda.language.dates import dates_in
from qda.language.figures import figures_in, read_figure
from qda.language.regulations import regulations_in
from qda.recording.claims import claims_in
from qda.recording.sums import sums_in

PIECES = (
    "Pergub", "Peraturan Gubernur", "UU", "Nomor", "No.", "280", "68/2022", "Tahun", "2014",
    "tentang", "Mei", "5", "tanggal", "10,64", "juta", "%", "1.000.000", "jiwa", "km²", "Rp",
    "Jumlah", "Laju", "RPJMD", "2017-2022", "👩‍👩‍👧‍👦", "שלום", "=1+1", "\u0000",
)  # fmt: skip
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(PIECES) | st.text(max_size=4), st.sampled_from((" ", "", "\n", "\t", ", "))
    ),
    max_size=30,
).map(lambda pairs: "".join(piece + gap for piece, gap in pairs))

RECOGNISERS: dict[str, Callable[[str], Sequence[Span]]] = {
    "dates": lambda text: [each.span for each in dates_in(text)],
    "regulations": lambda text: [each.span for each in regulations_in(text)],
    "figures": lambda text: [each.span for each in figures_in(text)],
    "claims": lambda text: [each.figure.span for each in claims_in(text)],
    "sums": lambda text: [each.span for each in sums_in(text)],
}


@pytest.mark.parametrize("name", RECOGNISERS)
@given(text=TEXTS)
def test_places_lie_in_the_text_in_order(name: str, text: str) -> None:
    spans = RECOGNISERS[name](text)
    assert all(span.end <= len(text) for span in spans)
    assert list(spans) == sorted(spans)
    if name != "sums":
        assert not any(a.overlaps(b) for a, b in itertools.pairwise(spans))


@given(
    whole=st.integers(0, 10**12),
    digits=st.integers(0, 3),
    sign=st.sampled_from((",", ".")),
)
def test_a_number_written_with_separators_is_read_back(whole: int, digits: int, sign: str) -> None:
    value = whole / 10**digits
    written = f"{value:,.{digits}f}"
    language = "en"
    if sign == ",":
        written = written.translate(str.maketrans(",.", ".,"))
        language = "id"
    found = read_figure(written, language)
    assert found is not None
    assert found.value == pytest.approx(value)
    assert found.step == pytest.approx(10.0**-digits)
