"""The program that prints the key, in the settings."""

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.settings.connections.key_program import KeyProgram
from desktop.services.settings.own_key_program import OwnKeyProgram
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.settings.key_program_field import KeyProgramField


class KeyProgramController:
    """Is attached to the field when the settings are first opened."""

    def __init__(self, settings_service: SettingsService, program: OwnKeyProgram, notices: ErrorNotices) -> None:
        self._settings_service = settings_service
        self._program = program
        self._notices = notices
        self._field: KeyProgramField | None = None
        self._origin = ""  # of the program that is shown or looked for

    def connect(self) -> None:
        """Connects the settings, of which the address is, and the program."""
        self._settings_service.changed.connect(lambda _: self.show())
        self._program.changed.connect(self._show_program)
        self._program.problem_occurred.connect(self._notices.tell)

    def attach(self, field: KeyProgramField) -> None:
        """Shows the program there, and keeps what the user gives."""
        self._field = field
        field.given.connect(self._program.keep)
        self.show()

    def show(self) -> None:
        """Shows the program for the address in force."""
        settings = self._settings_service.settings
        if self._field is None:
            return
        self._field.show_allowed(settings.credential in ("any", "user"))
        if settings.origin != self._origin:
            self._origin = settings.origin
            self._program.look()

    def _show_program(self, origin: str, program: KeyProgram | None) -> None:
        if self._field is not None and origin == self._settings_service.settings.origin:
            self._field.show_program(program)
