"""A user who does one thing after another at random, with the real history on a real disk, and now and then ends the
program.

Each step waits for what it sets going, so that a walk is the same every time it is taken.
"""

import random
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from PIL import Image

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.asking.question import Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.geometry.rect import Rect
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.settings.settings import Settings
from desktop.services.asking.ask_question import ask_question
from tests.helpers.images import image_of
from tests.services.conversation.sessions_on_disk import SECRET, SessionsOnDisk
from tests.services.fakes import SilentUser
from tests.services.qt_loop import until

STEPS = {  # how often each is done, relative to the others
    "new": 5,
    "open": 6,
    "paste": 6,
    "type": 8,
    "wipe": 1,
    "cover": 3,
    "remove_image": 2,
    "undo_edit": 2,
    "delete": 3,
    "delete_turn": 2,
    "undo": 4,
    "ask": 5,
    "ask_again": 1,
    "cancel": 2,
    "switch_version": 1,
    "rename": 1,
    "pin": 1,
    "restart": 2,
    "kill": 1,
}


class RandomSession(SessionsOnDisk):
    """One walk."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder)
        self._chance = random.Random(seed)
        self._count = 0

    async def run(self, steps: int) -> None:
        """Does so many things, and ends the program."""
        await self.restored()
        names, weights = list(STEPS), list(STEPS.values())
        for _ in range(steps):
            name = self._chance.choices(names, weights)[0]
            await self._do(name)
        await self.restart()
        await self.end()

    async def _do(self, name: str) -> None:
        step: Callable[[], Awaitable[None]] = getattr(self, f"_{name}")
        await step()

    # going from one conversation to another

    async def _new(self) -> None:
        left = self.now()
        self.history.start_new()
        await self.check_left(left)

    async def _open(self) -> None:
        rows = await self.listed()
        if rows:
            left, chosen = self.now(), self._chance.choice(rows)
            self.history.open(chosen)
            await until(lambda: self.history.conversation.id == chosen)
            await self.check_left(left)

    async def _delete(self) -> None:
        rows = await self.listed()
        if rows:
            chosen = self._chance.choice([*rows, self.history.conversation.id])
            await self.program.ask.stop_and_wait(chosen)
            self.history.delete(chosen)

    async def _delete_turn(self) -> None:
        turns = self.history.conversation.all_turns
        if turns:
            self.history.delete_turn(self._chance.choice(turns).id)

    async def _undo(self) -> None:
        self.history.undo()
        await self.idle()

    # the workspace

    async def _paste(self) -> None:
        self._count += 1
        draft = self.draft.with_images([_picture(self._count)])
        self.program.workspace.change("Paste", draft)

    async def _type(self) -> None:
        self._count += 1
        self.program.workspace.set_prompt(f"{self.draft.prompt} word{self._count}".strip())

    async def _wipe(self) -> None:
        self.program.workspace.set_prompt("")

    async def _cover(self) -> None:
        image = self.draft.image
        if image is not None:
            covered = image.with_annotation(Redaction(new_id(), Rect(2, 2, 22, 22)))
            self.program.workspace.change("Cover", self.draft.with_image(covered))

    async def _remove_image(self) -> None:
        if self.draft.images:
            self.program.workspace.change("Remove", self.draft.without(self._chance.randrange(len(self.draft.images))))

    async def _undo_edit(self) -> None:
        self.program.workspace.undo()

    # asking

    async def _ask(self) -> None:
        if self.draft.prompt and not self.program.ask.is_busy(self.history.conversation.id):
            inputs = RequestInputs(Settings(), self.history.conversation, self.draft.prompt, self.draft.images)
            await self._answered(Question(inputs))

    async def _ask_again(self) -> None:
        turns = self.history.conversation.turns
        if turns:
            turn = self._chance.choice(turns)
            inputs = RequestInputs(Settings(), self.history.conversation.before(turn.id), turn.prompt)
            await self._answered(Question(inputs))

    async def _cancel(self) -> None:
        """Asks, and stops it before it is kept, or as soon as it is."""
        if not self.draft.prompt or self.program.ask.is_busy(self.history.conversation.id):
            return
        program, count, images = self.program, len(self.program.turns), len(self.draft.images)
        inputs = RequestInputs(Settings(), self.history.conversation, self.draft.prompt, self.draft.images)
        is_late, prompt = self._chance.random() < 0.5, self.draft.prompt
        self._start(Question(inputs))
        if is_late:
            await until(lambda: len(program.turns) > count)
        program.ask.cancel_waiting()
        await program.ask.stop_and_wait(self.history.conversation.id)
        await until(lambda: not program.ask.is_busy(self.history.conversation.id))
        kept = self.draft.prompt if len(program.turns) == count else program.turns[-1].prompt
        if kept != prompt or len(self.draft.images) != images:
            self.lost.append(f"{prompt} was cancelled and is {kept}")

    async def _answered(self, question: Question) -> None:
        program, count = self.program, len(self.program.turns)
        self._start(question)
        await until(lambda: len(program.turns) > count)
        await program.ended(program.turns[count])

    def _start(self, question: Question) -> None:
        program = self.program
        program.ask.start(
            question,
            lambda show: ask_question(question, lambda: question, program.services, SilentUser(), show),
            partial(program.workspace.set_prompt, ""),
        )

    async def _switch_version(self) -> None:
        turns = self.history.conversation.turns
        if turns:
            self.history.switch_version(self._chance.choice(turns).id, 1)

    async def _rename(self) -> None:
        rows = await self.listed()
        if rows:
            self._count += 1
            self.history.rename(self._chance.choice(rows), f"title {self._count}")

    async def _pin(self) -> None:
        rows = await self.listed()
        if rows:
            self.history.pin(self._chance.choice(rows), self._chance.random() < 0.5)

    async def _restart(self) -> None:
        await self.restart()

    async def _kill(self) -> None:
        await self.kill()


def _picture(number: int) -> AnnotatedImage:
    """Returns an image that is like no other, with something in it that must not be seen once it is covered."""
    picture = Image.new("RGB", (60, 40), (255, 255, number))
    picture.paste(SECRET, (4, 4, 20, 20))
    return image_of(picture, "pasted.png")[0]
