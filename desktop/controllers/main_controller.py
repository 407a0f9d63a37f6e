"""All controllers of the window, in three phases: all are built, then all are connected, then all show the first state.

Within a phase the order does not matter: a constructor only stores what it is given, and a controller that must come
after another one connects to a signal of that one.
"""

from collections.abc import Iterable

from PySide6.QtGui import QFont

from desktop.composition.container import Container
from desktop.controllers.asking.ask import AskController
from desktop.controllers.asking.ask_again import AskAgainController
from desktop.controllers.asking.saved_prompts import QuickQuestionsController
from desktop.controllers.asking.send_estimate import SendEstimateController
from desktop.controllers.building.conversation_side import build_conversation, build_turns
from desktop.controllers.building.files_side import build_files
from desktop.controllers.building.settings_side import build_appearance, build_settings, build_welcome
from desktop.controllers.building.shared import Connectable, Shared, Showing, build_shared
from desktop.controllers.building.workspace_side import build_image, build_ocr, build_open_images, build_workspace
from desktop.controllers.pending_question import PendingQuestion
from desktop.controllers.privacy.privacy_warnings import PrivacyWarnings
from desktop.controllers.privacy.send_confirmation import SendConfirmation
from desktop.controllers.privacy.send_consents import SendConsents
from desktop.controllers.usage.spending_limits import SpendingLimitPrompt
from desktop.launch_request import LaunchRequest


class MainController:
    """Builds, connects and keeps the controllers of one window."""

    def __init__(self, container: Container, font: QFont) -> None:
        """Run the three phases. `font` is the program's own, before any zoom."""
        shared = build_shared(container)
        self._open_images = build_open_images(container, shared)
        tools, workspace = build_workspace(container, shared)
        appearance, welcome = build_appearance(container, font), build_welcome(container, shared)
        self._controllers: tuple[Connectable, ...] = (
            *shared.to_connect,
            self._open_images,
            tools,
            *workspace,
            *build_image(container, shared),
            *build_ocr(container, shared),
            *build_conversation(container, shared),
            appearance,
            welcome,
            *build_settings(container, shared),
        )
        connect_all(self._controllers)
        again = self._build_asking(container, shared)
        self.files = build_files(container, shared.notices, self.quick.take_over)
        self._after_asking = *build_turns(container, shared, again), *self.files.to_connect
        connect_all(self._after_asking)
        show_all((shared.draft_view, shared.model_choice, tools, appearance, welcome))
        self.asking.settings_changed()
        for problem in container.startup_problems:
            shared.notices.tell(problem)

    def launch(self, launch_request: LaunchRequest) -> None:
        """Do what a start of the program asked for."""
        self._open_images.launch(launch_request)

    def _build_asking(self, container: Container, shared: Shared) -> AskAgainController:
        """Build the controllers of asking, which connect themselves as they are built, after the draft's view."""
        consents, problems = SendConsents(), shared.notices
        self.care = PrivacyWarnings(container, shared.hints, consents)
        waiting = PendingQuestion(container)
        forecasts = SendEstimateController(container, self.care, waiting)
        limits = SpendingLimitPrompt(container, problems)
        confirmation = SendConfirmation(container, self.care, shared.navigation, consents, waiting)
        self.asking = AskController(container, problems, forecasts, confirmation, limits, waiting)
        again = AskAgainController(container, problems, self.care, forecasts, confirmation, limits)
        self.quick = QuickQuestionsController(container, self.asking, problems)
        container.settings_service.changed.connect(lambda _: self.care.show())
        container.settings_service.changed.connect(lambda _: self.asking.settings_changed())
        container.settings_service.key_changed.connect(lambda _: self.asking.answerer_became_known())
        return again


def connect_all(controllers: Iterable[Connectable]) -> None:
    """Connect controllers that have all been built, in any order."""
    for controller in controllers:
        controller.connect()


def show_all(controllers: Iterable[Showing]) -> None:
    """Have controllers that have all been connected show their first state, in any order."""
    for controller in controllers:
        controller.show()
