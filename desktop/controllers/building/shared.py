"""Controllers that others call or listen to, built once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.adapters.system import link_opener
from desktop.composition.container import Container
from desktop.controllers.at_hand.pinned_pictures import PinnedPicturesController
from desktop.controllers.building.pinned_side import build_pins
from desktop.controllers.conversation.transcript_actions import TranscriptActions
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.hint_bar import HintBarController
from desktop.controllers.image.image_intake import ImageIntake
from desktop.controllers.many.many_pictures import ManyPicturesController
from desktop.controllers.many.sheet_services import SheetServices
from desktop.controllers.settings.model_choice import ModelChoiceController
from desktop.controllers.workspace.attached_texts import AttachedTextsController
from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.controllers.workspace.draft_view import DraftViewController


class Connectable(Protocol):
    """A controller that has been built."""

    def connect(self) -> None:
        """Connects signals to slots."""


class Showing(Protocol):
    """A controller that has something to show before any signal is emitted."""

    def show(self) -> None:
        """Brings the first state to the widgets."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One of each; the notices and the navigation connect no signals themselves."""

    notices: ErrorNotices
    hints: HintBarController
    navigation: CanvasNavigation
    draft_view: DraftViewController
    intake: ImageIntake
    model_choice: ModelChoiceController
    transcript_actions: TranscriptActions
    texts: AttachedTextsController
    many_pictures: ManyPicturesController
    pins: PinnedPicturesController

    @property
    def to_connect(self) -> tuple[Connectable, ...]:
        """Returns those that connect signals."""
        first = self.hints, self.draft_view, self.intake, self.model_choice
        return *first, self.transcript_actions, self.texts, self.many_pictures, self.pins


def build_shared(container: Container) -> Shared:
    """Returns what several controllers need."""
    window = container.window
    notices = ErrorNotices(window.notice, window.actions_["settings"].trigger)
    model_choice = _model_choice(container)
    many_pictures = _many_pictures(container, notices, model_choice.models)
    return Shared(
        notices=notices,
        hints=HintBarController(window.hint),
        navigation=CanvasNavigation(
            container.workspace,
            window.canvas,
            container.ocr_queue.image_for_key,
            container.storage.images,
            container.tasks,
            notices,
        ),
        draft_view=DraftViewController(
            container.workspace, container.history, window.canvas, window.composer, container.canvas_images
        ),
        intake=ImageIntake(
            container.image_importer,
            notices,
            window.focus_question,
            container.address_lookup,
            many_pictures.open,
        ),
        model_choice=model_choice,
        transcript_actions=TranscriptActions(
            window.transcript,
            window.actions_,
            window,
            link_opener.open_link,
            notices,
            lambda: container.settings_service.settings,
        ),
        texts=AttachedTextsController(
            container.workspace, container.history, container.image_importer, window.composer, notices, container.tasks
        ),
        many_pictures=many_pictures,
        pins=build_pins(container),
    )


def _model_choice(container: Container) -> ModelChoiceController:
    window, service = container.window, container.settings_service
    return ModelChoiceController(
        service,
        container.endpoint_check,
        window.model_button,
        window.host_label,
        container.connections,
        window.actions_["settings"].trigger,
    )


def _many_pictures(
    container: Container, notices: ErrorNotices, models: Callable[[], list[str]]
) -> ManyPicturesController:
    window, history = container.window, container.history

    def sent_images() -> tuple[str, ...]:
        images = (image.id for turn in history.conversation.turns for image in turn.images)
        return tuple(dict.fromkeys(images))

    def services() -> SheetServices:
        return SheetServices(
            runs=container.window_runs.get(),
            tasks=container.tasks,
            settings_service=container.settings_service,
            storage=container.storage,
            image_pipeline=container.image_pipeline,
            ocr_queue=container.ocr_queue,
            usage_tracker=container.usage_tracker,
            notices=notices,
            models=models,
            sent_images=sent_images,
        )

    return ManyPicturesController(window.actions_["many"].triggered, window, services)
