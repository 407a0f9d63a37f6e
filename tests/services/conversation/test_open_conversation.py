"""The open conversation: choices of the user while a turn is answered."""

import pytest

from desktop.core.conversation.turn import Stage
from desktop.core.image.annotated_image import ResendPolicy
from desktop.services.ports.provider import AnswerChunk
from tests.services.program import STOP, Program, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_fate_chosen_while_it_is_answered_stays() -> None:
    async def run() -> None:
        program = Program([0.2, AnswerChunk("one"), 0.2, AnswerChunk("two"), STOP])
        turn = await program.start("1", image())
        await until(lambda: program.turns[-1].stage is Stage.WAITING)
        program.history.set_resend_policy(program.turns[-1].images[0].id, ResendPolicy.OMIT)
        await program.ended(turn)
        assert program.history.conversation.turns[0].images[0].resend_policy is ResendPolicy.OMIT
        await program.close()
        assert program.store.conversation(turn.conversation_id).turns[0].images[0].resend_policy is ResendPolicy.OMIT

    on_the_loop(run())
