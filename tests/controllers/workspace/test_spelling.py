"""When the spelling of a question is checked, and in which language."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop.controllers.workspace.spelling import SpellingController, languages
from desktop.services.tasks import Tasks
from desktop.ui.composer.question_field import QuestionField
from tests.controllers.fakes import FakeSettings
from tests.services.qt_loop import on_the_loop, until


class Words:
    """A dictionary that knows nothing."""

    def knows(self, word: str) -> bool:
        return False

    def suggestions(self, word: str) -> tuple[str, ...]:
        return ()


class Keyboard(QObject):
    """A keyboard whose language changes."""

    changed = Signal()
    locale = QLocale("de_AT")


def underlined(field: QuestionField) -> int:
    return len(field.document().firstBlock().layout().formats())


@pytest.mark.usefixtures("qapp")
def test_a_dictionary_is_opened_at_the_first_word_and_follows_keyboard_and_setting() -> None:
    async def run() -> None:
        tasks, field, keyboard, settings = Tasks(), QuestionField(), Keyboard(), FakeSettings()
        asked: list[Sequence[str]] = []

        def open_dictionary(wanted: Sequence[str]) -> Words:
            asked.append(wanted)
            return Words()

        controller = SpellingController(
            settings, field, tasks, open_dictionary, lambda: keyboard.locale, keyboard.changed
        )
        controller.connect()
        keyboard.changed.emit()
        assert asked == []
        field.setPlainText("two words")
        await until(lambda: underlined(field) > 0)
        assert asked[0][0] == "de_AT" and "de" in asked[0]
        keyboard.locale = QLocale("el_GR")
        keyboard.changed.emit()
        await until(lambda: len(asked) == 2)
        assert asked[1][0] == "el_GR"
        settings.change(check_spelling=False)
        assert underlined(field) == 0
        await tasks.close()

    on_the_loop(run())
    assert QApplication.instance() is not None


@pytest.mark.usefixtures("qapp")
def test_a_dictionary_is_opened_once_however_often_the_keyboard_changes() -> None:
    async def run() -> None:
        tasks, field, keyboard, settings = Tasks(), QuestionField(), Keyboard(), FakeSettings()
        asked: list[str] = []

        def open_dictionary(wanted: Sequence[str]) -> Words | None:
            asked.append(wanted[0])
            return Words() if wanted[0] == "de_AT" else None

        controller = SpellingController(
            settings, field, tasks, open_dictionary, lambda: keyboard.locale, keyboard.changed
        )
        controller.connect()
        field.setPlainText("two words")
        for _again in range(3):
            keyboard.locale = QLocale("de_AT")
            keyboard.changed.emit()
            await until(lambda: underlined(field) > 0)
            keyboard.locale = QLocale("el_GR")
            keyboard.changed.emit()
            await until(lambda: underlined(field) == 0)
        assert asked == ["de_AT", "el_GR"]
        await tasks.close()

    on_the_loop(run())


def test_a_keyboard_without_a_language_is_the_systems() -> None:
    assert languages(QLocale("de_AT"))[0] == "de_AT"
    assert "C" not in languages(QLocale.c()) and languages(QLocale.c())
