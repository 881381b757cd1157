"""Tells of each tactic what the study shows of it, and on which conclusions it was tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, not_, select, true

from models.display import Display
from models.history import Edit, EditState
from models.recording import table_of
from qda.concluding.ordering import outline
from qda.concluding.values import Placed
from qda.displays.registry import kinds
from qda.i18n import Speech
from qda.retrieval.sight import hidden_edits
from qda.sheets.answers import AnswerRow, answers_about
from qda.sheets.holding import holding
from qda.sheets.items import ITEMS, Sheet
from qda.sheets.tabling import Answered
from qda.sheets.tactics import BY_ID, TACTICS, Tactic
from qda.sheets.telling import told
from qda.sheets.told import Told


@dataclass(frozen=True, slots=True)
class TriedOn:
    """A conclusion with what was answered of a tactic for it."""

    placed: Placed
    answer: AnswerRow


@dataclass(frozen=True, slots=True)
class TacticRow:
    """A tactic with what the study shows of it and the conclusions it was tried on."""

    tactic: Tactic
    told: tuple[Told, ...]
    tried: tuple[TriedOn, ...]

    @property
    def done(self) -> tuple[TriedOn, ...]:
        """Where it was carried out."""
        return tuple(each for each in self.tried if each.answer.is_done)

    @property
    def state(self) -> Answered:
        """Whether a researcher says it was carried out, the study shows it, or neither."""
        if self.done:
            return Answered.BY_RESEARCHER
        return Answered.BY_STUDY if self.told else Answered.NOT_DONE


def tactic_rows(connection: Connection, speech: Speech) -> tuple[TacticRow, ...]:
    """The twenty-six tactics in their order, with all that is known of each."""
    evidence = shown_of_tactics(connection, speech)
    answered = answers_about(connection, Sheet.TACTICS)
    found = outline(connection, speech)
    return tuple(
        TacticRow(
            tactic,
            evidence[tactic.id],
            tuple(
                TriedOn(each, answered[each.row.uuid][tactic.id])
                for each in found.placed
                if tactic.id in answered.get(each.row.uuid, {})
            ),
        )
        for tactic in TACTICS
    )


def shown_of_tactics(connection: Connection, speech: Speech) -> Mapping[str, tuple[Told, ...]]:
    """What the study shows of each tactic, by its id.

    Told are what the study holds of memos, labels, samples and the like, the displays that were
    kept of the kinds that carry a tactic out, and the edits in force that do.
    """
    held = holding(connection)
    kept: dict[str, list[str]] = {}
    display = table_of(Display)
    query = select(display.c.kind, display.c.title).order_by(display.c.position, display.c.id)
    for kind, title in connection.execute(query):
        kept.setdefault(kind, []).append(title)
    made = _edits(connection)
    found = {}
    for item in ITEMS[Sheet.TACTICS]:
        tactic = BY_ID[item.id]
        shown = list(told(item, held, speech))
        titles = [title for kind in tactic.kinds for title in kept.get(kind, ())]
        if titles:
            words = speech("kept displays: {titles}", titles=", ".join(titles))
            shown.append(Told(words, len(titles)))
        count = sum(made.get(kind, 0) for kind in tactic.edits)
        if count:
            words = speech.many("{n} edit that does so", "{n} edits that do so", count)
            shown.append(Told(words, count))
        found[item.id] = tuple(shown)
    return found


def kind_for(tactic: Tactic) -> str:
    """The kind of display that carries a tactic out best; empty where none does."""
    known = {kind.id for kind in kinds()}
    return next((kind for kind in tactic.kinds if kind in known), "")


def _edits(connection: Connection) -> dict[str, int]:
    """How many edits of each kind are in force, as far as whoever reads may know of them."""
    edit, hidden = table_of(Edit), hidden_edits(connection)
    query = (
        select(edit.c.kind, func.count())
        .where(edit.c.state == EditState.DONE, true() if hidden is None else not_(hidden))
        .group_by(edit.c.kind)
    )
    return dict(connection.execute(query).all())
