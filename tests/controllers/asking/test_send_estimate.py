"""What Enter would send, with tokens and cost."""

import pytest

from desktop.controllers.asking.send_estimate import SendEstimateController
from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.model_catalog import model_named
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.usage.estimator import estimate_request
from desktop.core.workspace.draft import Draft
from desktop.services.ports.provider import AnswerChunk
from tests.controllers.asking.asking_desk import AskingDesk
from tests.services.program import image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def estimate(question: Question, prepared: PreparedRequest) -> RequestEstimate:
    return estimate_request(prepared.request, model_named("gpt-4o"))


def controller(desk: AskingDesk, shown: list[PreparedRequest | None]) -> SendEstimateController:
    estimating = SendEstimateController(
        desk.window,
        desk.workspace,
        desk.draft,
        desk.program.request_builder,
        desk.asker.runner,
        estimate,
        shown.append,
    )
    estimating.connect()
    return estimating


def test_the_line_below_the_question_follows_what_is_typed_and_pasted() -> None:
    async def story() -> None:
        desk, shown = AskingDesk(), list[PreparedRequest | None]()
        estimating = controller(desk, shown)
        desk.workspace.change("Paste", Draft("what?", images=(image(),)))
        await until(lambda: shown and shown[-1] is not None)
        assert "1 picture" in desk.window.composer.line.words
        assert not desk.window.strip.isHidden()
        before = desk.window.composer.line.words
        desk.workspace.set_prompt("what is this, and why is it so much longer than before?")
        await until(lambda: desk.window.composer.line.words != before)
        del estimating
        await desk.close()

    on_the_loop(story())


def test_stop_is_offered_while_an_answer_comes() -> None:
    async def story() -> None:
        desk, shown = AskingDesk([AnswerChunk("half an "), 60.0]), list[PreparedRequest | None]()
        estimating = controller(desk, shown)
        estimating.show()
        assert not desk.window.actions_["stop"].isEnabled()
        await desk.program.start("what?")
        await until(desk.window.actions_["stop"].isEnabled)
        desk.asker.runner.stop(desk.history.conversation.id)
        await until(lambda: not desk.window.actions_["stop"].isEnabled())
        await desk.close()

    on_the_loop(story())


def test_nothing_is_estimated_where_nothing_is_sent() -> None:
    async def story() -> None:
        desk, shown = AskingDesk(), list[PreparedRequest | None]()
        estimating = controller(desk, shown)
        desk.settings.change(answers="computer")
        desk.workspace.set_prompt("what?")
        estimating.show()
        assert "$" not in desk.window.composer.line.words and "token" not in desk.window.composer.line.words
        await desk.close()

    on_the_loop(story())
