"""Builds the controllers of asking, and connects what they show of one another."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from desktop.composition.container import Container
from desktop.controllers.asking.ask import AskController
from desktop.controllers.asking.ask_again import AskAgainController
from desktop.controllers.asking.asker import Asker
from desktop.controllers.asking.draft_question import DraftQuestion
from desktop.controllers.asking.edit_question import EditQuestionController
from desktop.controllers.asking.next_step import NextStepController
from desktop.controllers.asking.request_preview import PreviewServices, RequestPreviewController
from desktop.controllers.asking.send_estimate import SendEstimateController
from desktop.controllers.asking.warm_up import WarmUpController
from desktop.controllers.asking.window_user import WindowUser
from desktop.controllers.building.shared import Shared
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.hint_bar import HintBarController
from desktop.controllers.image.before_pictures import BeforePictures
from desktop.controllers.privacy.concern_notices import ConcernNotices
from desktop.controllers.privacy.privacy_warnings import PrivacyWarnings
from desktop.controllers.prompts.choosing import PromptChoiceController
from desktop.controllers.settings.model_shutdown import ModelShutdownController
from desktop.controllers.workspace.draft_view import DraftViewController
from desktop.services.asking.edited_question import EditedQuestion
from desktop.services.asking.repeated_question import RepeatedQuestion
from desktop.ui.composer.gate import Gate


@dataclass(frozen=True, slots=True)
class AskingControllers:
    """The controllers of asking; `connect` connects them, `show` shows their first state."""

    container: Container
    draft_view: DraftViewController
    warnings: PrivacyWarnings
    asking: AskController
    again: AskAgainController
    next_step: NextStepController
    editing: EditQuestionController
    edited: EditedQuestion
    estimate: SendEstimateController
    preview: RequestPreviewController
    warm_up: WarmUpController
    shutdown: ModelShutdownController
    prompts: PromptChoiceController
    draft_question: DraftQuestion
    problems: ErrorNotices

    def connect(self) -> None:
        """Connects every controller with the window and the services, in any order."""
        for controller in (self.asking, self.again, self.next_step, self.editing, self.estimate, self.preview):
            controller.connect()
        self.warm_up.connect()
        self.prompts.connect()
        container, show = self.container, self.estimate.show
        container.settings_service.changed.connect(lambda _: self.settings_changed())
        container.settings_service.key_changed.connect(lambda _: self.answerer_became_known())
        self.edited.changed.connect(show)
        container.history.opened.connect(lambda _: show())
        container.history.grown.connect(self.estimate.show_grown)
        container.usage_tracker.changed.connect(lambda _: show())
        container.image_importer.settled.connect(lambda _: show())
        container.privacy_scanner.changed.connect(show)  # the warning for the model may have changed
        self.draft_view.draft_shown.connect(lambda _: self.warnings.show())  # showing an image clears its frames
        container.privacy_scanner.changed.connect(self.warnings.show)
        container.ocr_queue.changed.connect(self.warnings.show)
        container.question_runner.turn_changed.connect(self.shutdown.turn_changed)
        container.question_runner.counted.connect(container.usage_tracker.record)
        container.request_builder.problem_occurred.connect(self.problems.tell)
        container.prompts.problem_occurred.connect(self.problems.tell)
        self._connect_gate()

    def _connect_gate(self) -> None:
        """Connects the keys of the notice above the question, which the picture's hint gives way to."""
        gate, actions = self.container.window.composer.gate, self.container.window.actions_
        gate.changed.connect(self.warnings.show)
        gate.changed.connect(lambda: actions["ask_anyway"].setEnabled(gate.may_ask_anyway))
        actions["ask_anyway"].setEnabled(False)
        actions["ask_anyway"].setAutoRepeat(False)
        actions["ask_anyway"].triggered.connect(gate.press_anyway)
        actions["next_place"].triggered.connect(lambda: self._lead_on(gate))

    def _lead_on(self, gate: Gate) -> None:
        if gate.is_open:
            gate.press_show()
        else:
            self.warnings.focus_next()

    def show(self) -> None:
        """Shows the first state."""
        self.prompts.show()
        self.settings_changed()

    def settings_changed(self) -> None:
        """Shows what other settings mean for the findings and the estimate."""
        self.warnings.show()
        self.estimate.show()

    def answerer_became_known(self) -> None:
        """Shows who answers, and prepares the provider."""
        self.estimate.show()
        self.warm_up.warm_provider()


