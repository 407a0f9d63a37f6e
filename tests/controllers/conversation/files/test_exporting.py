from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.controllers.conversation.files.as_sent_offer import AsSentOffer
from desktop.controllers.conversation.files.export_notices import ExportNotices
from desktop.controllers.conversation.files.exporting import ExportController
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.conversation.files.long_work import LongWork
from desktop.controllers.saved_notice import SavedNotice
from desktop.core.conversation.conversation import Conversation, Summary
from desktop.services.tasks import Tasks
from desktop.ui.actions import Actions
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, FakeImportExport, Recorder, Source, turn


class Exporting:
    def __init__(self, bar: Bar, actions: Actions, history: FakeHistory) -> None:
        self.bar, self.actions, self.history = bar, actions, history
        self.may_uncover = True
        self.writer, self.panel, self.pdf = FakeImportExport(), Source(), Recorder()
        self.opened: list[Path] = []
        saved, as_sent = (
            SavedNotice(self.open_folder_of, bar.notices),
            AsSentOffer(lambda: self.may_uncover, bar.notices),
        )
        self.controller = ExportController(
            history,
            self.writer,
            actions,
            self.panel.text,
            FileDialogs(bar.parent, bar.notices),
            self.pdf,
            ExportNotices(saved, as_sent, LongWork(Tasks(), bar.notices), bar.notices),
        )
        self.controller.connect()

    def open_folder_of(self, path: Path) -> bool:
        self.opened.append(path)
        return True

    def chosen(self) -> list[str]:
        """The names that the dialogs suggest; they are closed."""
        dialogs = self.bar.parent.findChildren(QFileDialog)
        names = [Path(name).name for dialog in dialogs for name in dialog.selectedFiles()]
        for dialog in dialogs:
            dialog.close()
        return names


@pytest.fixture
def exporting(bar: Bar, actions: Actions) -> Exporting:
    return Exporting(bar, actions, FakeHistory(turn("what is it?", "a kite")))


def test_the_format_is_that_of_the_suffix(exporting: Exporting, tmp_path: Path) -> None:
    for name in ("a.md", "a.html", "a.json", "a.pdf", "A.PDF"):
        exporting.controller.export_to(tmp_path / name, "c")
    assert exporting.writer.calls == [("export", tmp_path / name, "c") for name in ("a.md", "a.html", "a.json")]
    assert exporting.pdf.calls == [(tmp_path / "a.pdf", "c", False), (tmp_path / "A.PDF", "c", False)]


def test_all_versions_are_offered_where_there_are_several(exporting: Exporting, tmp_path: Path) -> None:
    exporting.actions["export"].trigger()
    (dialog,) = exporting.bar.parent.findChildren(QFileDialog)
    assert not [name for name in dialog.nameFilters() if "all versions" in name]
    exporting.chosen()
    first, second = turn("what is it?", "a kite"), turn("what is that?", "a swift")
    exporting.history.current = Conversation.of("c", (first, replace(second, id="other", parent="")))
    exporting.actions["export"].trigger()
    dialog = exporting.bar.parent.findChildren(QFileDialog)[-1]
    dialog.selectNameFilter("Web page, all versions (*.html)")
    dialog.fileSelected.emit(str(tmp_path / "a.md"))
    exporting.chosen()
    assert exporting.writer.calls == [("export", tmp_path / "a.html", "c", "all branches")]


def test_pictures_are_exported_as_sent_only_after_a_question(exporting: Exporting, tmp_path: Path) -> None:
    exporting.writer.done_covered.emit(tmp_path / "a.md", "c", False)
    assert "Saved “a.md”" in exporting.bar.text and exporting.bar.labels == ["Export as sent"]
    exporting.bar.press("Export as sent")
    assert exporting.writer.calls == [] and "would show what you have covered since" in exporting.bar.text
    exporting.bar.press("Export as sent")
    assert exporting.writer.calls == [("export", tmp_path / "a.md", "c", "as sent")]


def test_where_it_is_forbidden_export_as_sent_is_not_offered(exporting: Exporting, tmp_path: Path) -> None:
    exporting.may_uncover = False
    exporting.writer.done_covered.emit(tmp_path / "a.md", "c", True)
    assert exporting.bar.labels == []


def test_the_suggested_name_is_the_title(exporting: Exporting) -> None:
    exporting.actions["export"].trigger()
    assert exporting.chosen() == ["what is it.md"]


def test_another_conversation_is_exported_from_the_list(exporting: Exporting) -> None:
    exporting.history.rows = (Summary("d", "another one", 1.0),)
    exporting.panel.text.emit("d")
    assert exporting.chosen() == ["another one.md"]


def test_all_conversations_have_a_name_of_their_own(exporting: Exporting) -> None:
    exporting.actions["export_all"].trigger()
    assert exporting.chosen() == ["Askance conversations.md"]


def test_an_empty_conversation_is_not_exported(bar: Bar, actions: Actions) -> None:
    exporting = Exporting(bar, actions, FakeHistory())
    actions["export"].trigger()
    assert exporting.chosen() == []
    assert bar.text == "Nothing to export yet."


def test_what_is_written_is_told_with_the_way_to_it(exporting: Exporting, tmp_path: Path) -> None:
    exporting.writer.done.emit(tmp_path / "a.md")
    assert exporting.bar.text == "Saved “a.md”"
    exporting.bar.press("Show in folder")
    assert exporting.opened == [tmp_path / "a.md"]
