"""Shows what would be sent: the request itself, with each image."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.adapters.providers.registry import request_body
from desktop.adapters.system import clipboard
from desktop.composition.lazy_windows import sent_window
from desktop.controllers.asking.draft_question import DraftQuestion
from desktop.controllers.asking.request_preview_builder import build_request_preview, nothing_is_sent
from desktop.controllers.image.before_pictures import BeforePictures
from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.errors import AskanceError, Problem
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.usage.estimate import RequestEstimate
from desktop.messages.workspace.step_names import FOLLOW_UPS
from desktop.services.asking.request_builder import RequestBuilder
from desktop.services.tasks import TaskSlot
from desktop.services.usage_tracker import UsageTracker
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.ui.dialogs.sent.request_preview import RequestPreviewDialog


@dataclass(frozen=True, slots=True)
class PreviewServices:
    """The functions of services that the preview uses; `opening` is the slot in which the request is built."""

    opening: TaskSlot
    before: BeforePictures
    is_busy: Callable[[str], bool]
    estimate: Callable[[Question, PreparedRequest], RequestEstimate]
    set_resend_policy: Callable[[str, ResendPolicy], None]
    show_problem: Callable[[Problem], None]


class RequestPreviewController:
    """Shows what Enter would send, keeps that true while the workspace changes, and asks from it."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        draft_question: DraftQuestion,
        request_builder: RequestBuilder,
        usage_tracker: UsageTracker,
        ask: Callable[[Question], None],
        services: PreviewServices,
    ) -> None:
        self._window = window
        self._workspace = workspace
        self._draft_question = draft_question
        self._request_builder = request_builder
        self._usage_tracker = usage_tracker
        self._ask = ask
        self._services = services
        self._dialog: RequestPreviewDialog | None = None
        self._shown: PreparedRequest | None = None

    def connect(self) -> None:
        """Connects what opens the preview."""
        self._window.composer.sent_requested.connect(self._open)
        self._window.actions_["sent"].triggered.connect(self._open)

    def show(self, prepared: PreparedRequest | None) -> None:
        """Shows what would be sent now; None while it is being prepared."""
        if self._dialog is None:
            return
        if prepared is None:
            self._dialog.show_stale()
            return
        self._shown = prepared
        question, services = self._draft_question.collect(), self._services
        can_ask = bool(question.inputs.prompt) and not services.is_busy(question.conversation_id)
        draft = self._workspace.draft
        estimate, spent = services.estimate(question, prepared), self._usage_tracker.spent
        looked_at = draft.image.id if draft.image is not None else ""
        settings = question.inputs.settings
        view = build_request_preview(prepared, settings, estimate, spent, can_ask, draft.images, looked_at)
        self._dialog.allow_copying(settings.allow_copy)
        self._dialog.show_view(nothing_is_sent(view) if settings.is_local else view)

    def _open(self) -> None:
        self._services.opening.start(self._open_when_built())
        self._usage_tracker.refresh()

    async def _open_when_built(self) -> None:
        collect = self._draft_question.collect
        try:
            prepared = await self._request_builder.build((question := collect()).inputs)
            while collect() != question:  # the user typed on, or edited, while it was being built
                prepared = await self._request_builder.build((question := collect()).inputs)
        except AskanceError as error:
            self._services.show_problem(error.problem)
            return
        if self._dialog is None:
            window = self._window
            self._dialog = sent_window(window)
            self._dialog.ask_requested.connect(self._ask_as_shown)
            self._dialog.copy_requested.connect(self._copy)
            self._dialog.resend_policy_chosen.connect(self._set_resend_policy)
            self._dialog.finished.connect(self._closed)
            self._dialog.pictures.before_wanted.connect(self._show_before)
        self.show(prepared)
        self._dialog.open()

    def _show_before(self, at: int) -> None:
        if self._shown is not None and self._dialog is not None:
            self._services.before.show(self._shown.images[at], self._dialog.pictures)

    def _ask_as_shown(self) -> None:
        """Asks just what the dialog shows; images on their way to the workspace were not seen there, and stay."""
        question = self._draft_question.collect()
        if self._shown is not None and self._request_builder.try_build(question.inputs) is self._shown:
            self._ask(question)
        if self._dialog is not None:
            self._dialog.accept()

    def _closed(self) -> None:
        self._services.before.stop()
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = self._shown = None

    def _copy(self) -> None:
        if self._shown is not None:
            clipboard.put_text(json.dumps(request_body(self._shown.request), ensure_ascii=False))

    def _set_resend_policy(self, at: int, resend_policy: ResendPolicy) -> None:
        """Sets the resend policy of an image that is shown; `at` is its place in the request."""
        assert self._shown is not None
        parcel, workspace = self._shown.images[at], self._workspace
        if parcel.annotated is not None:
            image = next((image for image in workspace.draft.images if image.id == parcel.annotated.id), None)
            if image is not None:
                workspace.change(FOLLOW_UPS, workspace.draft.with_image(image.with_resend_policy(resend_policy)))
        elif parcel.previously_sent is not None:
            self._services.set_resend_policy(parcel.previously_sent.id, resend_policy)
