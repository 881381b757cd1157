"""The acts on the codebook: add a framework, add a code, let term lists propose codings."""

from __future__ import annotations

from functools import partial

from qda.edits.codes import AddCode, AdoptFramework
from qda.retrieval.codes import codes, frameworks
from qda.retrieval.rows import CodeRow
from ui.acts.act import Acts
from ui.dialogs.naming import FrameworkDialog, NewCodeDialog
from ui.jobs import Job
from ui.widgets.notice_bar import Message


class CodebookActs(Acts):
    """What one does to the study's codes as a whole."""

    def on_framework(self) -> None:
        """Ask for a framework and take it into the study."""
        self.add_framework()

    def add_framework(self) -> None:
        """Ask for a framework and take it into the study."""
        self.desk.read(
            "adopted", lambda c: frozenset(f.name for f in frameworks(c)), self._ask_theory
        )

    def add_code(self, parent_id: int | None = None) -> None:
        """Ask for a code of one's own and add it beneath another one, or at the top."""
        self.desk.read("ids", codes, partial(self._ask_code, parent_id))

    def on_autocode(self) -> None:
        """Let the shipped term lists of the study's frameworks propose codings."""
        session = self.desk.session

        def work(job: Job) -> int:
            from qda.autocoding.proposing import lists_for, propose_codings
            from qda.autocoding.running import Task

            return propose_codings(session, Task(lists_for(session)), job).made

        self.desk.work(self.speech("Proposing codings by term lists"), work, self._tell_proposed)

    def on_propose_by_question(self) -> None:
        """Propose for each open answer of a survey the code that its question asks about."""
        session = self.desk.session

        def work(job: Job) -> int:
            from qda.edits.proposing_by_question import ProposeByQuestion

            return session.do(ProposeByQuestion(progress=job)).made

        title = self.speech("Proposing codings by the questions of surveys")
        self.desk.work(title, work, self._tell_proposed)

    def _tell_proposed(self, made: int) -> None:
        self.desk.told.emit(
            Message(
                lambda s: s.many(
                    "{n} coding proposed. It waits to be confirmed.",
                    "{n} codings proposed. They wait to be confirmed.",
                    made,
                )
            )
        )

    def _ask_theory(self, adopted: frozenset[str]) -> None:
        dialog = FrameworkDialog(self.speech, adopted, self.window_)

        def add() -> None:
            place, chosen, session = dialog.file, dialog.chosen(), self.desk.session

            def work(_: Job) -> int:
                from codebooks.formats.registry import read_framework
                from codebooks.shelf import framework

                theory = framework(chosen) if place is None else read_framework(place)
                return session.do(AdoptFramework(theory))

            self.desk.jobs.write(work, otherwise=self.desk.refuse)

        dialog.accepted.connect(add)
        self.ask(dialog)

    def _ask_code(self, parent_id: int | None, known: tuple[CodeRow, ...]) -> None:
        taken = {code.canonical_id for code in known}
        number = next(n for n in range(1, len(taken) + 2) if f"K{n}" not in taken)
        above = next(
            (code.name(self.speech.language) for code in known if code.id == parent_id), ""
        )
        dialog = NewCodeDialog(self.speech, f"K{number}", self.window_, above=above)

        def add() -> None:
            self.desk.do(AddCode(dialog.code_id(), dialog.wording(), parent_id=parent_id))

        dialog.accepted.connect(add)
        self.ask(dialog)
