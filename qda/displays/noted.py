"""Memos as entries of cells: what a researcher wrote on codings, codes, cases and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from models.vocabulary import EntryKind, MemoKind
from qda.displays.values import Entry, Record, RecordKind
from qda.displays.workbench import Saying, Workbench
from qda.retrieval.memos import memos
from qda.retrieval.rows import MemoRow


class Notes:
    """The memos of a study by what they are on, and the entries made of them."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    @cached_property
    def _by_target(self) -> dict[str, list[MemoRow]]:
        found: dict[str, list[MemoRow]] = defaultdict(list)
        for memo in reversed(memos(self._bench.connection)):
            if memo.target_uuid:
                found[memo.target_uuid].append(memo)
        return found

    @cached_property
    def any_on_codings(self) -> bool:
        """Whether there is a memo on a coding at all."""
        return any(memo.target == "coding" for rows in self._by_target.values() for memo in rows)

    def on(self, uuids: Iterable[str], kinds: Sequence[MemoKind] = ()) -> tuple[MemoRow, ...]:
        """The memos on some things, of some kinds or of all, the oldest of each first."""
        return tuple(
            memo
            for uuid in dict.fromkeys(uuids)
            for memo in self._by_target.get(uuid, ())
            if not kinds or memo.kind in kinds
        )

    def entries(
        self, found: Iterable[MemoRow], kind: EntryKind = EntryKind.SUMMARY
    ) -> tuple[Entry, ...]:
        """An entry for each memo, in its author's name."""
        return tuple(self._entry(memo, kind, ()) for memo in found)

    def paraphrases(self, sayings: Iterable[Saying]) -> tuple[Entry, ...]:
        """What researchers wrote on the codings of some sayings, each with its words behind it."""
        if not self.any_on_codings:
            return ()
        made = []
        for saying in {each.place.id: each for each in sayings}.values():
            found = self._by_target.get(saying.place.uuid)
            if found:
                behind = self._bench.take([saying])
                made += [self._entry(memo, EntryKind.PARAPHRASE, behind) for memo in found]
        return tuple(made)

    def _entry(self, memo: MemoRow, kind: EntryKind, evidence: tuple[int, ...]) -> Entry:
        text = memo.text.strip()
        words = f"{memo.title}: {text}" if memo.title and text else text or memo.title
        record = self._bench.record(
            Record(RecordKind.MEMO, memo.uuid, "", words, author=memo.coder, made_at=memo.made_at)
        )
        return Entry(
            kind,
            words,
            evidence,
            records=(record,),
            author=memo.coder,
            made_at=memo.changed_at or memo.made_at,
        )
