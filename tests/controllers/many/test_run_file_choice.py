"""A file for a run while history is off: chosen, never written over; and opened again."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from desktop.core.settings.policy.policy import Policy
from desktop.ui.sheet.setup.run_choice import RunChoice
from tests.controllers.many.opened import Opened, play

pytestmark = pytest.mark.usefixtures("qapp")
SAVE, OPEN = "Save it in a file…", "Open a run from a file…"


def offered(opened: Opened) -> set[str]:
    """Returns the buttons for files of runs that are there."""
    buttons = opened.window.setup.kept.findChildren(QPushButton)
    return {button.text() for button in buttons if not button.isHidden()}


def choose(opened: Opened, button: str, file: Path) -> None:
    """Presses a button and chooses a file in its dialog."""
    opened.press(button)
    (dialog,) = opened.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.reject()


def test_a_run_goes_into_the_file_that_was_chosen_and_the_next_one_does_not(tmp_path: Path) -> None:
    file = tmp_path / "receipts.askance-run"

    async def story(opened: Opened) -> None:
        opened.sheet.open((tmp_path,))
        assert "unless you save it in a file" in opened.window.setup.kept.words
        choose(opened, SAVE, file)
        assert "“receipts.askance-run”" in opened.window.setup.kept.words
        opened.window.setup.show_choice(RunChoice("", "Read it."))
        opened.press("List pictures")
        await opened.idle()
        assert opened.runs.file == file
        opened.press("Change", opened.window.notice)
        await opened.idle()
        opened.press("List pictures")
        await opened.idle()
        assert opened.runs.file is None

    play(story, keep_history=False)


def test_a_file_that_is_there_is_not_taken(tmp_path: Path) -> None:
    async def story(opened: Opened) -> None:
        opened.sheet.open((tmp_path,))
        (tmp_path / "mine").write_text("mine")
        choose(opened, SAVE, tmp_path / "mine")
        assert "“mine” is there already" in opened.window.setup.state
        assert "can't be resumed" in opened.window.setup.kept.words

    play(story, keep_history=False)


def test_a_run_is_opened_from_its_file(tmp_path: Path) -> None:
    async def story(opened: Opened) -> None:
        opened.sheet.open(())
        choose(opened, OPEN, tmp_path / "run")
        await opened.idle()
        assert opened.runs.file == tmp_path / "run"
        assert opened.window.shows_table

    play(story, keep_history=False)


def test_a_file_of_elsewhere_can_be_opened_while_history_is_on(tmp_path: Path) -> None:
    async def story(opened: Opened) -> None:
        opened.sheet.open(())
        assert offered(opened) == {OPEN}
        choose(opened, OPEN, tmp_path / "run")
        await opened.idle()
        assert opened.runs.file == tmp_path / "run"

    play(story)


def test_no_file_is_offered_where_a_policy_forbids_it() -> None:
    async def story(opened: Opened) -> None:
        opened.sheet.open(())
        assert opened.window.setup.kept.isHidden()
        assert offered(opened) == set()

    play(story, policy=Policy((("allow_run_files", False),)))
