"""What an edit is: a value that knows its title and how to carry itself out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, Generic, TypeVar

from models.recording import Recorder

Result = TypeVar("Result")


class EditRequest(ABC, Generic[Result]):
    """One undoable change that a researcher asks for.

    `kind` is stored in the history; `title` is an English sentence of the catalogue whose
    `{names}` are facts that `apply` leaves in `recorder.facts`.
    """

    __slots__ = ()

    kind: ClassVar[str]
    title: ClassVar[str]

    @abstractmethod
    def apply(self, recorder: Recorder) -> Result:
        """Carry the change out; whatever is raised leaves the study as it was."""
