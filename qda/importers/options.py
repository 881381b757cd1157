"""What the researcher already knows of a file when it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.vocabulary import Technique
from qda.jobs.progress import Progress, Silent


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """Facts given beforehand; None means: guess from the file.

    `language` is "id", "en" or another code; `progress` hears of long files page by page.
    """

    technique: Technique | None = None
    language: str | None = None
    progress: Progress = field(default_factory=Silent)
