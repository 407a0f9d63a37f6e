import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.controllers.settings.settings_dialog import SettingsDialogController
from desktop.core.errors import Problem, ProblemKind
from desktop.services.ports.provider import AvailableModel
from desktop.services.settings.endpoint_check import EndpointCheckResult
from desktop.services.settings.key_status import KeyStatus
from desktop.ui.settings.settings_window import SettingsDialog
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeEndpointCheck, FakeOwnHeaders, FakeSettings, Source
from tests.ui.windows import light_theme


class Dialog:
    def __init__(self, bar: Bar) -> None:
        self.bar, self.settings, self.check = bar, FakeSettings(answers="endpoint"), FakeEndpointCheck()
        self.headers = FakeOwnHeaders()
        self.action, self.button = Source(), Source()
        self.dialogs: list[SettingsDialog] = []
        self.controller = SettingsDialogController(
            self.settings,
            self.check,
            self.headers,
            (self.action.value, self.button.fired),
            self.new_dialog,
            bar.notices,
        )
        self.controller.connect()

    def new_dialog(self) -> SettingsDialog:
        self.dialogs.append(SettingsDialog(self.bar.parent, light_theme()))
        return self.dialogs[-1]


@pytest.fixture
def room(bar: Bar) -> Dialog:
    return Dialog(bar)


def test_the_window_is_made_once_and_looks_for_the_key_each_time(room: Dialog) -> None:
    room.action.value.emit(False)
    room.dialogs[0].reject()
    room.button.fired.emit()
    assert len(room.dialogs) == 1
    assert room.dialogs[0].isVisible()
    assert room.settings.calls == [("look_for_key",), ("look_for_key",)]
    room.dialogs[0].reject()


def test_it_opens_at_the_field_of_the_key_wherever_it_was_before(room: Dialog) -> None:
    room.button.fired.emit()
    (dialog,) = room.dialogs
    dialog.show_page(dialog.data)
    dialog.reject()
    room.controller.open_key()
    field = dialog.focusWidget()
    assert dialog.isVisible()
    assert isinstance(field, QLineEdit)
    assert field.isVisible()
    field.setText("sk-1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert ("keep_key", "sk-1", False) in room.settings.calls
    dialog.reject()


def test_changes_and_keys_go_to_the_settings(room: Dialog) -> None:
    room.button.fired.emit()
    (dialog,) = room.dialogs
    dialog.changed.emit({"detail": "low"})
    assert room.settings.settings.detail == "low"
    assert room.settings.written
    room.settings.calls.clear()
    dialog.answers.key.given.emit("sk-1", True)
    dialog.answers.key.forgotten.emit()
    assert room.settings.calls == [("keep_key", "sk-1", True), ("forget_key",)]
    room.settings.calls.clear()
    dialog.answers.key.place_chosen.emit(True)
    assert room.settings.calls == [("move_key", True)]
    dialog.answers.check_requested.emit()
    assert room.check.started == 1
    dialog.reject()


def test_before_the_window_is_opened_nothing_needs_it(room: Dialog) -> None:
    room.settings.change(detail="low")
    room.settings.key_changed.emit(KeyStatus("api.openai.com", True))
    room.check.checked.emit(EndpointCheckResult("api.openai.com", (AvailableModel("gpt-4o"),)))
    assert room.dialogs == []


def test_a_change_that_could_not_be_written_is_told(room: Dialog) -> None:
    room.settings.problem_occurred.emit(Problem(ProblemKind.STORE_READ_ONLY))
    assert room.bar.text


def test_headers_are_kept_and_their_names_shown(room: Dialog) -> None:
    room.button.fired.emit()
    (dialog,) = room.dialogs
    assert room.headers.calls == [("look",)]
    dialog.answers.headers.given.emit((("X-Team", "vision"),))
    assert room.headers.calls[1:] == [("keep", (("X-Team", "vision"),), False)]
    room.headers.changed.emit("https://other.example", ("X-Other",))
    assert dialog.answers.headers.status == ""
    room.headers.changed.emit("https://api.openai.com", ("X-Team",))
    assert dialog.answers.headers.status == "Saved with the key: X-Team"
    dialog.reject()


def test_the_whole_address_is_shown_and_follows_the_endpoint(room: Dialog) -> None:
    room.button.fired.emit()
    (dialog,) = room.dialogs
    assert dialog.answers.destination == "Questions go to https://api.openai.com/v1/chat/completions."
    dialog.changed.emit({"endpoint": "http://127.0.0.1:8000/v1"})
    assert dialog.answers.destination == "Questions go to http://127.0.0.1:8000/v1/chat/completions."
    assert room.headers.calls == [("look",), ("look",)]
    dialog.reject()
