"""The row of the settings for a program that prints the key."""

import shlex

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.core.settings.connections.key_program import (
    LIFETIME_S,
    LONGEST,
    LONGEST_LIFETIME_S,
    LONGEST_TIMEOUT_S,
    TIMEOUT_S,
    KeyProgram,
    command_of,
    seconds_of,
)
from desktop.messages.language.catalogue import N_, _
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.settings.field_column import quiet

BAD_COMMAND = N_("Write the whole path of a program and its arguments, in quotation marks where they hold spaces.")
BAD_TIMES = N_("Write both times in seconds: up to {lifetime} for the key, up to {timeout} for the program.")


class KeyProgramField(QWidget):
    """Fields for a command and its times, and a sentence about the one that is kept."""

    given = Signal(object)  # a KeyProgram, or None to remove the one that is kept

    def __init__(self) -> None:
        super().__init__()
        self._command = QLineEdit(maxLength=LONGEST)
        self._command.setPlaceholderText(_("A program that prints the key, instead of a key: /usr/bin/pass show work"))
        self._command.setAccessibleName(_("Program for the key"))
        self._lifetime, self._timeout = QLineEdit(maxLength=8), QLineEdit(maxLength=8)
        self._keep, self._remove = QPushButton(_("Save program")), QPushButton(_("Remove program"))
        self._status = quiet()
        times = QGridLayout()
        for column, (field, label, usual) in enumerate(
            (
                (self._lifetime, _("Its key lasts, in seconds"), LIFETIME_S),
                (self._timeout, _("It may take, in seconds"), TIMEOUT_S),
            )
        ):
            field.setPlaceholderText(f"{usual:g}")
            field.setAccessibleName(label)
            times.addWidget(QLabel(label, wordWrap=True), 0, column)
            times.addWidget(field, 1, column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._command)
        layout.addLayout(times)
        layout.addWidget(WrappingRow(self._keep, self._remove, at_edge=True))
        layout.addWidget(self._status)
        self._keep.clicked.connect(self._give)
        self._command.returnPressed.connect(self._give)
        self._remove.clicked.connect(lambda: self.given.emit(None))
        self.show_program(None)

    @property
    def status(self) -> str:
        """The sentence about the program."""
        return self._status.text()

    def show_program(self, program: KeyProgram | None) -> None:
        """Shows the program that is kept."""
        self._command.setText(shlex.join(program.command) if program else "")
        self._lifetime.setText(f"{program.lifetime_s:g}" if program else "")
        self._timeout.setText(f"{program.timeout_s:g}" if program else "")
        self._status.setText(_("Run without a shell when a key is needed.") if program else _("No program"))
        self._remove.setEnabled(program is not None)

    def show_allowed(self, may_use: bool) -> None:
        """Lets a program be typed, unless an organisation says where keys come from."""
        for field in (self._command, self._lifetime, self._timeout, self._keep):
            field.setEnabled(may_use)

    def _give(self) -> None:
        """Emits what was typed; otherwise shows what is wrong."""
        command = command_of(self._command.text().strip())
        lifetime = seconds_of(self._lifetime.text(), LIFETIME_S, LONGEST_LIFETIME_S)
        timeout = seconds_of(self._timeout.text(), TIMEOUT_S, LONGEST_TIMEOUT_S)
        if command is None:
            self._status.setText(_(BAD_COMMAND))
        elif lifetime is None or timeout is None:
            longest = {"lifetime": f"{LONGEST_LIFETIME_S:g}", "timeout": f"{LONGEST_TIMEOUT_S:g}"}
            self._status.setText(_(BAD_TIMES).format(**longest))
        else:
            self.given.emit(KeyProgram(command, lifetime, timeout))