def build_asking(container: Container, shared: Shared) -> AskingControllers:
    """Returns the controllers, built and not connected."""
    problems, hints = shared.notices, shared.hints
    window, workspace, history, tasks = container.window, container.workspace, container.history, container.tasks
    settings_service, builder, runner = container.settings_service, container.request_builder, container.question_runner
    review = (services := container.ask_services).review
    warnings = _warnings(container, hints)
    edited = EditedQuestion()
    repeated = RepeatedQuestion(history, workspace, settings_service, review)
    may_uncover, loading = repeated.may_go_uncovered, tasks.slot("edit")
    editing = EditQuestionController(window, workspace, history, builder, edited, loading, may_uncover)
    draft_question = DraftQuestion(workspace, settings_service, history, review, edited)

    new_user = _new_user(container, warnings, shared)
    asker = Asker(runner, services, new_user, workspace, container.policy_watch.has_moved)
    asking = AskController(window, workspace, history, container.image_importer, asker, draft_question, editing)

    again = AskAgainController(window, workspace, asker, draft_question, repeated, editing)

    previewing = _preview_services(container, problems)
    preview = RequestPreviewController(
        window, workspace, draft_question, builder, container.usage_tracker, asking.ask_as_shown, previewing
    )
    return AskingControllers(
        container,
        shared.draft_view,
        warnings,
        asking,
        again,
        NextStepController(window.transcript.offer_requested, history, settings_service, again, problems.open_settings),
        editing,
        edited,
        SendEstimateController(window, workspace, draft_question, builder, runner, services.estimate, preview.show),
        preview,
        _warm_up(container),
        ModelShutdownController(settings_service, window.notice),
        _prompts(container, asking.ask),
        draft_question,
        problems,
    )


def _warm_up(container: Container) -> WarmUpController:
    return WarmUpController(
        container.workspace,
        container.settings_service,
        container.usage_tracker,
        container.providers.warm,
        container.tasks.slot("warm up"),
        container.secrets.renew,
    )


def _preview_services(container: Container, problems: ErrorNotices) -> PreviewServices:
    tasks = container.tasks
    return PreviewServices(
        tasks.slot("request preview"),
        BeforePictures(container.image_pipeline, tasks.slot("picture before")),
        container.question_runner.is_busy,
        container.ask_services.estimate,
        container.history.set_resend_policy,
        problems.tell,
    )


def _prompts(container: Container, ask: Callable[[], None]) -> PromptChoiceController:
    return PromptChoiceController(
        container.window,
        container.workspace,
        container.history,
        container.prompts,
        container.connections,
        container.settings_service,
        ask,
    )


def _new_user(container: Container, warnings: PrivacyWarnings, shared: Shared) -> Callable[[], WindowUser]:
    """Returns what makes the user of one question."""
    composer, workspace, settings_service = container.window.composer, container.workspace, container.settings_service
    open_settings = shared.notices.open_settings
    point_out = shared.texts.chips.point_out
    concerns = ConcernNotices(
        composer, workspace, settings_service, warnings, shared.navigation, open_settings, point_out
    )
    return partial(WindowUser, composer.gate, workspace, settings_service, concerns, open_settings)


def _warnings(container: Container, hints: HintBarController) -> PrivacyWarnings:
    return PrivacyWarnings(
        container.window.canvas,
        hints,
        container.workspace,
        container.settings_service,
        container.ask_services.review,
        container.send_consents,
        lambda: container.window.composer.gate.is_open,
    )
