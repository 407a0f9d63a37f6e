"""Builds the controllers of what is said to people who listen."""

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
        container.ask_services.review.findings_on,
        container.privacy_scanner.changed,
        window.canvas,
        window.strip,
        announcements,
    )
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
