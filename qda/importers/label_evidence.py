"""Weighs which of the possible labels of a text are speakers: recurrence, shape and position.

A label is trusted when it is a role word, or when it recurs, looks like a name, and the text
around reads like talk. Once a text is known to be a transcript, labels that occur only once are
accepted where they resemble the trusted ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from qda.importers.label_shapes import Mark, Style, label_key
from qda.importers.role_words import role_of

_LEAST_SPOKEN: Final = 0.03
_HEARD: Final = 500
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SLIP: Final = re.compile(r"(.*\S)\s+\d+")
_TITLES: Final = frozenset("bapak ibu pak bu dr dra drs prof mr mrs ms mas mbak kak".split())
_PARTICLES: Final = frozenset("bin binti al de la le van von der da dos and dan & of".split())
# Words that open a line with a colon and are nobody's name.
_NOT_NAMES: Final = frozenset(
    "catatan contoh pukul sumber gambar tabel keterangan lampiran bab pasal ayat tanggal waktu "
    "tempat jam hari nb ps telp telepon fax email e-mail http https www doi laman alamat judul "
    "kata tujuan indikator target hasil kesimpulan abstrak pendahuluan metode note notes example "
    "figure table source abstract keywords date time place step steps warning tip title url phone "
    "subject re from to cc input output tugas task misalnya yaitu antara jenis bahwa definisi "
    "rekomendasi saran tindakan kegiatan durasi duration break".split()
)
_SPOKEN: Final = frozenset(
    "i i'm i've you your yeah yes okay ok um uh mhm hmm mm oh well so saya aku kami kita anda "
    "kamu ya iya oh baik terima kasih tidak enggak nggak gak bapak ibu pak bu je tu vous oui "
    "non donc".split()
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The accepted marks in order, and the name each of their keys is known by.

    `breaks` are paragraphs (0-based) with a label of the same shape that nobody speaks under, such
    as `**Break:** [01:44]`; they end a turn. `renamed` are pairs (label as written, speaker, first
    paragraph) for labels that were read as another's; `rare` the keys accepted by shape alone.
    """

    marks: tuple[Mark, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    breaks: frozenset[int] = frozenset()
    renamed: tuple[tuple[str, str, int], ...] = ()
    rare: frozenset[str] = frozenset()


def weighed(marks: Sequence[Mark], spoken: Callable[[Iterable[Mark]], float]) -> Evidence:
    """The evidence of the style that convinces with the most turns; empty where none does.

    `spoken` gives the share of spoken words (I, you, ya, saya ...) and of questions in the turns
    of some marks.
    """
    best = Evidence()
    for style in Style:
        mine = [
            mark for mark in marks if mark.style is style and can_be_label(mark.label, mark.rest)
        ]
        found = _convincing(mine, spoken)
        if len(found.marks) > len(best.marks):
            best = replace(found, breaks=_breaks(found, marks))
    return best


def spoken_share(words: Iterable[str]) -> float:
    """The share of words that people say to each other, and of question marks, in some turns."""
    total = spoken = 0
    for turn in words:
        found = _WORD.findall(turn.lower().replace("’", "'"))
        total += len(found)
        spoken += sum(word in _SPOKEN for word in found) + 2 * turn.count("?")
    return spoken / total if total else 0.0


def can_be_label(label: str, rest: str) -> bool:
    """Whether a label, before the words `rest`, may be a speaker's at all: not "Catatan"."""
    words = label.split()
    if len(words) > 7 or not _LETTER.search(label):
        return False
    # "P: Pewawancara" explains a letter; nobody speaks there.
    is_legend = len(rest) < 40 and len(rest.split()) <= 2 and role_of(rest) is not None
    return not is_legend and words[0].lower().strip("().,") not in _NOT_NAMES


def _convincing(marks: Sequence[Mark], spoken: Callable[[Iterable[Mark]], float]) -> Evidence:
    silent = _silent_keys(marks)
    counts = Counter(mark.key for mark in marks if mark.key not in silent)
    shown = {mark.key: mark.label for mark in reversed(marks)}
    roles = {key for key in counts if role_of(shown[key]) is not None}
    named = {key for key, n in counts.items() if n >= 2 and is_name(shown[key], n)}
    sure = roles | named
    turns = [mark for mark in marks if mark.key in sure]
    if not _is_transcript(turns, sure, roles) or spoken(turns[:_HEARD]) < _LEAST_SPOKEN:
        return Evidence()
    return _with_kin(marks, counts, shown, sure)


def _silent_keys(marks: Sequence[Mark]) -> set[str]:
    """Labels under which there never is a word: only time stamps or nothing before the next."""
    heard: set[str] = set()
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        alone = following is not None and following.paragraph == mark.paragraph + 1
        if _LETTER.search(mark.rest) or (not mark.rest and not alone):
            heard.add(mark.key)
    return {mark.key for mark in marks} - heard


def is_name(label: str, count: int) -> bool:
    """Whether a label that occurs `count` times is written as names are: capitals, few words."""
    words = label.split()
    if len(words) > 5:
        return False
    if label.islower():
        return len(words) == 1 and (count >= 5 or any(c.isdigit() for c in label))
    return all(
        word[0].isupper()
        or word[0].isdigit()
        or word.lower() in _PARTICLES
        or not word[0].isalpha()
        for word in words
    )


def _is_transcript(turns: Sequence[Mark], sure: set[str], roles: set[str]) -> bool:
    if len(sure) < 2 or len(turns) < 2:
        return False
    region = turns[-1].paragraph - turns[0].paragraph + 1
    coverage = len(turns) / region
    if turns[0].style in (Style.TAB, Style.BRACKET):
        return len(turns) >= 4 and coverage >= 0.5 and len(sure) <= max(12, len(turns) // 4)
    # Headings alone on their lines are followed by text just as labels are.
    if roles:
        return coverage >= 0.1
    counts = Counter(turn.key for turn in turns)
    return (
        len(turns) >= 4
        and coverage >= 0.15
        and sum(n >= 2 for n in counts.values()) >= 2
        and not _is_form(turns)
    )


def _is_form(turns: Sequence[Mark]) -> bool:
    """Whether three or more labels recur in one unchanging order, as the fields of a form do."""
    keys = [turn.key for turn in turns]
    distinct = len(set(keys))
    if distinct < 3 or len(keys) < 2 * distinct:
        return False
    same = sum(a == b for a, b in zip(keys, keys[distinct:], strict=False))
    return same >= 0.9 * (len(keys) - distinct)


def _with_kin(
    marks: Sequence[Mark], counts: Counter[str], shown: dict[str, str], sure: set[str]
) -> Evidence:
    first = next(mark.paragraph for mark in marks if mark.key in sure)
    known = {key: shown[key] for key in sure}
    rare: set[str] = set()
    for key in counts:
        if key not in sure and _is_kin(shown[key], known, marks[0].style):
            known[key] = shown[key]
            rare.add(key)
    names = {key: _speaker_of(key, known, counts) for key in known}
    taken = tuple(
        mark
        for mark in marks
        if mark.key in known and (mark.paragraph >= first or mark.key in rare)
    )
    renamed = tuple(
        (shown[key], name, next(m.paragraph for m in taken if m.key == key))
        for key, name in names.items()
        if name != shown[key]
    )
    return Evidence(taken, tuple(names.items()), frozenset(), renamed, frozenset(rare))


def _breaks(found: Evidence, marks: Sequence[Mark]) -> frozenset[int]:
    """The paragraphs with a bold label, among bold speakers, that is no speaker's."""
    if found.marks[0].style is not Style.BOLD:
        return frozenset()
    taken = {mark.paragraph for mark in found.marks}
    bold = {mark.paragraph for mark in marks if mark.style is Style.BOLD}
    return frozenset(bold - taken)


def _is_kin(label: str, known: dict[str, str], style: Style) -> bool:
    if role_of(label) is not None or _slip_of(label, known) or _shortened(label, known):
        return True
    if any(_shortened(other, {label_key(label): label}) for other in known.values()):
        return True
    if style in (Style.BOLD, Style.CLOCK):
        return is_name(label, 1)
    labels = list(known.values())
    if style is Style.BRACKET:
        return any(_digits_out(label) == _digits_out(other) for other in labels)
    return _resembles(label, labels)


def _resembles(label: str, labels: Sequence[str]) -> bool:
    """Whether a label is a letter among letters, a titled name, or capitals among capitals."""
    if _is_initials(label):
        return sum(_is_initials(name) for name in labels) >= 2
    words = label.split()
    if words[0].lower().strip(".") in _TITLES:
        return is_name(label, 1) and len(words) > 1
    in_capitals = sum(name.isupper() and len(name) > 3 for name in labels)
    return label.isupper() and len(words) <= 3 and in_capitals >= 2


def _is_initials(label: str) -> bool:
    letters = label.replace(".", "").replace(" ", "")
    return letters.isupper() and letters.isalpha() and len(letters) <= 3


def _digits_out(label: str) -> str:
    return "".join("0" if c.isdigit() else c for c in label.casefold())


def _slip_of(label: str, known: dict[str, str]) -> str:
    """The label meant by "Interviewer2 2": the same without its last number, if that is known."""
    match = _SLIP.fullmatch(label)
    if match is None or not match[1][-1].isdigit():
        return ""
    return known.get(label_key(match[1]), "")


def _shortened(label: str, known: dict[str, str]) -> str:
    """The one full name that a label abbreviates: "KS" or "Kelly" for "Kelly Smith"."""
    wanted = label.replace(".", "").replace(" ", "")
    found = []
    for name in known.values():
        words = [word for word in _WORD.findall(name) if word.lower() not in _TITLES]
        if len(words) < 2 or name == label or role_of(name) is not None:
            continue
        initials = "".join(word[0] for word in words)
        is_initials = len(wanted) >= 2 and wanted.isupper() and wanted == initials.upper()
        if is_initials or (" " not in label and label.casefold() == words[0].casefold()):
            found.append(name)
    return found[0] if len(found) == 1 else ""


def _speaker_of(key: str, known: dict[str, str], counts: Counter[str]) -> str:
    label = known[key]
    slip = _slip_of(label, known) if counts[key] <= 2 else ""
    return slip or _shortened(label, known) or label
