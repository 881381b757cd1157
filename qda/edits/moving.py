"""Changes words of sources and moves everything that stands on them along, in one edit.

Texts, lengths, paragraphs, turns, spans of cases, segments, anchors and memos on words move by one
map (`models.shifting`). The text as it was imported is kept at the first change.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select

from models.case import CaseSpan
from models.code import Anchor
from models.coding import Coding, Segment
from models.errors import Refused
from models.memo import Memo
from models.packing import Row
from models.positions import Span
from models.record import Asked, Claim, Event, Relation
from models.recording import Recorder, table_of
from models.shifting import Shift, shift_of
from models.source import ImportedText, Paragraph, Source, SourceText, Turn
from models.splicing import Cut, in_order
from models.vocabulary import CodingState
from qda.edits.attached import move_memos, parts, remove_memos_of
from qda.edits.coding import TextHasChanged, remove_bare_segments, remove_codings
from qda.edits.resting import move_relations
from qda.jobs.progress import Progress, Silent

_BREAKS: Final = frozenset("\n\u2028\u2029")


class LineBreakInCorrection(Refused):
    """A correction would take out or put in a line break."""

    en = (
        "A correction stays within its paragraph: the line breaks of {key} cannot be changed, "
        "because paragraph numbers may stand in print already. Correct each paragraph by itself."
    )
    id = (
        "Perbaikan harus tetap dalam paragrafnya: ganti baris pada {key} tidak dapat diubah "
        "karena nomor paragraf mungkin sudah tercetak. Perbaiki setiap paragraf sendiri-sendiri."
    )


class ParagraphEmptied(Refused):
    """A correction would leave nothing of a paragraph."""

    en = (
        "Paragraph {number} of {key} would have no words left. Leave a sign in their place, such "
        "as “[…]”, so that the numbers of the paragraphs stay."
    )
    id = (
        "Paragraf {number} pada {key} akan kosong. Tinggalkan tanda sebagai gantinya, misalnya "
        "“[…]”, agar nomor paragraf tetap."
    )


class OutsideParagraphs(Refused):
    """Words would be put into an empty line, which is no paragraph."""

    en = "There is no paragraph at this place of {key}. Put the words into a line that has some."
    id = "Tidak ada paragraf di tempat ini pada {key}. Tulis pada baris yang berisi kata."


class ForbiddenCharacter(Refused):
    """The new words hold a character that no text of a study may hold."""

    en = "The new words hold the control character {which}. Take it out and try again."
    id = "Kata baru memuat karakter kendali {which}. Hapus lalu coba lagi."


@dataclass(slots=True)
class Revised:
    """What changing words did: how many sources changed, and what became of their codings."""

    sources: int = 0
    codings_gone: int = 0
    codings_merged: int = 0


def clean_words(words: str, key: str) -> str:
    """New words as an import would store them; accents stay composed as they were typed.

    Raises:
        LineBreakInCorrection: there is a line break in them.
        ForbiddenCharacter: a control character, or half a surrogate pair.
    """
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    for each in plain:
        if each in _BREAKS:
            raise LineBreakInCorrection(key=key)
        if each != "\t" and unicodedata.category(each) in ("Cc", "Cs"):
            raise ForbiddenCharacter(which=f"U+{ord(each):04X}")
    return plain


def revise(
    recorder: Recorder,
    cuts: Mapping[int, Sequence[Cut]],
    progress: Progress = Silent(),  # noqa: B008 - it holds nothing
) -> Revised:
    """Change words of sources by id, with all that stands on them.

    Raises:
        TextHasChanged, LineBreakInCorrection, ParagraphEmptied, OutsideParagraphs,
        ForbiddenCharacter: the words cannot be changed so.
        Cancelled: the listener of the progress stopped the work.
    """
    recorder.session.flush()
    done, ids = Revised(), sorted(cuts)
    seen = 0
    for part in parts(ids):
        progress.report(seen, len(ids))
        seen += len(part)
        _Moving(recorder, {id_: cuts[id_] for id_ in part}).carry_out(done)
    return done


@dataclass(slots=True)
class _Moving:
    """One portion of the sources whose words change."""

    recorder: Recorder
    cuts: Mapping[int, Sequence[Cut]]
    keys: dict[int, str] = field(default_factory=dict)
    shifts: dict[int, Shift] = field(default_factory=dict)

    def carry_out(self, done: Revised) -> None:
        texts = self._texts()
        checked = {id_: self._checked(id_, texts[id_]) for id_ in texts}
        self.shifts = {id_: shift_of(each) for id_, each in checked.items() if each}
        if not self.shifts:
            return
        self._check_places(texts)
        self._keep_imported(texts)
        self.recorder.splice_many(SourceText, "text", checked)
        lengths = [
            {"id": id_, "length": len(texts[id_]) + sum(cut.growth for cut in shift.cuts)}
            for id_, shift in self.shifts.items()
        ]
        self.recorder.update_each(Source, lengths)
        self._move_structure()
        done.sources += len(self.shifts)
        gone, merged = _move_segments(self.recorder, self.shifts)
        done.codings_gone += gone
        done.codings_merged += merged
        self._move_anchors()
        for kind in (Event, Claim, Relation, Asked):
            self._move_places(kind)
        self._move_memos()

    def _texts(self) -> dict[int, str]:
        sources, texts = table_of(Source), table_of(SourceText)
        query = (
            select(sources.c.id, sources.c.key, texts.c.text)
            .join(texts, texts.c.id == sources.c.id)
            .where(sources.c.id.in_(list(self.cuts)))
        )
        found = {row.id: row for row in self.recorder.session.execute(query)}
        for id_ in self.cuts:
            if id_ not in found:
                self.recorder.get(Source, id_)
        self.keys = {id_: row.key for id_, row in found.items()}
        return {id_: row.text for id_, row in found.items()}

    def _checked(self, id_: int, text: str) -> tuple[Cut, ...]:
        key = self.keys[id_]
        made = []
        for cut in in_order(self.cuts[id_]):
            inserted = clean_words(cut.inserted, key)
            if cut.start < 0 or cut.end > len(text) or text[cut.start : cut.end] != cut.removed:
                raise TextHasChanged(key=key)
            if "\n" in cut.removed:
                raise LineBreakInCorrection(key=key)
            if cut.removed != inserted:
                made.append(Cut(cut.start, cut.removed, inserted))
        return tuple(made)

    def _check_places(self, texts: Mapping[int, str]) -> None:
        """Words may not be put where no paragraph is: on a line that has none."""
        structured = {row["source_id"] for row in self._rows(Paragraph)}
        for id_ in structured:
            text = texts[id_]
            for cut in self.shifts[id_].cuts:
                before, after = text[cut.start - 1 : cut.start], text[cut.end : cut.end + 1]
                if not cut.removed and before in ("", "\n") and after in ("", "\n"):
                    raise OutsideParagraphs(key=self.keys[id_])

    def _keep_imported(self, texts: Mapping[int, str]) -> None:
        kept = table_of(ImportedText)
        query = select(kept.c.id).where(kept.c.id.in_(list(self.shifts)))
        known = set(self.recorder.session.execute(query).scalars())
        new = sorted(self.shifts.keys() - known)
        rows: list[Row] = [{"id": id_, "text": texts[id_]} for id_ in new]
        self.recorder.insert_beside(ImportedText, rows)

    def _move_structure(self) -> None:
        kinds = (Paragraph, Turn, CaseSpan)
        found = {kind: self._rows(kind) for kind in kinds}
        ends = {(row["source_id"], row["end"]) for rows in found.values() for row in rows}
        for kind, rows in found.items():
            moved: list[Row] = []
            gone: list[int] = []
            for row in rows:
                shift = self.shifts[row["source_id"]]
                new = _grown(row, shift, ends)
                if new["start"] < new["end"]:
                    moved.append(new)
                elif kind is Paragraph:
                    raise ParagraphEmptied(number=row["number"], key=self.keys[row["source_id"]])
                else:
                    gone.append(row["id"])
            self.recorder.delete_many(kind, gone)
            self.recorder.update_each(kind, moved)

    def _move_anchors(self) -> None:
        moved: list[Row] = []
        gone: list[int] = []
        for row in self._rows(Anchor):
            span = self.shifts[row["source_id"]].span(Span(row["start"], row["end"]))
            if span is None:
                gone.append(row["id"])
            else:
                moved.append({"id": row["id"], "start": span.start, "end": span.end})
        remove_memos_of(self.recorder, Anchor, gone)
        self.recorder.delete_many(Anchor, gone)
        self.recorder.update_each(Anchor, moved)

    def _move_places(self, kind: type[Event | Claim | Relation | Asked]) -> None:
        """Words that something was read from move; it stays without a place where they all went."""
        table = table_of(kind)
        query = select(table.c.id, table.c.source_id, table.c.start, table.c.end)
        query = query.where(table.c.source_id.in_(list(self.shifts)), table.c.start.is_not(None))
        moved: list[Row] = []
        for row in self.recorder.session.execute(query):
            span = self.shifts[row.source_id].span(Span(row.start, row.end))
            start, end = (None, None) if span is None else (span.start, span.end)
            moved.append({"id": row.id, "start": start, "end": end})
        self.recorder.update_each(kind, moved)

    def _move_memos(self) -> None:
        """Memos on words move; one whose words all went stays, as a memo on the source."""
        sources, memo = table_of(Source), table_of(Memo)
        query = (
            select(memo.c.id, memo.c.start, memo.c.end, sources.c.id.label("source_id"))
            .join(sources, sources.c.uuid == memo.c.target_uuid)
            .where(memo.c.target == sources.name, memo.c.start.is_not(None))
            .where(memo.c.end.is_not(None), sources.c.id.in_(list(self.shifts)))
        )
        moved: list[Row] = []
        for row in self.recorder.session.execute(query):
            span = self.shifts[row.source_id].span(Span(row.start, row.end))
            start, end = (None, None) if span is None else (span.start, span.end)
            moved.append({"id": row.id, "start": start, "end": end})
        self.recorder.update_each(Memo, moved)

    def _rows(self, kind: type[Paragraph | Turn | CaseSpan | Anchor]) -> list[Row]:
        table = table_of(kind)
        query = select(table).where(table.c.source_id.in_(list(self.shifts))).order_by(table.c.id)
        return [dict(row) for row in self.recorder.session.execute(query).mappings()]


def _grown(row: Row, shift: Shift, ends: set[tuple[int, int]]) -> Row:
    """Where a paragraph, a turn or a case's words are now: they take in what is put at an edge.

    Where two of them touch, what is put between them goes to the first.
    """

    def start(point: int) -> int:
        return shift.start(point, grows=(row["source_id"], point) not in ends)

    end = shift.end(row["end"], grows=True)
    made: Row = {"id": row["id"], "start": start(row["start"]), "end": end}
    if "words_start" in row:
        made["words_start"] = max(made["start"], min(start(row["words_start"]), end))
    return made


def _move_segments(recorder: Recorder, shifts: Mapping[int, Shift]) -> tuple[int, int]:
    """Move segments; returns how many codings went and how many were merged into an equal one."""
    table = table_of(Segment)
    query = select(table.c.id, table.c.source_id, table.c.start, table.c.end)
    query = query.where(table.c.source_id.in_(list(shifts))).order_by(table.c.id)
    gone: list[int] = []
    places: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for row in recorder.session.execute(query):
        span = shifts[row.source_id].span(Span(row.start, row.end))
        if span is None:
            gone.append(row.id)
        else:
            places[row.source_id, span.start, span.end].append(row.id)
    removed = remove_codings(recorder, _codings_of(recorder, gone))
    merged = _merge(recorder, [ids for ids in places.values() if len(ids) > 1])
    recorder.update_each(
        Segment,
        [{"id": ids[0], "start": start, "end": end} for (_, start, end), ids in places.items()],
    )
    return removed, merged


def _merge(recorder: Recorder, groups: Sequence[Sequence[int]]) -> int:
    """Make one segment of each group; of doubled codings a confirmed one stays, with all memos."""
    into = {id_: group[0] for group in groups for id_ in group}
    doubled: dict[tuple[int, int, int], list[tuple[bool, int]]] = defaultdict(list)
    for part in parts(sorted(into)):
        for row in _coding_rows(recorder, part):
            rank = (row["state"] is not CodingState.CONFIRMED, row["id"])
            doubled[into[row["segment_id"]], row["code_id"], row["coder_id"]].append(rank)
    dropped: list[int] = []
    moving: dict[int, list[int]] = defaultdict(list)
    for (segment_id, _, _), ranks in doubled.items():
        kept, *others = (id_ for _, id_ in sorted(ranks))
        if others:
            move_memos(recorder, Coding, others, recorder.get(Coding, kept))
            move_relations(recorder, others, recorder.get(Coding, kept))
            dropped.extend(others)
        moving[segment_id].append(kept)
    recorder.delete_many(Coding, dropped)
    for segment_id, ids in moving.items():
        recorder.update_many(Coding, ids, {"segment_id": segment_id})
    remove_bare_segments(recorder, [id_ for id_, kept in into.items() if id_ != kept])
    return len(dropped)


def _coding_rows(recorder: Recorder, segment_ids: Sequence[int]) -> list[Row]:
    coding = table_of(Coding)
    query = select(coding).where(coding.c.segment_id.in_(segment_ids)).order_by(coding.c.id)
    return [dict(row) for row in recorder.session.execute(query).mappings()]


def _codings_of(recorder: Recorder, segment_ids: Sequence[int]) -> list[int]:
    return [row["id"] for part in parts(segment_ids) for row in _coding_rows(recorder, part)]
