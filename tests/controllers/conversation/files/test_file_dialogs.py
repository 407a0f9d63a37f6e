from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.controllers.conversation.files.file_dialogs import FileDialogs, with_suffix_of
from desktop.messages.files.export_words import export_filters
from tests.controllers.conftest import Bar

JSON = "JSON, can be imported (*.json)"


@pytest.mark.parametrize(
    ("name", "name_filter", "completed"),
    [
        ("talk", "PDF (*.pdf)", "talk.pdf"),
        ("talk.md", "PDF (*.pdf)", "talk.pdf"),
        ("talk.md", "Markdown with pictures (*.md)", "talk.md"),
        ("talk.html", "PDF (*.pdf)", "talk.html"),
        ("Version 1.2", JSON, "Version 1.2.json"),
        ("all.askance-backup", "Askance backup (*.askance-backup)", "all.askance-backup"),
    ],
)
def test_the_suffix_is_that_of_the_chosen_format(name: str, name_filter: str, completed: str) -> None:
    assert with_suffix_of(Path(name), name_filter) == Path(completed)


class Writing:
    def __init__(self, bar: Bar) -> None:
        self.bar, self.files, self.written = bar, FileDialogs(bar.parent, bar.notices), list[Path]()

    def choose(self, path: Path, name_filter: str) -> None:
        self.files.write_unless_there(path, name_filter, self.written.append)


@pytest.fixture
def writing(bar: Bar) -> Writing:
    return Writing(bar)


def test_what_is_not_there_is_written(writing: Writing, tmp_path: Path) -> None:
    writing.choose(tmp_path / "talk", JSON)
    assert writing.written == [tmp_path / "talk.json"]


def test_a_file_that_the_dialog_has_asked_about_is_replaced(writing: Writing, tmp_path: Path) -> None:
    (tmp_path / "talk.json").touch()
    writing.choose(tmp_path / "talk.json", JSON)
    assert writing.written == [tmp_path / "talk.json"]


def test_a_file_of_another_suffix_is_asked_about(writing: Writing, tmp_path: Path) -> None:
    (tmp_path / "talk.json").touch()
    writing.choose(tmp_path / "talk.md", JSON)
    assert (writing.written, writing.bar.text) == ([], "“talk.json” already exists.")
    writing.bar.press("Replace")
    assert writing.written == [tmp_path / "talk.json"]


def test_a_folder_that_holds_an_earlier_export_is_asked_about(writing: Writing, tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    writing.choose(tmp_path / "all.md", "Markdown with pictures (*.md)")
    assert writing.written == [tmp_path / "all.md"]
    (tmp_path / "all" / "what.md").touch()
    writing.choose(tmp_path / "all.md", "Markdown with pictures (*.md)")
    assert writing.bar.text == "A folder “all” already exists."
    writing.bar.press("Add to folder")
    assert writing.written == [tmp_path / "all.md", tmp_path / "all.md"]


def test_the_dialogs_call_back_with_paths(writing: Writing, tmp_path: Path) -> None:
    writing.files.save("Export", export_filters(), "talk.md", writing.written.append)
    (save,) = writing.bar.parent.findChildren(QFileDialog)
    assert save.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    save.selectNameFilter("PDF (*.pdf)")
    save.fileSelected.emit(str(tmp_path / "talk.md"))
    save.close()
    save.deleteLater()
    read: list[Path] = []
    writing.files.open("Import", JSON, read.append)
    open_dialog = next(dialog for dialog in writing.bar.parent.findChildren(QFileDialog) if dialog is not save)
    open_dialog.fileSelected.emit(str(tmp_path / "talk.json"))
    open_dialog.close()
    assert writing.written == [tmp_path / "talk.pdf"]
    assert read == [tmp_path / "talk.json"]
