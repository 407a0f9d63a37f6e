"""Builds the controllers of what is said to people who listen."""

import sys

from PySide6.QtGui import QAccessible

from desktop.adapters.speech.reader_watch import ReaderWatch
from desktop.adapters.speech.voice import Voice
from desktop.composition.container import Container
from desktop.controllers.building.shared import Shared
from desktop.controllers.spoken.listening import ListeningController
from desktop.controllers.spoken.spoken_changes import SpokenChangesController
from desktop.ui.screen_reader.announcements import announcements


def build_spoken(container: Container, shared: Shared) -> tuple[SpokenChangesController, ListeningController]:
    """Returns the controllers; the second one shows a first state."""
    window = container.window
    changes = SpokenChangesController(
        container.workspace,
        container.ocr_queue,
        container.ask_services.review,
        container.privacy_scanner.changed,
        window.canvas,
        window.strip,
        announcements,
    )
    watch = ReaderWatch()
    window.destroyed.connect(watch.stop)

    def needs_notifications() -> bool:
        if not watch.has_started:
            watch.start()
        return watch.needs_notifications

    if sys.platform == "linux":
        if QAccessible.isActive():
            watch.start()  # before there is anything to say
        announcements.use_notifications(needs_notifications)
    voice = Voice()
    window.destroyed.connect(voice.stop)

    def read() -> bool:
        return window.canvas.spoken.read() if window.canvas.hasFocus() else window.transcript.parts.spoken.read()

    listening = ListeningController(
        container.settings_service,
        announcements,
        window.composer.line,
        window.actions_,
        read,
        voice,
        shared.notices,
    )
    return changes, listening
