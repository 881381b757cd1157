"""What a review speaks of, as it stands now: the displays of a round, and what changed in them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from models.errors import Refused
from qda.displays.kept import KeptDisplay, kept_display
from qda.displays.values import Fact
from qda.i18n import Speech
from qda.jobs.progress import Cancelled, Progress, Silent
from qda.retrieval.displays import display_named
from qda.retrieval.reviews import (
    earlier_notes,
    next_number,
    round_numbered,
    rounds,
    sent_items,
)
from qda.retrieval.studies import study_row
from qda.reviewing.errors import NothingToReview, OtherStudy, UnknownRound
from qda.reviewing.making import ReviewRequest, SentDisplay, review_sheet, states_now
from qda.reviewing.returned import ReturnedFile
from qda.reviewing.sheet import ReviewSheet


def sheet_of(
    connection: Connection,
    displays: Sequence[str],
    *,
    language: str,
    reviewer: str = "",
    is_open_only: bool = False,
    has_codings: bool = True,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> ReviewSheet:
    """The next round's review of kept displays, by their titles or UUIDs.

    What was said and answered in earlier rounds stands beside each row.

    Raises:
        NoSuchDisplay: there is none of that name.
        NothingToReview: they say nothing, or nothing of them is open.
        Refused: a display can no longer be made.
        Cancelled: the listener of the progress stopped the work.
    """
    study, speech = study_row(connection), Speech(language)
    kept = [_kept(connection, each, language, progress) for each in displays]
    number = next_number(connection)
    facts = (
        Fact(speech("Study"), study.title),
        Fact(speech("Version"), speech.number(study.version)),
        Fact(speech("Displays"), "; ".join(each.shown.title for each in kept)),
        Fact(speech("Round"), speech.number(number)),
        Fact(speech("Reviewer"), reviewer),
    )
    sheet = review_sheet(
        [SentDisplay(each.row.uuid, each.shown, each.now) for each in kept],
        ReviewRequest(
            study=study.uuid,
            round=number,
            language=language,
            title=speech("Review of “{study}”", study=study.title),
            reviewer=reviewer,
            facts=tuple(fact for fact in facts if fact.text),
            earlier=earlier_notes(connection),
            is_open_only=is_open_only,
            has_codings=has_codings,
        ),
    )
    if not sheet.items:
        raise NothingToReview
    return sheet


def _kept(connection: Connection, named: str, language: str, progress: Progress) -> KeptDisplay:
    row = display_named(connection, named)
    return kept_display(connection, row.id, language=language, progress=progress)


def checked(connection: Connection, returned: ReturnedFile) -> None:
    """Make sure that a file came back to the study and the rounds that sent it.

    Raises:
        OtherStudy, UnknownRound: it did not.
    """
    own = study_row(connection).uuid
    if any(name.study != own for name in returned.names):
        raise OtherStudy(file=returned.file)
    known = {each.number for each in rounds(connection)}
    for name in returned.names:
        if name.round not in known:
            raise UnknownRound(file=returned.file, number=name.round)


def moved_on(
    connection: Connection,
    returned: ReturnedFile,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> frozenset[str]:
    """The places that a file speaks of which say something else now than when it was sent.

    So do cells and codings that are gone, and all of a display that can no longer be made.

    Raises:
        NoSuchRound: the file answers a round that was never sent.
        Cancelled: the listener of the progress stopped the work.
    """
    changed: set[str] = set()
    for number in sorted({row.name.round for row in returned.rows}):
        sent = round_numbered(connection, number)
        before = sent_items(connection, sent.id)
        now = states_now(
            SentDisplay(uuid, shown.now)
            for uuid in sent.displays
            if (shown := _now(connection, uuid, progress)) is not None
        )
        for row in returned.rows:
            place = row.name.place
            known = before.get(place)
            if row.name.round == number and (known is None or now.get(place, "") != known.state):
                changed.add(place)
    return frozenset(changed)


def _now(connection: Connection, uuid: str, progress: Progress) -> KeptDisplay | None:
    try:
        row = display_named(connection, uuid)
        return kept_display(connection, row.id, progress=progress)
    except Cancelled:
        raise
    except Refused:
        return None
