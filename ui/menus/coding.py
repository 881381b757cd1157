"""The acts of coding: giving codes to words and changing codings."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Coding")


def _giving(name: str, words: str, *keys: str, key: str = "", parted: bool = False) -> Act:
    return Act(name, MENU, words, key, text_keys=keys, needs_text=True, parted=parted)


def _changing(name: str, words: str, *keys: str, key: str = "", parted: bool = False) -> Act:
    return Act(
        name, MENU, words, key, text_keys=keys, needs_text=True, needs_coding=True, parted=parted
    )


ACTS: Final = (
    _giving("code", mark("&Code the selected words …"), "C", "Return", "Enter"),
    _giving("code_here", mark("Code the &sentence at the caret …"), "Shift+C"),
    _giving("code_again", mark("Code with the &last code"), ".", key="Ctrl+L"),
    _giving("code_recent", mark("Code with a &recent code …"), *"123456789"),
    _giving("in_vivo", mark("Code &in vivo, by the words themselves"), "V"),
    _giving("again_sentence", mark("Give the sentence the last code"), ",", parted=True),
    _giving("again_turn", mark("Give the &turn the last code"), ";"),
    _giving("again_paragraph", mark("Give the &paragraph the last code"), "/"),
    _changing("next_here", mark("Choose the &next coding at the caret"), "G", parted=True),
    _changing("recode", mark("R&ecode …"), "R"),
    _changing("add_another", mark("Add &another code to the same words …"), "A"),
    _changing("uncode", mark("&Uncode …"), "U", "Del"),
    _changing("split_coding", mark("Split the coding at the caret"), "X"),
    _changing("merge_codings", mark("&Merge with the codings that touch it"), "M"),
    _changing("code_memo", mark("Write a memo &on the coding …"), "Y", "Ctrl+Return"),
    _changing("copy_coding", mark("Copy the coded words with re&ference")),
    Act(
        "hold_start",
        MENU,
        mark("Move where the coding &starts"),
        text_keys=("[",),
        needs_text=True,
        parted=True,
    ),
    Act("hold_end", MENU, mark("Move where the coding &ends"), text_keys=("]",), needs_text=True),
)
"""The acts, in the order of the menu."""
