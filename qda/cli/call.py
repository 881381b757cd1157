"""A call of a verb: its arguments, the language it answers in, and the study it opens."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.errors import Refused
from qda.i18n import Speech
from qda.session import StudySession


class NoCoderName(Refused):
    """The command line must know who works."""

    en = "Say who you are: add --coder NAME, or set a name in the window's settings."
    id = "Sebutkan siapa Anda: tambahkan --coder NAMA, atau isi nama di pengaturan jendela."


class WrongCall(Refused):
    """The words of a call do not go together; it ends as one with an unknown word does."""


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of one verb, with the speech its answer is worded in."""

    arguments: argparse.Namespace
    speech: Speech
    coder: str

    @property
    def json(self) -> bool:
        """Whether the answer is for a program."""
        return bool(getattr(self.arguments, "json", False))

    def study(self) -> StudySession:
        """The study named in the call, opened by the coder of the call.

        Raises:
            Refused, Unavailable: see `StudySession.open`.
        """
        if not self.coder:
            raise NoCoderName
        return StudySession.open(Path(self.arguments.study), coder=self.coder)

    @property
    def progress(self) -> LineProgress:
        """A progress that writes on one line of the terminal, and nowhere else."""
        return LineProgress()


class LineProgress:
    """Shows progress on one line of a terminal; silent where output is not one."""

    def __init__(self) -> None:
        self._shown = -1
        self._terminal = sys.stderr.isatty()

    def report(self, done: int, total: int, what: str = "") -> None:
        """Rewrite the line when a whole percent more is done."""
        percent = 100 if not total else done * 100 // total
        if self._terminal and percent != self._shown:
            self._shown = percent
            ending = "\n" if done >= total else ""
            sys.stderr.write(f"\r{percent:3d} %  {what[:60]:60}{ending}")
            sys.stderr.flush()


Verb = Callable[[Call], int]
