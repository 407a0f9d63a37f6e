"""Keys and headers without a thread for the question that follows, and what ends that."""

import pytest

from desktop.core.conversation.turn import Turn
from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.policy.policy import Policy
from desktop.services.settings.own_headers import OwnHeaders
from desktop.services.settings.remembered_keys import LASTS_S, RememberedKeys
from desktop.services.settings.secrets_at_hand import SecretsAtHand
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks
from tests.services.qt_loop import on_the_loop, until
from tests.services.settings.counting_keys import Clock, CountingKeys, Key

pytestmark = pytest.mark.usefixtures("qapp")
ORIGIN = "https://api.openai.com"


class Desk:
    """The settings and their secrets over a key store that counts."""

    def __init__(self, key: Key) -> None:
        self.tasks, self.store, self.clock = Tasks(), CountingKeys(key), Clock()
        self.remembered = remembered = RememberedKeys(self.store, self.clock)
        self.settings = SettingsService(self.tasks, remembered, {}, lambda _: None)
        headers = OwnHeaders(self.tasks, remembered, self.settings)
        self.secrets = SecretsAtHand(self.tasks, self.settings, headers, remembered)

    async def key(self) -> str | None:
        return await self.secrets.key(self.settings.settings)


def test_a_second_question_asks_no_store_and_does_not_wait() -> None:
    async def run() -> None:
        desk = Desk(Key("k"))
        assert await desk.key() == "k"
        assert await desk.secrets.headers(ORIGIN) == (("X-Team", "a"),)
        with pytest.raises(StopIteration) as key:
            desk.key().send(None)
        with pytest.raises(StopIteration) as headers:
            desk.secrets.headers(ORIGIN).send(None)
        assert (key.value.value, headers.value.value) == ("k", (("X-Team", "a"),))
        assert desk.store.asked == 2
        await desk.tasks.close()

    on_the_loop(run())


def test_a_failed_question_and_another_policy_end_what_is_remembered() -> None:
    async def run() -> None:
        desk = Desk(Key("k"))
        await desk.key()
        desk.store.key = Key("n")
        turn = Turn.new("c", "?", "gpt-4o", "api.openai.com", 0.0)
        desk.secrets.turn_changed(turn)
        desk.secrets.turn_changed(turn.stopped())
        assert await desk.key() == "k"
        desk.secrets.turn_changed(turn.failed(Problem(ProblemKind.NO_KEY)))
        assert await desk.key() == "n"
        desk.store.key = Key("p")
        desk.settings.take_policy(Policy((("theme", "dark"),)))
        assert await desk.key() == "p"
        await desk.tasks.close()

    on_the_loop(run())


def test_what_was_asked_for_before_is_looked_up_again_before_its_time_is_over() -> None:
    async def run() -> None:
        desk = Desk(Key("k"))
        await desk.key()
        desk.secrets.renew()
        await until(lambda: desk.remembered.remembered_headers(ORIGIN) is not None)
        assert desk.store.asked == 2  # the headers, of which nothing was known
        desk.clock.time = LASTS_S - 1

        def is_asked_again() -> bool:
            desk.secrets.renew()  # does nothing while an earlier one still ends, nor once it has been done
            return desk.store.asked == 4

        await until(is_asked_again)
        await until(lambda: not desk.remembered.are_headers_old(ORIGIN))
        desk.clock.time = LASTS_S + 1
        with pytest.raises(StopIteration):
            desk.key().send(None)
        assert desk.store.asked == 4
        await desk.tasks.close()

    on_the_loop(run())


def test_a_store_that_does_not_answer_is_left_alone_and_a_damaged_file_is_told() -> None:
    async def run() -> None:
        desk, problems = Desk(Key("k")), list[ProblemKind]()
        desk.settings.problem_occurred.connect(lambda problem: problems.append(problem.kind))
        desk.store.problem = Problem(ProblemKind.KEY_FILE_DAMAGED)
        desk.secrets.renew()
        await until(lambda: problems == [ProblemKind.KEY_FILE_DAMAGED])
        desk.store.problem = Problem(ProblemKind.NOT_ALLOWED)
        desk.secrets.renew()
        assert desk.store.asked == 1
        desk.secrets.forget()
        desk.secrets.renew()
        await until(lambda: desk.store.asked == 2)
        await desk.tasks.close()
        assert problems == [ProblemKind.KEY_FILE_DAMAGED]

    on_the_loop(run())
