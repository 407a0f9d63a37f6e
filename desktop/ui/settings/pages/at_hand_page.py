"""The page of the settings about what works while the window is not in front."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktop.messages.language.catalogue import _
from desktop.messages.settings.at_hand import INSTALL
from desktop.ui.settings.field_column import quiet
from desktop.ui.settings.fields import SettingsPage, is_being_typed


class AtHandPage(SettingsPage):
    """The global shortcut, the tray icon, and the start at login; each says how it stands."""

    install_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("At hand"), _("What works from any program. All of it is off until you switch it on."))
        self.add_switch("shortcut_on", _("Ask about the screen with a global shortcut"))
        self._keys = QLineEdit()
        self._keys.editingFinished.connect(self._keys_typed)
        self.add("shortcut", self._keys, lambda settings: self._show_keys(settings.shortcut))
        self._shortcut_state = quiet()
        self._install = QPushButton(_(INSTALL))
        self._install.setProperty("raised", True)
        self._install.setToolTip(_("Writes a desktop file for this copy of Askance into your home folder"))
        self._install.clicked.connect(self.install_requested)
        self.form.add_row("", self._shortcut_state)
        self.form.add_row("", self._install)
        self.add_switch("tray", _("Show an icon in the tray"))
        self._tray_state = quiet()
        self.form.add_row("", self._tray_state)
        self.add_switch("close_to_tray", _("Closing the window leaves Askance in the tray"))
        self.add_switch("start_at_login", _("Start Askance when I log in"))
        self.show_shortcut("", False)
        self.show_tray("")

    def show_shortcut(self, words: str, may_install: bool) -> None:
        """Shows how the shortcut stands, and offers to install the program for this user if that would help."""
        self._show(self._shortcut_state, words)
        self.form.show_row(self._install, may_install)

    def show_tray(self, words: str) -> None:
        """Shows why there is no icon."""
        self._show(self._tray_state, words)

    def take_typed(self) -> None:
        """Emits keys that were typed and not yet left."""
        if self._keys.isModified():
            self._keys_typed()

    def _show_keys(self, keys: str) -> None:
        if not is_being_typed(self._keys):
            self._keys.setText(keys)

    def _keys_typed(self) -> None:
        self._keys.setModified(False)
        self.change("shortcut", self._keys.text().strip())

    def _show(self, label: QLabel, words: str) -> None:
        label.setText(words)
        self.form.show_row(label, bool(words))
