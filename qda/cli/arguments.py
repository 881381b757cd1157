"""Arguments that many verbs share, added in one way."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from qda.cli.call import Verb
from qda.i18n import Speech

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


def verb(verbs: Verbs, name: str, carry_out: Verb, about: str) -> argparse.ArgumentParser:
    """A new verb with its one-line description."""
    parser = verbs.add_parser(name, help=about, description=about)
    parser.set_defaults(verb=carry_out)
    return parser


def study_verb(
    verbs: Verbs, name: str, carry_out: Verb, about: str, *, speech: Speech
) -> argparse.ArgumentParser:
    """A new verb that works on a study as a coder."""
    parser = verb(verbs, name, carry_out, about)
    parser.add_argument("study", metavar=speech("STUDY"), help=speech("the study's file"))
    parser.add_argument("--coder", help=speech("the name of the coder who works"))
    return parser


def positive(written: str) -> int:
    """A count of one or more, for `type=` of an argument."""
    number = int(written)
    if number < 1:
        raise ValueError(written)
    return number


def natural(written: str) -> int:
    """A count of none or more, for `type=` of an argument."""
    number = int(written)
    if number < 0:
        raise ValueError(written)
    return number


def with_json(parser: argparse.ArgumentParser, speech: Speech) -> None:
    """Add `--json`: the answer for a program, with ids."""
    parser.add_argument("--json", action="store_true", help=speech("answer as JSON, with ids"))


def with_output(
    parser: argparse.ArgumentParser, speech: Speech, endings: str, *, required: bool = True
) -> None:
    """Add `-o FILE`, whose ending chooses the format."""
    parser.add_argument(
        "-o",
        "--output",
        required=required,
        metavar=speech("FILE"),
        help=speech("the file to write; its ending chooses the format: {endings}", endings=endings),
    )
