"""The base of the pages of the settings: rows for settings that core declares."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QSize, QTextBoundaryFinder, Signal
from PySide6.QtGui import QFocusEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.core.settings.settings import Settings
from desktop.messages.language.catalogue import N_, _
from desktop.messages.settings.setting_labels import setting_hint, setting_label
from desktop.ui.look.mirroring import keep_at_start
from desktop.ui.look.wheel_proof import SHORTEST_CHOICE, ChoiceBox
from desktop.ui.settings.field_column import FieldColumn, quiet
from desktop.ui.settings.finding.page_words import has_words, words_on

SET_FOR_ALL = N_("Set by your organisation")
Field = TypeVar("Field", bound=QWidget)


class SettingsPage(QWidget):
    """A page with a title and rows, one for each setting. A name that is not declared in `Settings` raises KeyError
    when its row is added.
    """

    changed = Signal(dict)  # new values by the names of settings

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.title = title
        heading = QLabel(title)
        heading.setObjectName("pageTitle")
        self.form = FieldColumn()
        self._fields: dict[str, QWidget] = {}
        self._loaders: list[Callable[[Settings], object]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(2)
        layout.addWidget(heading)
        layout.addWidget(quiet(about))
        layout.addSpacing(14)
        layout.addWidget(self.form)
        layout.addStretch(1)

    def take_typed(self) -> None:
        """Emits what was typed but not yet emitted; a page with such fields overrides this."""

    def focus_first(self) -> None:
        """Focuses the first field that can be changed."""
        for field in self._fields.values():
            if field.isEnabled():
                field.setFocus()
                return

    def words(self) -> str:
        """Returns all that can be read on the page, for finding a setting."""
        return " ".join((self.title, *(words for _widget, words in words_on(self))))

    def place_of(self, sought: str) -> QWidget | None:
        """Returns the first widget on which all of these words stand; None if there is none."""
        return next((widget for widget, words in words_on(self) if has_words(words, sought)), None)

    def add(self, name: str, widget: Field, load: Callable[[Settings], object]) -> Field:
        """Adds a row for the setting `name`. `load` shows the setting's value in `widget`, which is returned."""
        label, hint = setting_label(name), setting_hint(name)
        widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
        widget.setAccessibleName(label)
        widget.setAccessibleDescription(hint)
        if isinstance(widget, QComboBox) and (typed := widget.lineEdit()) is not None:
            typed.setAccessibleName(label)
        self._fields[name] = widget
        self._loaders.append(load)
        self.form.add_row(label, widget, hint)
        return widget

    def add_choice(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Adds a row in which one of `choices` is chosen: value and label of each."""
        combo = ChoiceBox()
        for value, label in choices:
            combo.addItem(label, value)
        combo.activated.connect(lambda _index: self.change(name, combo.currentData()))
        self.add(name, combo, lambda settings: combo.setCurrentIndex(combo.findData(getattr(settings, name))))

    def add_switch(self, name: str, label: str) -> None:
        """Adds a row in which the setting `name` is switched on and off."""
        box = Switch(label)
        box.setAccessibleDescription(setting_hint(name))
        box.clicked.connect(lambda on: self.change(name, on))
        self._fields[name] = box
        self._loaders.append(lambda settings: box.setChecked(getattr(settings, name)))
        self.form.add_row("", box, setting_hint(name))

    def has(self, name: str) -> bool:
        """Returns True if the setting `name` is on this page."""
        return name in self._fields

    def field(self, name: str, kind: type[Field]) -> Field:
        """The widget in the row of the setting `name`. Raise TypeError if it is not of that kind."""
        widget = self._fields[name]
        if not isinstance(widget, kind):
            raise TypeError(f"{name}: {type(widget).__name__}")
        return widget

    def change(self, name: str, value: object) -> None:
        """Emits the new value of a setting that has a row here."""
        assert name in self._fields
        self.changed.emit({name: value})

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings in force."""
        for load in self._loaders:
            load(settings)

    def show_locked(self, names: frozenset[str], lock: QPixmap | None = None) -> None:
        """Disables the settings of these names, which an administrator has set, and says so under each with a `lock`.

        Those that were locked and are so no longer can be changed again.
        """
        for name, field in self._fields.items():
            is_locked = name in names
            if is_locked or field.property("locked"):
                field.setEnabled(not is_locked)
                field.setProperty("locked", is_locked)
                field.style().polish(field)
                field.setAccessibleDescription(_(SET_FOR_ALL) if is_locked else setting_hint(name))
                self.form.show_help(field, _(SET_FOR_ALL) if is_locked else setting_hint(name))
                self.form.show_sign(field, lock if is_locked else None)


def is_being_typed(field: QLineEdit | QPlainTextEdit) -> bool:
    """Returns True if the user is changing the text of a field, so that none may be put in its place.

    The focus alone does not tell: an old text that stays in a focused field would be taken as the field is left.
    """
    is_changed = field.isModified() if isinstance(field, QLineEdit) else field.document().isModified()
    return field.hasFocus() and is_changed


class Switch(QCheckBox):
    """A box to tick whose words go on in a further line where they have no room."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.replace("&&", "&"))

    def text(self) -> str:
        return self._words

    @property
    def lines(self) -> list[str]:
        """The lines in which the words are shown."""
        return super().text().split("\n")

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * SHORTEST_CHOICE
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.sizeHint().width() - max(self.fontMetrics().horizontalAdvance(line) for line in self.lines)
        if (broken := self._broken(self.width() - beside)) != self.lines:
            self.setText("\n".join(broken))

    def _broken(self, room: int) -> list[str]:
        """Returns the words in lines that have room; they break where their language lets them."""
        lines, begin, end = list[str](), 0, 0
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, self._words)
        while (place := finder.toNextBoundary()) >= 0:
            if end > begin and self.fontMetrics().horizontalAdvance(self._words[begin:place].rstrip()) > room:
                lines.append(self._words[begin:end].rstrip())
                begin = end
            end = place
        return [*lines, self._words[begin:].rstrip()]


class Paragraph(QPlainTextEdit):
    """A field of several lines that emits when it loses the focus. Tab leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        keep_at_start(self)

    def show_lines(self, lines: int) -> None:
        """Gives the field the height of so many lines of its font."""
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 20)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
