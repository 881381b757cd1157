"""Builders and strategies for frameworks."""

from __future__ import annotations

from hypothesis import strategies as st

from codebooks.framework import Framework, FrameworkCode, Relation, RelationKind, Wording

NASTY = (
    "=1+1",
    "- item",
    "key: value # no comment",
    "👩‍👩‍👧‍👦 keluarga",
    "שלום: عالم",
    "e\u0301 combining",
    "two\nlines\n",
    "\r\n",
    "\\n not a break \\",
    "'quoted' “so”",
    "  blanks around  ",
    "_x000D_",
    "\x00\x07\x85\u2028\ufeff\ufffe",
    "|",
    ">",
    "null",
    "{programme}",
    "%",
    "&anchor *alias !tag",
)

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=40),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=3).map(" ".join),
)
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,8}", fullmatch=True)
some = texts.filter(bool)
named = st.one_of(
    st.builds(Wording, en=some, id=texts),
    st.builds(Wording, en=texts, id=some),
)
wordings = st.builds(Wording, en=texts, id=texts)
lists = st.lists(named, max_size=3).map(tuple)
single = texts.map(str.strip)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """A sound framework: unique ids, each parent before its children, texts of any kind."""
    code_ids = draw(st.lists(ids, min_size=1, max_size=6, unique=True))
    codes = tuple(_code(draw, code_id, code_ids[:n]) for n, code_id in enumerate(code_ids))
    one_of_them = st.sampled_from(code_ids)
    relation = st.builds(
        Relation,
        source=one_of_them,
        target=one_of_them,
        kind=st.sampled_from(RelationKind),
        sign=st.sampled_from(["+", "-", "±", "?"]),
        via=st.one_of(st.just(""), one_of_them),
        note=texts,
        to_check=st.booleans(),
    )
    return Framework(
        id=draw(ids),
        name=draw(named),
        citation=draw(texts),
        codes=codes,
        description=draw(wordings),
        secondary_citations=tuple(draw(st.lists(some, max_size=2))),
        pages=draw(texts),
        outcome=draw(st.one_of(st.just(""), one_of_them)),
        relations=tuple(draw(st.lists(relation, max_size=3))),
        propositions=draw(lists),
        to_check=draw(lists),
        version=draw(some),
    )


def _code(draw: st.DrawFn, code_id: str, earlier: list[str]) -> FrameworkCode:
    parent = draw(st.sampled_from(["", *earlier]))
    links = st.one_of(ids, st.builds("{}:{}".format, ids, ids))
    return FrameworkCode(
        id=code_id,
        name=draw(named),
        parent=parent,
        definition=draw(wordings),
        include=draw(wordings),
        exclude=draw(wordings),
        see_instead=tuple(draw(st.lists(links, max_size=2))),
        indicators=draw(lists),
        questions=draw(lists),
        aliases=draw(lists),
        origin=draw(st.sampled_from(["deductive", "inductive", "hybrid"])),
        note=draw(wordings),
    )


def code(code_id: str, parent: str = "", *, name: str = "", **texts_: str) -> FrameworkCode:
    """A complete small code; `texts_` replace its definition, include and exclude."""
    label = name or f"Name of {code_id}"
    return FrameworkCode(
        code_id,
        Wording(label, f"Nama: {label}"),
        parent,
        definition=_both(texts_.get("definition", "What it is.")),
        include=_both(texts_.get("include", "This.")),
        exclude=_both(texts_.get("exclude", "")),
        indicators=(Wording("A sign", "Tanda"),),
        questions=(Wording("What?", "Apa?"),),
    )


def _both(text: str) -> Wording:
    return Wording(text, f"{text} (id)" if text else "")


def framework(*codes: FrameworkCode, relations: tuple[Relation, ...] = ()) -> Framework:
    """A small framework of the given codes."""
    name = Wording("Small theory", "Teori kecil")
    return Framework("small", name, "Someone (2000).", codes, relations=relations)
