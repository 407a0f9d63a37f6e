"""Shows what Enter would send, with tokens and cost, at every change of what it is made of."""

from collections.abc import Callable

from desktop.controllers.asking.draft_question import DraftQuestion
from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage
from desktop.core.model_catalog import model_named
from desktop.core.usage.calibration import UNCALIBRATED, TokenCalibration
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.workspace.draft import Draft
from desktop.services.asking.ask_question import AskState
from desktop.services.asking.question_runner import CONFIRMING, QuestionRunner
from desktop.services.asking.request_builder import RequestBuilder
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow

Estimate = Callable[[Question, PreparedRequest], RequestEstimate]
ARRIVING = (AskState.STARTING, AskState.WAITING_FOR_IMAGES, AskState.CHOOSING_ANSWERER, AskState.BUILDING)


class SendEstimateController:
    """`estimate` returns tokens and cost of a request; `show_request` receives the request, None if not ready."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        draft_question: DraftQuestion,
        request_builder: RequestBuilder,
        runner: QuestionRunner,
        estimate: Estimate,
        show_request: Callable[[PreparedRequest | None], None],
    ) -> None:
        self._window = window
        self._workspace = workspace
        self._draft_question = draft_question
        self._request_builder = request_builder
        self._runner = runner
        self._estimate = estimate
        self._show_request = show_request

    def connect(self) -> None:
        """Connects what changes the request."""
        self._workspace.changed.connect(self._draft_changed)
        self._request_builder.ready.connect(self.show)
        self._runner.state_changed.connect(self.show)

    def show(self) -> None:
        """Shows what Enter would send now, and the state of a question that waits."""
        question = self._draft_question.collect()
        inputs = question.inputs
        prepared = self._request_builder.try_build(inputs)
        estimate = self._estimate(question, prepared) if prepared is not None else None
        count = inputs.image_count if estimate is None else estimate.images
        composer = self._window.composer
        if inputs.settings.is_local:
            composer.line.show_here(count)
        else:
            composer.line.show_estimate(estimate, count)
        is_busy, state = self._runner.is_busy(question.conversation_id), self._runner.state
        composer.show_state(is_busy, bool(inputs.prompt))
        draft = self._workspace.draft
        is_about_something = inputs.image_count > 0 or bool(draft.texts)
        composer.show_quick(not is_busy and not draft.prompt.strip() and is_about_something)
        self._window.actions_["stop"].setEnabled(is_busy or state is not None)
        if state in ARRIVING:
            composer.line.show_arriving()
        elif state is AskState.SCANNING:
            composer.line.show_looking()
        elif state in CONFIRMING:
            composer.line.show_waiting()
        self._show_strip(inputs, estimate.calibration if estimate is not None else UNCALIBRATED)
        self._show_request(prepared)

    def show_grown(self, conversation: Conversation) -> None:
        """Shows it again when an answer has come; while it comes, nothing can be asked."""
        if not (conversation.turns and conversation.turns[-1].stage is Stage.ANSWERING):
            self.show()

    def _draft_changed(self, _: Draft) -> None:
        self.show()

    def _show_strip(self, inputs: RequestInputs, calibration: TokenCalibration) -> None:
        settings, same = inputs.settings, self._request_builder.same_bytes(inputs)
        draft, model = self._workspace.draft, model_named(settings.model)
        rows = {image.id: row for row, image in enumerate(draft.images)}
        same_rows = {rows[image]: rows[first] for image, first in same.items() if image in rows and first in rows}
        views = [
            calibration.corrected(model.view_of(image.view.size, image.detail or settings.detail))
            for image in draft.images
        ]
        tokens = tuple("" if settings.is_local else f"{'' if view.exact else '≈ '}{view.tokens:,}" for view in views)
        self._window.strip.show_draft(draft, tokens, {} if settings.is_local else same_rows)
