"""The window that shows what would be sent."""

import json

import pytest
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QListWidget

from desktop.controllers.asking.request_preview import PreviewServices, RequestPreviewController
from desktop.controllers.image.before_pictures import BeforePictures
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.conversation.turn import Stage
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.model_catalog import model_named
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.usage.estimator import estimate_request
from desktop.core.workspace.draft import Draft
from desktop.services.ports.provider import AnswerChunk
from desktop.services.usage_tracker import UsageTracker
from desktop.ui.dialogs.sent.exact_image import ExactImage
from desktop.ui.dialogs.sent.request_preview import RequestPreviewDialog
from tests.controllers.asking.asking_desk import AskingDesk
from tests.controllers.fakes import Recorder
from tests.services.fakes import Step
from tests.services.program import STOP, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def estimate(question: Question, prepared: PreparedRequest) -> RequestEstimate:
    return estimate_request(prepared.request, model_named("gpt-4o"))


class Preview:
    """The controller on an asking desk."""

    def __init__(self, *scripts: list[Step]) -> None:
        self.desk, self.asked, self.policies = AskingDesk(*scripts), list[Question](), Recorder()
        usage = UsageTracker(self.desk.program.tasks, self.desk.program.storage, {}, lambda calibration: None)
        opening = self.desk.program.tasks.slot("open")
        before = BeforePictures(self.desk.program.image_pipeline, self.desk.program.tasks.slot("before"))
        services = PreviewServices(opening, before, lambda _: False, estimate, self.policies, Recorder())
        self.controller = RequestPreviewController(
            self.desk.window,
            self.desk.workspace,
            self.desk.draft,
            self.desk.program.request_builder,
            usage,
            self.asked.append,
            services,
        )
        self.controller.connect()

    async def ask(self, draft: Draft) -> None:
        """Asks, and waits for the answer; the pictures stay where they are."""
        self.desk.workspace.change("Paste", draft)
        self.desk.asker.ask(self.desk.draft.collect(), self.desk.draft.collect, lambda: None)
        await until(lambda: self.desk.program.turns and self.desk.program.turns[-1].stage is Stage.DONE)

    async def opened(self) -> RequestPreviewDialog:
        self.desk.window.actions_["sent"].trigger()
        await until(lambda: any(not dialog.isHidden() for dialog in self._dialogs()))
        return next(dialog for dialog in self._dialogs() if not dialog.isHidden())

    def _dialogs(self) -> list[RequestPreviewDialog]:
        return self.desk.window.findChildren(RequestPreviewDialog)


def test_it_copies_and_asks_exactly_what_it_shows() -> None:
    async def story() -> None:
        preview = Preview()
        preview.desk.workspace.change("Paste", Draft("what?", images=(image(),)))
        dialog = await preview.opened()
        dialog.copy_requested.emit()
        body = json.loads(QGuiApplication.clipboard().text())
        assert body["model"] == "llava" and "what?" in json.dumps(body)
        dialog.ask_requested.emit()
        assert [question.inputs.prompt for question in preview.asked] == ["what?"]
        await preview.desk.close()

    on_the_loop(story())


def test_what_has_changed_since_is_not_asked() -> None:
    async def story() -> None:
        preview = Preview()
        preview.desk.workspace.set_prompt("what?")
        dialog = await preview.opened()
        preview.desk.workspace.set_prompt("what else?")
        dialog.ask_requested.emit()
        assert preview.asked == []
        await preview.desk.close()

    on_the_loop(story())


def test_how_a_picture_goes_along_later_can_be_chosen_there() -> None:
    async def story() -> None:
        preview = Preview()
        preview.desk.workspace.change("Paste", Draft("what?", images=(image(),)))
        dialog = await preview.opened()
        dialog.resend_policy_chosen.emit(0, ResendPolicy.OMIT)
        assert preview.desk.workspace.draft.images[0].resend_policy is ResendPolicy.OMIT
        dialog.reject()
        await preview.desk.close()

    on_the_loop(story())


def test_where_nothing_is_sent_the_window_shows_what_would_be() -> None:
    async def story() -> None:
        preview = Preview()
        preview.desk.settings.change(answers="computer")
        preview.desk.workspace.change("Paste", Draft("what?", images=(image(),)))
        dialog = await preview.opened()
        assert dialog.view is not None and not dialog.view.is_sent and len(dialog.view.items) == 1
        dialog.ask_requested.emit()
        assert [question.inputs.prompt for question in preview.asked] == ["what?"]
        await preview.desk.close()

    on_the_loop(story())


def test_a_picture_of_before_bears_the_number_that_it_has_in_the_strip() -> None:
    async def story() -> None:
        preview = Preview([AnswerChunk("an answer"), STOP])
        first, second, new = image(), image(30), image(50)
        await preview.ask(Draft("what?", images=(first, second)))
        preview.desk.workspace.change("Move", Draft("and now?", images=(second, new)).looking_at(0))
        dialog = await preview.opened()
        assert dialog.view is not None
        assert [(item.number, item.is_earlier) for item in dialog.view.items] == [(3, True), (1, False), (2, False)]
        assert [question.pictures for question in dialog.view.earlier] == [(3, 1)]
        assert dialog.pictures.index == dialog.view.first == 1  # the one in view in the strip
        (pictures,) = dialog.pictures.findChildren(QListWidget)
        names = [pictures.item(row).text().split("\n")[0] for row in range(pictures.count())]
        assert names == ["Picture 1", "Picture 2", "From earlier questions", "Picture 3"]
        await preview.desk.close()

    on_the_loop(story())


def test_what_is_here_is_shown_uncovered_beside_what_leaves() -> None:
    async def story() -> None:
        preview = Preview()
        covered = image().with_annotation(Redaction("r", Rect(0, 0, 20, 20)))
        preview.desk.workspace.change("Paste", Draft("what?", images=(image(), covered)).looking_at(1))
        dialog = await preview.opened()
        before, after = dialog.findChildren(ExactImage)
        await until(lambda: before.has_image)
        assert dialog.view is not None and [item.number for item in dialog.view.items] == [1, 2]
        assert after.grab().toImage().pixelColor(1, 1) == QColor("black")
        assert before.grab().toImage().pixelColor(1, 1) != QColor("black")
        await preview.desk.close()

    on_the_loop(story())
