"""Parses the command line, runs a verb, and answers for the exit code.

0 done, 1 the program's fault, 2 wrong call, 3 the input was refused and nothing was written.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from codebooks.errors import CodebookError
from models.errors import Defect, StudyError
from qda.cli import (
    verbs_asked,
    verbs_claims,
    verbs_coders,
    verbs_coding,
    verbs_conclusions,
    verbs_displays,
    verbs_events,
    verbs_guides,
    verbs_memos,
    verbs_numbers,
    verbs_pictures,
    verbs_progress,
    verbs_ratings,
    verbs_reading,
    verbs_reports,
    verbs_reviews,
    verbs_sampling,
    verbs_study,
    verbs_surveys,
    verbs_table,
    verbs_tactics,
    verbs_texts,
    verbs_theory,
    verbs_triangulation,
    verbs_trust,
)
from qda.cli.call import Call, Verb, WrongCall
from qda.cli.output import speak_any_letter, warn
from qda.i18n import LANGUAGES, Speech
from qda.settings import Settings, load_settings, save_settings
from qda.version import VERSION

DONE: Final = 0
OUR_FAULT: Final = 1
WRONG_CALL: Final = 2
REFUSED: Final = 3

THEMES: Final = (
    verbs_study,
    verbs_coding,
    verbs_texts,
    verbs_coders,
    verbs_progress,
    verbs_reading,
    verbs_reviews,
    verbs_displays,
    verbs_reports,
    verbs_conclusions,
    verbs_table,
    verbs_tactics,
    verbs_memos,
    verbs_theory,
    verbs_numbers,
    verbs_sampling,
    verbs_pictures,
    verbs_guides,
    verbs_surveys,
    verbs_events,
    verbs_ratings,
    verbs_asked,
    verbs_claims,
    verbs_triangulation,
    verbs_trust,
)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code."""
    speak_any_letter()
    settings = load_settings()
    language = _language(arguments, settings.language)
    speech = Speech(language)
    parser = parser_for(speech)
    given = list(arguments)
    first = _first_word(given)
    if first == len(given) or (
        not given[first].startswith("-") and given[first] not in verbs(parser)
    ):
        given.insert(first, "open")
    try:
        found = parser.parse_args(given)
    except SystemExit as ended:
        return WRONG_CALL if ended.code else DONE
    coder = getattr(found, "coder", None) or settings.coder
    if coder and not settings.coder:
        _remember(replace(settings, coder=coder), speech)
    return _answered(Call(found, speech, coder), found.verb)


def _remember(settings: Settings, speech: Speech) -> None:
    try:
        save_settings(settings)
    except OSError as error:
        warn(speech("Your name could not be remembered for the next time: {why}.", why=error))


def _answered(call: Call, verb: Verb) -> int:
    language = call.speech.language
    try:
        return verb(call)
    except Defect as error:
        return _our_fault(error, call.speech)
    except (StudyError, CodebookError) as error:
        warn(" ".join(error.say(language).split()))
        return WRONG_CALL if isinstance(error, WrongCall) else REFUSED
    except BrokenPipeError:
        # Whoever read the output has closed it; nothing is left to say to anyone.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return DONE
    except KeyboardInterrupt:
        warn(call.speech("Stopped. Nothing of this verb was kept."))
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the edge of the program: logged and answered for
        return _our_fault(error, call.speech)


def _our_fault(error: BaseException, speech: Speech) -> int:
    from qda.log import start_log
    from qda.paths import log_file

    start_log().error("a verb failed", exc_info=error)
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    warn(
        speech(
            "Runut made a mistake: {reason}. Nothing was changed. Details are in {log}.",
            reason=reason,
            log=log_file(),
        )
    )
    return OUR_FAULT


def parser_for(speech: Speech) -> argparse.ArgumentParser:
    """The parser of all verbs, with its help in one language."""
    parser = argparse.ArgumentParser(
        prog="runut",
        description=speech(
            "Theory-driven qualitative research in which every cell leads back to the words."
        ),
    )
    parser.add_argument("--version", "-V", action="version", version=f"runut {VERSION}")
    parser.add_argument(
        "--lang", choices=LANGUAGES, help=speech("the language of the answers (id or en)")
    )
    verbs_of = parser.add_subparsers(dest="verb_name", metavar=speech("VERB"), required=True)
    for theme in THEMES:
        theme.add(verbs_of, speech)
    return parser


def verbs(parser: argparse.ArgumentParser) -> frozenset[str]:
    """The names of all verbs."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no public way to ask
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            return frozenset(action.choices)
    return frozenset()


def _first_word(given: Sequence[str]) -> int:
    """Where the verb or the study stands: behind the language, where one is named."""
    if given and given[0].startswith("--lang="):
        return 1
    return min(2, len(given)) if given and given[0] == "--lang" else 0


def _language(arguments: Sequence[str], stored: str) -> str:
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments) and arguments[at + 1] in LANGUAGES:
            return arguments[at + 1]
        if argument.startswith("--lang=") and argument[7:] in LANGUAGES:
            return argument[7:]
    named = os.environ.get("RUNUT_LANGUAGE", "")
    return named if named in LANGUAGES else stored
