"""The program that prints the key, for the address in force."""

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit

from desktop.controllers.settings.key_program import KeyProgramController
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.connections.key_program import KeyProgram
from desktop.core.settings.policy.policy import Policy
from desktop.services.settings.own_key_program import OwnKeyProgram
from desktop.services.tasks import Tasks
from desktop.ui.settings.key_program_field import KeyProgramField
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings
from tests.services.qt_loop import on_the_loop, until

PASS = KeyProgram(("/usr/bin/pass", "show", "work"))
KEPT, NONE = "Run without a shell when a key is needed.", "No program"


class Programs:
    """A store of programs by origin, which fails if the test says so."""

    def __init__(self) -> None:
        self.by_origin: dict[str, KeyProgram | None] = {}
        self.is_broken = False

    def program_for(self, origin: str) -> KeyProgram | None:
        return self.by_origin.get(origin)

    def save_program(self, origin: str, program: KeyProgram | None) -> None:
        if self.is_broken:
            raise StorageError(Problem(ProblemKind.STORE_READ_ONLY))
        self.by_origin[origin] = program


class Room:
    """The field in the settings, with what stands behind it."""

    def __init__(self, bar: Bar, **settings: Any) -> None:
        self.tasks, self.store, self.field = Tasks(), Programs(), KeyProgramField()
        self.settings = FakeSettings(**{"answers": "endpoint", "endpoint": "https://a.example/v1", **settings})
        program = OwnKeyProgram(self.tasks, self.store, self.settings)
        self.controller = KeyProgramController(self.settings, program, bar.notices)
        self.controller.connect()

    async def idle(self) -> None:
        await until(lambda: not self.tasks.names)


def play(bar: Bar, story: Callable[[Room], Awaitable[None]], **settings: Any) -> None:
    async def run() -> None:
        room = Room(bar, **settings)
        await story(room)
        await room.tasks.close()

    on_the_loop(run())


def test_the_program_is_that_of_the_address_in_force(bar: Bar) -> None:
    async def story(room: Room) -> None:
        room.store.by_origin[room.settings.settings.origin] = PASS
        room.controller.attach(room.field)
        await room.idle()
        assert room.field.status == KEPT
        room.settings.change(endpoint="https://b.example/v1")
        await room.idle()
        assert room.field.status == NONE

    play(bar, story)


def test_what_is_given_is_kept_and_removed_for_that_address_and_the_key_is_looked_for_again(bar: Bar) -> None:
    async def story(room: Room) -> None:
        room.controller.attach(room.field)
        origin = room.settings.settings.origin
        room.field.given.emit(PASS)
        await room.idle()
        assert room.store.by_origin == {origin: PASS}
        assert room.field.status == KEPT
        assert room.settings.calls == [("look_for_key",)]
        room.field.given.emit(None)
        await room.idle()
        assert room.store.by_origin == {origin: None}
        assert room.field.status == NONE

    play(bar, story)


def test_a_program_that_cannot_be_kept_is_told_and_not_shown(bar: Bar) -> None:
    async def story(room: Room) -> None:
        room.controller.attach(room.field)
        room.store.is_broken = True
        room.field.given.emit(PASS)
        await room.idle()
        assert bar.text != ""
        assert room.field.status == NONE

    play(bar, story)


def test_nothing_is_looked_for_before_the_settings_are_opened(bar: Bar) -> None:
    async def story(room: Room) -> None:
        room.settings.change(endpoint="https://b.example/v1")
        assert not room.tasks.names

    play(bar, story)


def test_none_can_be_typed_where_the_house_says_where_keys_come_from(bar: Bar) -> None:
    async def story(room: Room) -> None:
        room.controller.attach(room.field)
        await room.idle()
        assert [field.isEnabled() for field in room.field.findChildren(QLineEdit)] == [False] * 3

    play(bar, story, policy=Policy((("credential", "system"),)))
