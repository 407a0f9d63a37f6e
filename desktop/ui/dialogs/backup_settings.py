"""The window in which settings of a backup are taken over, each only if it is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.core.settings.differences import SettingDifference
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, sentences
from desktop.messages.settings.setting_labels import setting_label
from desktop.messages.settings.setting_values import value_in_words
from desktop.ui.look.dialog_size import resize_by_text
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.settings.field_column import quiet


class BackupSettingsDialog(QDialog):
    """Lists how the settings of a backup differ. Those that protect less than the ones here are shown and stay."""

    chosen = Signal(tuple)  # of str: the field names of the settings to take over

    def __init__(self, parent: QWidget, name: str, differences: Sequence[SettingDifference]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Settings in the backup"))
        resize_by_text(self, 560, 420)
        self._boxes: dict[str, QCheckBox] = {}
        rows = QVBoxLayout()
        rows.setSpacing(10)
        for difference in differences:
            if not difference.is_laxer:
                self._boxes[difference.name] = box = QCheckBox(setting_label(difference.name))
                box.setAccessibleDescription(_values(difference))
                box.toggled.connect(lambda _: self._count())
                rows.addWidget(box)
                rows.addWidget(quiet(_values(difference)))
        stays = [difference for difference in differences if difference.is_laxer]
        if stays:
            rows.addWidget(_label(_("These stay as they are here, because they protect you more:")))
            for difference in stays:
                rows.addWidget(quiet(sentences(f"{setting_label(difference.name)}.", _values(difference))))
        rows.addStretch(1)
        area, listing = QScrollArea(widgetResizable=True), QWidget()
        listing.setLayout(rows)
        give_role(area, Role.DOCUMENT)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(listing)
        area.setProperty("stop", True)
        area.setAccessibleName(self.windowTitle())
        self._take = QPushButton()
        self._take.setProperty("primary", True)
        self._take.clicked.connect(self._taken)
        keep = QPushButton(_("Keep mine"))
        keep.setProperty("raised", True)
        keep.clicked.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(keep)
        bottom.addWidget(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        heading = _("“{name}” has other settings. Choose those to use here.").format(name=untrusted_line(name, 60))
        layout.addWidget(_label(heading))
        layout.addWidget(area, 1)
        layout.addLayout(bottom)
        self._count()

    @property
    def names(self) -> tuple[str, ...]:
        """The field names of the settings that are chosen now."""
        return tuple(name for name, box in self._boxes.items() if box.isChecked())

    def _count(self) -> None:
        count = len(self.names)
        self._take.setText(counted("Use {count} setting", "Use {count} settings", count))
        self._take.setEnabled(count > 0)

    def _taken(self) -> None:
        self.accept()
        self.chosen.emit(self.names)


def _values(difference: SettingDifference) -> str:
    here, there = (value_in_words(difference.name, value) for value in (difference.here, difference.there))
    return _("In the backup: {there} · Here: {here}").format(there=there, here=here)


def _label(text: str) -> QLabel:
    label = QLabel(textFormat=Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    return label
