"""Proposes codings for a study by the term lists that fit its frameworks."""

from __future__ import annotations

from models.errors import Refused
from qda.autocoding.running import Task, run
from qda.autocoding.shelf import shipped, shipped_ids
from qda.autocoding.term_list import TermList
from qda.edits.proposing import ProposalsStored, StoreProposals
from qda.jobs.progress import Progress, Silent
from qda.retrieval.codes import frameworks
from qda.session import StudySession


class NoLists(Refused):
    """Nothing to propose with."""

    en = "No term list fits the frameworks of this study. Add a framework, or give a list of yours."
    id = (
        "Tidak ada daftar istilah yang cocok dengan kerangka studi ini. Tambahkan kerangka, atau "
        "berikan daftar Anda."
    )


def lists_for(study: StudySession) -> tuple[TermList, ...]:
    """The shipped lists of the frameworks that the study has adopted."""
    with study.reading() as connection:
        adopted = [each.name for each in frameworks(connection)]
    return tuple(shipped(name) for name in adopted if name in shipped_ids())


def propose_codings(
    study: StudySession,
    task: Task,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> ProposalsStored:
    """Run term lists over the texts of a study and store what they propose, as one edit.

    Raises:
        NoLists: the task names no list.
        Cancelled: the listener of the progress stopped the work; nothing is stored.
    """
    if not task.lists:
        raise NoLists
    with study.reading() as connection:
        found = run(connection, task, progress)
    return study.do(StoreProposals(found))
