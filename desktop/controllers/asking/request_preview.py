"""What is sent: the window that shows the request itself, kept true while the desk goes on, and asking from it."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.adapters.providers.registry import request_body
from desktop.adapters.system import clipboard
from desktop.composition.container import Container
from desktop.composition.lazy_windows import sent_window
from desktop.controllers.asking.request_preview_builder import build_request_preview
from desktop.controllers.asking.send_estimate import SendEstimateController
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.errors import AskanceError
from desktop.core.image.annotated_image import ResendPolicy
from desktop.services.asking.request_builder import RequestInputs
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.dialogs.request_preview import RequestPreviewDialog


class RequestPreviewController:
    """`forecasts` knows what Enter would ask and what that would take; `go` asks it as it was shown."""

    def __init__(
        self,
        container: Container,
        problems: ErrorNotices,
        forecasts: SendEstimateController,
        go: Callable[[RequestInputs, PreparedRequest], None],
    ) -> None:
        self._container = container
        self._problems = problems
        self._forecasts = forecasts
        self._go = go
        self._window: RequestPreviewDialog | None = None
        self._shown: PreparedRequest | None = None
        container.window.composer.sent_requested.connect(self._open)
        container.window.actions_["sent"].triggered.connect(self._open)

    def show(self, prepared: PreparedRequest | None) -> None:
        """What would be sent has changed; None while it is being prepared."""
        if self._window is None:
            return
        if prepared is None:
            self._window.show_stale()
            return
        self._shown = prepared
        container, settings = self._container, self._container.settings_service.effective
        can_ask = bool(self._forecasts.question().prompt) and not container.question_runner.is_busy(
            container.history.conversation.id
        )
        told, image = self._forecasts.of(prepared, settings), container.workspace.draft.image
        looked_at = image.id if image is not None else ""
        self._window.show_view(
            build_request_preview(prepared, settings, told, container.usage_tracker.spent, can_ask, looked_at)
        )

    def _open(self) -> None:
        if self._container.settings_service.effective.is_local:
            self._container.window.notice.say("Nothing is sent: this computer answers with the text that it reads.")
            return
        self._container.tasks.replace("what is sent", self._open_when_packed())
        self._container.usage_tracker.refresh()

    async def _open_when_packed(self) -> None:
        request_builder = self._container.request_builder
        try:
            prepared = await request_builder.build(question := self._forecasts.question())
            while self._forecasts.question() != question:  # somebody typed on, or edited, while it was being prepared
                prepared = await request_builder.build(question := self._forecasts.question())
        except AskanceError as error:
            self._problems.tell(error.problem)
            return
        if self._window is None:
            parent = self._container.window
            self._window = sent_window(parent, Theme(parent.colors, parent.font()))
            self._window.ask_requested.connect(self._ask_as_shown)
            self._window.copy_requested.connect(self._copy)
            self._window.resend_policy_chosen.connect(self._set_resend_policy)
            self._window.finished.connect(self._closed)
        self.show(prepared)
        self._window.open()

    def _ask_as_shown(self) -> None:
        """Ask just what the window shows; what is still on its way to the desk was not seen there, and stays."""
        question = self._forecasts.question()
        if self._shown is not None and self._container.request_builder.try_build(question) is self._shown:
            self._go(question, self._shown)
        if self._window is not None:
            self._window.accept()

    def _closed(self) -> None:
        if self._window is not None:
            self._window.deleteLater()
            self._window = self._shown = None

    def _copy(self) -> None:
        if self._shown is not None:
            clipboard.put_text(json.dumps(request_body(self._shown.request), ensure_ascii=False))

    def _set_resend_policy(self, at: int, resend_policy: ResendPolicy) -> None:
        """Another fate for the picture at that place of what is shown."""
        assert self._shown is not None
        parcel, workspace = self._shown.images[at], self._container.workspace
        if parcel.annotated is not None:
            image = next((each for each in workspace.draft.images if each.id == parcel.annotated.id), None)
            if image is not None:
                workspace.change("Later questions", workspace.draft.with_image(image.with_resend_policy(resend_policy)))
        elif parcel.previously_sent is not None:
            self._container.history.set_resend_policy(parcel.previously_sent.id, resend_policy)
