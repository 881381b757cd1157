"""Builders of networks for tests of the exports: one after a theory, and many by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence

from qda.displays.network import Arrow, ArrowState, Network, Node, NodeKind
from qda.displays.values import Fact
from tests.helpers.matrices import SENTENCES, evidence

NAMES = {
    "id": (
        "Standar dan tujuan kebijakan",
        "Sumber daya",
        "Komunikasi antarorganisasi dan penguatan aktivitas",
        "Karakteristik badan pelaksana",
        "Lingkungan ekonomi, sosial, dan politik",
        "Disposisi pelaksana",
        "Kinerja implementasi",
    ),
    "en": (
        "Policy standards and objectives",
        "Resources",
        "Interorganizational communication and enforcement activities",
        "Characteristics of the implementing agencies",
        "Economic, social and political conditions",
        "Disposition of implementors",
        "Performance",
    ),
}
_THEORY = (
    ("VMH1", "VMH3", ArrowState.SUPPORTED, "+", 4, 0),
    ("VMH2", "VMH3", ArrowState.SUPPORTED, "+", 2, 0),
    ("VMH2", "VMH5", ArrowState.NO_DATA, "+", 0, 0),
    ("VMH2", "VMH6", ArrowState.MIXED, "+", 3, 2),
    ("VMH3", "VMH6", ArrowState.SUPPORTED, "+", 9, 0),
    ("VMH3", "VMH4", ArrowState.NO_DATA, "+", 0, 0),
    ("VMH4", "VMH6", ArrowState.CONTRADICTED, "+", 0, 1),
    ("VMH5", "VMH4", ArrowState.NO_DATA, "+", 0, 0),
    ("VMH5", "VMH6", ArrowState.SUPPORTED, "-", 1, 0),
    ("VMH5", "VMH7", ArrowState.MIXED, "+/-", 1, 1),
    ("VMH6", "VMH7", ArrowState.SUPPORTED, "+", 14, 0),
)


def theory_network(language: str = "id", quotes: Sequence[str] = SENTENCES) -> Network:
    """The model of Van Meter and Van Horn (1975) with evidence, ratings and an arrow of its own."""
    found = tuple(evidence(quote, n) for n, quote in enumerate(quotes))
    ratings = ("tinggi (3 dari 3)", "rendah (1 dari 3)") if language == "id" else ("high", "low")
    nodes = tuple(
        Node(
            id=f"VMH{nth}",
            label=name,
            kind=NodeKind.OUTCOME if nth == 7 else NodeKind.CODE,
            rating=ratings[nth % 2] if nth != 4 else "",
            value=float(nth % 3 + 1),
            informants=nth,
            evidence=(nth % len(found),) if found else (),
            is_proposed=nth == 5,
        )
        for nth, name in enumerate(NAMES[language], start=1)
    )
    arrows = tuple(
        Arrow(
            id=f"a{nth}",
            start=start,
            end=end,
            state=state,
            sign=sign,
            supporting=supporting,
            contradicting=contradicting,
            of_theory=True,
            is_mutual=(start, end) == ("VMH3", "VMH4"),
            evidence=(nth % len(found),) if found and supporting else (),
        )
        for nth, (start, end, state, sign, supporting, contradicting) in enumerate(_THEORY)
    )
    own = Arrow(
        id="own",
        start="VMH7",
        end="VMH2",
        state=ArrowState.SUPPORTED,
        label="umpan balik" if language == "id" else "feedback",
        sign="+",
        supporting=2,
        is_proposed=True,
        evidence=(0,) if found else (),
    )
    return Network(
        kind="causal-network",
        title="Jejaring kausal: Van Meter dan Van Horn" if language == "id" else "Causal network",
        subtitle="Panah mana yang didukung data?" if language == "id" else "Which arrows hold?",
        language=language,
        nodes=nodes,
        arrows=(*arrows, own),
        evidence=found,
        facts=(Fact("Studi" if language == "id" else "Study", "GAYUNG, 12"),),
        legend=(),
        warnings=("Dua panah bertumpu pada satu informan.",) if language == "id" else (),
        narrative="Sumber daya …" if language == "id" else "Resources …",
    )


def random_network(seed: int, *, nodes: int = 9, arrows: int = 16) -> Network:
    """A network by chance, with circles, loops, doubles and moved nodes."""
    chance = random.Random(seed)
    states, kinds = list(ArrowState), list(NodeKind)
    words = "sumber daya komunikasi disposisi kinerja lingkungan sosial politik warga".split()
    made = [
        Node(
            id=f"n{nth}",
            label=" ".join(chance.choices(words, k=chance.randint(1, 7))),
            kind=chance.choice(kinds),
            rating=chance.choice(("", "tinggi (3 dari 3)")),
            informants=chance.randint(0, 9),
            x=chance.random() if chance.random() < 0.2 else None,
            y=chance.random() if chance.random() < 0.9 else None,
        )
        for nth in range(nodes)
    ]
    drawn = [
        Arrow(
            id=f"a{nth}",
            start=f"n{chance.randrange(nodes)}",
            end=f"n{chance.randrange(nodes)}",
            state=chance.choice(states),
            label=" ".join(chance.choices(words, k=chance.randint(0, 4))),
            sign=chance.choice(("", "+", "-", "+/-")),
            order=chance.choice((None, nth)),
            of_theory=chance.random() < 0.5,
            is_mutual=chance.random() < 0.2,
            supporting=chance.randint(0, 30),
            contradicting=chance.randint(0, 3),
        )
        for nth in range(arrows if nodes else 0)
    ]
    return Network("free", "Jejaring", "", "id", tuple(made), tuple(drawn), ())
