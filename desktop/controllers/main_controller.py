"""All controllers of the window, in three phases: all are built, then all are connected, then all show the first state.

Within a phase the order does not matter: a constructor only stores what it is given, and a controller that must come
after another one connects to a signal of that one.
"""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.composition.container import Container
from desktop.controllers.building.asking_side import build_asking
from desktop.controllers.building.at_hand_side import build_at_hand
from desktop.controllers.building.conversation_side import build_conversation, build_turns
from desktop.controllers.building.files_side import build_files
from desktop.controllers.building.settings_side import (
    build_appearance,
    build_house_rules,
    build_settings,
    build_welcome,
)
from desktop.controllers.building.shared import Connectable, Showing, build_shared
from desktop.controllers.building.spoken_side import build_spoken
from desktop.controllers.building.workspace_side import (
    build_capture,
    build_image,
    build_image_export,
    build_ocr,
    build_open_images,
    build_workspace,
)
from desktop.controllers.keyboard import KeyboardController
from desktop.launch_request import LaunchRequest


class MainController:
    """Builds, connects and keeps the controllers of one window."""

    def __init__(self, container: Container, font: QFont) -> None:
        """Builds the controllers. `font` is the program's own, before any zoom."""
        shared = build_shared(container)
        self._container, self._notices = container, shared.notices
        self.many_pictures = shared.many_pictures
        self._open_images = build_open_images(container, shared)
        tools, workspace = build_workspace(container, shared)
        copying, saving, dragging = build_image_export(container, shared)
        appearance, welcome = build_appearance(container, font), build_welcome(container, shared)
        rules, keyboard = build_house_rules(container, shared), _keyboard(container)
        self._controllers: tuple[Connectable, ...] = (
            *shared.to_connect,
            self._open_images,
            tools,
            *workspace,
            *build_image(container, shared),
            copying,
            saving,
            dragging,
            *build_ocr(container, shared),
            *build_conversation(container, shared),
            appearance,
            welcome,
            rules,
            keyboard,
        )
        asking, capture = build_asking(container, shared), build_capture(container, shared)
        self.at_hand = build_at_hand(container, shared, asking.warnings, capture)
        self.asking, self.warnings, self.draft_question = asking.asking, asking.warnings, asking.draft_question
        self.files = build_files(container, shared.notices)
        self._controllers += (
            asking,
            capture,
            *self.at_hand.to_connect,
            *build_settings(container, shared, self.at_hand.page, welcome.key_wanted),
            *build_turns(container, shared, asking.again, asking.editing.edit_last),
            *self.files.to_connect,
        )
        changes, listening = build_spoken(container, shared)
        self._controllers += (changes, listening)
        first = shared.draft_view, shared.model_choice, tools, copying, saving, appearance, welcome
        self._showing: tuple[Showing, ...] = (*first, listening, asking, keyboard, rules)

    def connect(self) -> None:
        """Connects them, once all have been built."""
        connect_all(self._controllers)

    def show(self) -> None:
        """Shows the first state of each, once all have been connected."""
        show_all(self._showing)
        self._notices.tell_all(self._container.startup_problems)
        self.at_hand.show()

    def launch(self, launch_request: LaunchRequest) -> None:
        """Does what a start of the program asked for."""
        self._open_images.launch(launch_request)
        if launch_request.is_hidden:
            self.at_hand.tray.show_if_unreachable()

    def keeps_running(self) -> bool:
        """Hides a window that the user closes, where it can be brought back. Returns False if the program is to end."""
        return self.at_hand.tray.keeps_running()

    def end(self, leave: Callable[[], None]) -> None:
        """Calls `leave`; where something could not be kept, only when the user says so."""
        self.files.end.end(leave)

    async def leave(self) -> None:
        """Takes away what is outside the window, and ends what runs for long: the program is being left."""
        self.at_hand.put_away()
        await self.many_pictures.leave()


def _keyboard(container: Container) -> KeyboardController:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return KeyboardController(app, container.window)


def connect_all(controllers: Iterable[Connectable]) -> None:
    """Connects controllers that have all been built, in any order."""
    for controller in controllers:
        controller.connect()


def show_all(controllers: Iterable[Showing]) -> None:
    """Has controllers that have all been connected show their first state, in any order."""
    for controller in controllers:
        controller.show()
