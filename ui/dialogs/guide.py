"""Asks what a guide is to be: its codes, whom it asks, in which languages, what people agree to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from models.vocabulary import GuideKind, StakeholderGroup
from qda.displays.columns import Column
from qda.guides.drafting import GuideChoice
from qda.guides.rows import Bilingual, GuideRow
from qda.guides.wording import role_text
from qda.i18n import Speech
from qda.labels import label
from ui.dialogs.form import FormDialog, plain

_LANGUAGES = (("id", "en"), ("en", "id"), ("id",), ("en",))
_HIGH = 150


class GuideDialog(FormDialog):
    """Title, kind, dimensions, roles and languages of a new guide."""

    def __init__(
        self,
        columns: Sequence[Column],
        roles: Sequence[str],
        speech: Speech,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            speech, title=speech("New guide"), verb=speech("Make the guide"), parent=parent
        )
        self.setMinimumWidth(560)
        self._columns = tuple(columns)
        self.title_field = QLineEdit(self)
        self.kind_field = QComboBox(self)
        for kind in GuideKind:
            self.kind_field.addItem(label(kind, speech), kind)
        self.codes_field = self._checks(
            [f"{c.code.name(speech.language)} [{c.code.canonical_id}]" for c in columns],
            checked=_of_first_theory(columns),
        )
        self.role_keys = tuple(dict.fromkeys((*(g.value for g in StakeholderGroup), *roles)))
        groups = len(StakeholderGroup)
        words = [label(StakeholderGroup(g), speech) for g in self.role_keys[:groups]]
        self.roles_field = self._checks([*words, *self.role_keys[groups:]], checked=groups)
        self.others_field = QLineEdit(self)
        self.others_field.setPlaceholderText(speech("separated by commas"))
        self.language_field = QComboBox(self)
        add_languages(self.language_field, _LANGUAGES[0])
        self._add_rows(speech)
        self.finish_layout()
        self.title_field.textChanged.connect(self._check)
        for field in (self.codes_field, self.roles_field):
            field.itemChanged.connect(self._check)
        self.others_field.textChanged.connect(self._check)
        self._check()

    def _add_rows(self, speech: Speech) -> None:
        for words, field in (
            (speech("&Title"), self.title_field),
            (speech("&Kind"), self.kind_field),
            (speech("&Dimensions"), self.codes_field),
            (speech("&Roles"), self.roles_field),
            (speech("&Other roles"), self.others_field),
            (speech("&Languages"), self.language_field),
        ):
            self.form.addRow(words, field)
        told = speech(
            "Questions and probes come from the codebook. Everything can be changed afterwards."
        )
        self.column.addWidget(plain(told, self))

    def _checks(self, words: Sequence[str], *, checked: int) -> QListWidget:
        field = QListWidget(self)
        field.setMaximumHeight(_HIGH)
        field.setWordWrap(True)
        field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for nth, each in enumerate(words):
            item = QListWidgetItem(each, field)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if nth < checked else Qt.CheckState.Unchecked
            item.setCheckState(state)
        return field

    def columns(self) -> tuple[Column, ...]:
        """The dimensions that were chosen."""
        return tuple(self._columns[at] for at in _checked(self.codes_field))

    def choice(self) -> GuideChoice:
        """Everything else that was chosen."""
        others = [" ".join(each.split()) for each in self.others_field.text().split(",")]
        roles = [*(self.role_keys[at] for at in _checked(self.roles_field)), *filter(None, others)]
        return GuideChoice(
            " ".join(self.title_field.text().split()),
            GuideKind(self.kind_field.currentData()),
            tuple(self.language_field.currentData()),
            tuple(dict.fromkeys(roles)),
        )

    def _check(self) -> None:
        made = self.choice()
        self.accepting.setEnabled(bool(made.title and made.roles and self.columns()))


class GuideFactsDialog(FormDialog):
    """Title, roles, languages and consent of a guide that is there."""

    def __init__(self, guide: GuideRow, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(
            speech,
            title=speech("Facts of “{guide}”", guide=guide.title),
            verb=speech("Keep changes"),
            parent=parent,
        )
        self.setMinimumWidth(560)
        self.title_field = QLineEdit(guide.title, self)
        self.roles_field = QLineEdit(", ".join(self._shown(role) for role in guide.roles), self)
        self._keys = {self._shown(role).casefold(): role for role in guide.roles}
        self._keys |= {label(g, speech).casefold(): g.value for g in StakeholderGroup}
        self.language_field = QComboBox(self)
        add_languages(self.language_field, guide.languages)
        self.consent_fields = {
            "id": QPlainTextEdit(guide.consent.id, self),
            "en": QPlainTextEdit(guide.consent.en, self),
        }
        for words, field in (
            (speech("&Title"), self.title_field),
            (speech("&Roles"), self.roles_field),
            (speech("&Languages"), self.language_field),
            (speech("Consent in &Indonesian"), self.consent_fields["id"]),
            (speech("Consent in &English"), self.consent_fields["en"]),
        ):
            self.form.addRow(words, field)
        for each in self.consent_fields.values():
            each.setTabChangesFocus(True)
            each.setMaximumHeight(_HIGH)
        told = speech(
            "Roles are separated by commas. A role that goes is taken off the questions, too."
        )
        self.column.addWidget(plain(told, self))
        self.finish_layout()
        self.title_field.textChanged.connect(self._check)
        self.roles_field.textChanged.connect(self._check)

    def _shown(self, role: str) -> str:
        return role_text(role).in_(self.speech.language)

    def title(self) -> str:
        """The title that was filled in."""
        return " ".join(self.title_field.text().split())

    def roles(self) -> tuple[str, ...]:
        """The roles that were filled in; the labels of stakeholder groups as their keys."""
        said = (" ".join(each.split()) for each in self.roles_field.text().split(","))
        return tuple(dict.fromkeys(self._keys.get(r.casefold(), r) for r in said if r))

    def languages(self) -> tuple[str, ...]:
        """The languages that were chosen, the main one first."""
        return tuple(self.language_field.currentData())

    def consent(self) -> Bilingual:
        """What people agree to."""
        said = {key: field.toPlainText().strip() for key, field in self.consent_fields.items()}
        return Bilingual(said["en"], said["id"])

    def _check(self) -> None:
        self.accepting.setEnabled(bool(self.title() and self.roles()))


def add_languages(field: QComboBox, chosen: tuple[str, ...]) -> None:
    """Fill a field with the choices of languages, each with the main one first."""
    names = {"id": "Bahasa Indonesia", "en": "English"}
    for nth, languages in enumerate(_LANGUAGES):
        field.addItem(" + ".join(names[each] for each in languages), languages)
        if languages == chosen:
            field.setCurrentIndex(nth)


def _of_first_theory(columns: Sequence[Column]) -> int:
    """How many dimensions belong to the theory of the first one: a guide is about one theory."""
    theories = [column.framework for column in columns]
    return sum(each == theories[0] for each in theories) if theories else 0


def _checked(field: QListWidget) -> list[int]:
    return [
        at for at in range(field.count()) if field.item(at).checkState() == Qt.CheckState.Checked
    ]
