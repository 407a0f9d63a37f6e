"""Putting a run together."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.core.errors import Problem, ProblemKind
from desktop.core.many.field import Field
from desktop.core.many.run import RunSummary, RunTotals
from desktop.core.settings.policy.policy import Policy
from desktop.ui.sheet.setup.run_choice import RunChoice
from tests.controllers.many.opened import Opened, play

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_run_is_created_of_what_the_page_says(tmp_path: Path) -> None:
    async def story(opened: Opened) -> None:
        opened.sheet.open((tmp_path, tmp_path / "a.png", tmp_path))
        assert opened.window.setup.sources.names == (f"{tmp_path.name} (folder)", "a.png")
        kinds = frozenset({"e-mail address"})
        opened.window.setup.show_choice(RunChoice("", "Read it.", (Field("Shop"),), kinds, 1.0, (300, 15000)))
        opened.press("List pictures")
        await opened.idle()
        ((plan, files, keep),) = opened.runs.created
        assert (plan.name, plan.ask, plan.fields) == (tmp_path.name, "Read it.", (Field("Shop"),))
        assert (plan.edits.covered_kinds, plan.budget_usd, plan.rate) == (kinds, 1.0, (300, 15000))
        assert files == (tmp_path, tmp_path / "a.png") and keep
        assert opened.window.shows_table

    play(story)


def test_pictures_of_the_conversation_are_saved_as_they_were_sent_and_added(tmp_path: Path) -> None:
    async def story(opened: Opened) -> None:
        opened.sheet.open(())
        opened.window.setup.conversation_pressed.emit()
        dialog = next(box for box in opened.window.findChildren(QFileDialog) if not box.isHidden())
        dialog.fileSelected.emit(str(tmp_path))
        dialog.reject()
        await opened.idle()
        names.extend(opened.window.setup.sources.names)

    names = list[str]()
    play(story)
    (saved,) = tmp_path.glob("*.png")  # the other is not in the history any more
    assert (saved.read_bytes(), names) == (b"\x89PNG sent", [saved.name])


def test_pictures_of_the_conversation_are_not_saved_where_a_policy_forbids_it() -> None:
    async def story(opened: Opened) -> None:
        opened.sheet.open(())
        opened.window.setup.conversation_pressed.emit()
        assert not any(not box.isHidden() for box in opened.window.findChildren(QFileDialog))
        assert opened.window.setup.state

    play(story, policy=Policy((("allow_export", False),)))


def test_what_is_missing_is_said_before_anything_is_read(tmp_path: Path) -> None:
    async def story(opened: Opened) -> None:
        opened.sheet.open((tmp_path,))
        opened.press("List pictures")
        assert opened.window.setup.state == "Type a question, or add a column." and not opened.runs.created

    play(story)


def test_this_computer_fills_no_table(tmp_path: Path) -> None:
    async def story(opened: Opened) -> None:
        opened.sheet.open((tmp_path,))
        opened.window.setup.ask.setPlainText("x")
        opened.press("List pictures")
        assert "can't fill a table" in opened.window.setup.state and not opened.runs.created

    play(story, answers="computer")


def test_a_folder_without_a_picture_says_so_and_the_page_stays(tmp_path: Path) -> None:
    async def story(opened: Opened) -> None:
        opened.runs.refused = Problem(ProblemKind.EMPTY_FOLDER, tmp_path.name)
        opened.sheet.open((tmp_path,))
        opened.window.setup.ask.setPlainText("x")
        opened.press("List pictures")
        await opened.idle()
        assert tmp_path.name in opened.window.setup.state and not opened.window.shows_table

    play(story)


def test_a_history_that_is_off_is_said_before(tmp_path: Path) -> None:
    async def story(opened: Opened) -> None:
        opened.sheet.open((tmp_path,))
        await opened.idle()
        assert "can't be resumed" in opened.window.setup.kept.words
        opened.window.setup.ask.setPlainText("x")
        opened.press("List pictures")
        await opened.idle()
        assert opened.runs.created[0][2] is False

    play(story, keep_history=False)


def test_earlier_runs_are_opened_and_deleted() -> None:
    async def story(opened: Opened) -> None:
        opened.runs.summaries = (RunSummary("r", "November\n", 0.0, "gpt-4o", RunTotals(cells=64, planned=24)),)
        opened.sheet.open(())
        await opened.idle()
        assert opened.window.setup.runs.names == ("November · 64 pictures · gpt-4o · 40 of 64",)
        opened.press("Open")
        await opened.idle()
        assert opened.window.shows_table
        opened.press("Change", opened.window.notice)
        await opened.idle()
        opened.press("Delete")
        await opened.idle()
        assert opened.runs.deleted == ["r"] and not opened.window.setup.runs.names

    play(story)


def test_a_run_that_another_window_has_open_says_so() -> None:
    async def story(opened: Opened) -> None:
        opened.runs.summaries = (RunSummary("r", "November", 0.0, "gpt-4o", RunTotals()),)
        opened.sheet.open(())
        await opened.idle()
        opened.runs.refused = Problem(ProblemKind.STORE_NEWER)
        opened.press("Open")
        await opened.idle()
        assert opened.window.setup.state and not opened.window.shows_table

    play(story)


def test_a_source_can_be_removed(tmp_path: Path) -> None:
    async def story(opened: Opened) -> None:
        opened.sheet.open((tmp_path, tmp_path / "a.png"))
        opened.window.setup.source_removed.emit(0)
        assert opened.window.setup.sources.names == ("a.png",)

    play(story)
