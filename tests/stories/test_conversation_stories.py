"""The conversation, through the program's own start and end: branches, search, quick questions, out and in."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QMenu

from desktop.composition import config_files
from desktop.composition.container import Container
from desktop.controllers import main_controller
from desktop.controllers.building.files_side import FileControllers
from desktop.core.asking.saved_prompts import QuickQuestion
from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.search_query import SearchQuery
from desktop.paths import folders
from desktop.services.conversation import pending_deletion
from desktop.ui.dialogs.saved_prompt_editor import QuickQuestionEditor
from desktop.ui.find_bar import FindBar
from desktop.ui.main_window import MainWindow
from tests.helpers.images import png
from tests.loopback import Endpoint, Heard, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.test_main_stories import answered, ask, busy, feet, paste_image, press

KEY = "sk-canary-0123456789abcdef"


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def last_words(heard: Heard) -> str:
    content = heard.json["messages"][-1]["content"]
    return content if isinstance(content, str) else content[0]["text"]


def images(heard: Heard) -> int:
    return json.dumps(heard.json).count('"image_url": {')


def menu_of(window: MainWindow, turn: int = 0) -> dict[str, object]:
    """The turn's menu: words and what they do."""
    window.transcript.menu_requested.emit(window.transcript.items[turn].turn.id, "", QCursor.pos())
    menu = [each for each in window.findChildren(QMenu) if each.parent() is window and each.isVisible()][-1]
    made: dict[str, object] = {}
    for action in menu.actions():
        made[action.text()] = action
        inner = action.menu()
        if isinstance(inner, QMenu):
            made.update({f"{action.text()}/{each.text()}": each for each in inner.actions()})
    menu.hide()
    return made


def trigger(entries: dict[str, object], words: str) -> None:
    entries[words].trigger()  # type: ignore[attr-defined]


def rows(window: MainWindow) -> list[str]:
    model = window.history.model
    found = [model.row(model.index(at)) for at in range(model.rowCount())]
    return [row.title for row in found if isinstance(row, Summary)]


def test_a_question_is_asked_otherwise_and_the_old_branch_is_kept(tell: Tell) -> None:
    with Endpoint(script=[saying("one"), saying("two"), saying("three"), saying("four")]) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window)
            await ask(window, "first?")
            await answered(window, "one")
            await ask(window, "second?")
            await answered(window, "two")
            QTest.keyClicks(window.composer.field, "half typed")
            window.transcript.edit_requested.emit(window.transcript.items[0].turn.id)
            await until(lambda: window.composer.field.toPlainText() == "first?")
            assert window.composer._editing.isVisible()
            QTest.keyClick(window.composer.field, Qt.Key.Key_Escape)  # leave it as it was
            assert window.composer.field.toPlainText() == "half typed"
            window.transcript.edit_requested.emit(window.transcript.items[0].turn.id)
            await until(lambda: window.composer.field.toPlainText() == "first?")
            window.composer.field.setPlainText("")
            await ask(window, "otherwise?")
            await answered(window, "three")
            assert "one" not in window.transcript.plain_text()
            assert feet(window)[0].startswith("2 / 2")
            assert window.composer._editing.isHidden()
            window.transcript.version_requested.emit(window.transcript.items[0].turn.id, -1)
            assert window.transcript.plain_text().split("\n\n") == ["first?", "one", "second?", "two"]
            assert window.composer.field.toPlainText() == "half typed"

        async def again(window: MainWindow) -> None:
            await until(lambda: "two" in window.transcript.plain_text())
            assert feet(window)[0].startswith("1 / 2")
            window.transcript.again_requested.emit(window.transcript.items[1].turn.id)
            await answered(window, "four")
            assert feet(window)[1].startswith("2 / 2")

        tell(story, endpoint.url)
        tell(again, endpoint.url)
    assert [last_words(each) for each in endpoint.posts] == ["first?", "second?", "otherwise?", "second?"]
    assert [images(each) for each in endpoint.posts] == [1, 1, 1, 1]
    assert len(endpoint.posts[2].json["messages"]) == 1  # nothing that was said after it
    assert [each["content"] for each in endpoint.posts[3].json["messages"] if each["role"] == "assistant"] == ["one"]


def test_another_model_is_asked_and_the_setting_stays(tell: Tell) -> None:
    with Endpoint(script=[saying("one"), saying("two")]) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "one")
            entries = menu_of(window)
            assert "Ask another model/gpt-4o" in entries
            trigger(entries, "Ask again")
            await answered(window, "two")
            assert feet(window)[0].startswith("2 / 2")

        tell(story, endpoint.url)


def test_a_turn_is_pinned_deleted_and_brought_back(tell: Tell) -> None:
    with Endpoint(script=[saying("one"), saying("two"), saying("three")]) as endpoint:

        async def story(window: MainWindow) -> None:
            for words, answer in (("first?", "one"), ("second?", "two")):
                await ask(window, words)
                await answered(window, answer)
            trigger(menu_of(window, 1), "Pin")
            assert "Unpin" in menu_of(window, 1)
            assert feet(window)[1].startswith("Pinned")
            trigger(menu_of(window, 0), "Delete")
            assert window.transcript.plain_text() == "second?\n\ntwo"
            await press(window.notice, "Undo")
            assert window.transcript.plain_text() == "first?\n\none\n\nsecond?\n\ntwo"
            trigger(menu_of(window, 0), "Delete")
            await ask(window, "third?")
            await answered(window, "three")
            window.history.search_requested.emit(SearchQuery(pinned=True))
            await until(lambda: rows(window) == ["first?"])

        async def later(window: MainWindow) -> None:
            await until(lambda: "three" in window.transcript.plain_text())
            assert window.transcript.plain_text() == "second?\n\ntwo\n\nthird?\n\nthree"

        tell(story, endpoint.url)
        tell(later, endpoint.url)
    assert [each["content"] for each in endpoint.posts[2].json["messages"]] == ["second?", "two", "third?"]


def test_a_deleted_conversation_comes_back_with_its_desk(tell: Tell) -> None:
    with Endpoint(answer=saying("yes")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window)
            await ask(window, "what?")
            await answered(window, "yes")
            QTest.keyClicks(window.composer.field, "more")
            row = window.history.model.row(window.history.model.index(1))
            assert isinstance(row, Summary)
            window.history.delete_requested.emit(row.id)
            await until(lambda: window.transcript.plain_text() == "")
            await press(window.notice, "Undo")
            await until(lambda: "yes" in window.transcript.plain_text())
            await until(lambda: rows(window) == ["what?"])
            await until(lambda: window.strip._list.count() == 1)
            assert window.composer.field.toPlainText() == "more"

        tell(story, endpoint.url)
    assert [each for each in (folders().data / "pictures").rglob("*") if each.is_file()]


def test_it_is_too_late_after_some_seconds(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending_deletion, "UNDO_MS", 1)
    with Endpoint(answer=saying("yes")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window)
            await ask(window, "what?")
            await answered(window, "yes")
            row = window.history.model.row(window.history.model.index(1))
            assert isinstance(row, Summary)
            window.history.delete_requested.emit(row.id)
            await until(lambda: not [each for each in (folders().data / "pictures").rglob("*") if each.is_file()])
            await press(window.notice, "Undo")

        tell(story, endpoint.url)


def test_the_list_says_where_an_answer_is_coming(tell: Tell) -> None:
    with Endpoint(answer=saying("slow ", "and ", "done", pause_s=0.2)) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await until(lambda: bool(window.history.model.answering))
            window.actions_["new"].trigger()
            assert window.history.model.answering
            await until(lambda: not window.history.model.answering)

        tell(story, endpoint.url)


def test_searching_opens_the_conversation_at_the_place(tell: Tell) -> None:
    with Endpoint(script=[saying("The needle is here"), saying("Nothing"), saying("More")]) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "where?")
            await answered(window, "needle")
            window.actions_["new"].trigger()
            await ask(window, "else?")
            await answered(window, "Nothing")
            window.actions_["search"].trigger()
            field = window.history.findChild(QLineEdit)
            assert field is not None
            assert window.focusWidget() is field
            QTest.keyClicks(field, "need")
            await until(lambda: rows(window) == ["where?"])
            index = window.history.model.index(0)
            found = window.history.model.row(index)
            assert isinstance(found, Summary)
            assert "needle" in found.excerpt
            window.history.list_view.clicked.emit(index)
            await until(lambda: "needle" in window.transcript.plain_text())
            await until(lambda: window.transcript.parts.search.current is not None)
            QTest.keyClick(field, Qt.Key.Key_Escape)
            await until(lambda: rows(window) == ["else?", "where?"])
            QTest.keyClicks(field, "zzz")
            await until(lambda: window.history.finds_nothing)

        tell(story, endpoint.url)


def test_words_are_found_with_the_keyboard_alone(tell: Tell) -> None:
    with Endpoint(answer=saying("An apple and another apple.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "Which apple?")
            await answered(window, "another")
            window.actions_["find"].trigger()
            bar = window.focusWidget()
            assert isinstance(bar, QLineEdit)
            QTest.keyClicks(bar, "apple")
            told = bar.parent()
            assert isinstance(told, FindBar)
            await until(lambda: told._count.text() == "1 / 3")
            QTest.keyClick(bar, Qt.Key.Key_Return)
            assert told._count.text() == "2 / 3"
            QTest.keyClick(bar, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
            assert told._count.text() == "1 / 3"
            QTest.keyClick(bar, Qt.Key.Key_Escape)
            assert window.focusWidget() is window.composer.field
            assert not window.transcript.parts.search.is_active

        tell(story, endpoint.url)


def test_a_quick_question_is_one_click(tell: Tell) -> None:
    with Endpoint(answer=saying("fine")) as endpoint:

        async def story(window: MainWindow) -> None:
            assert window.composer.prompt_row.isHidden()
            await paste_image(window)
            await until(window.composer.prompt_row.isVisible)
            await press(window.composer.prompt_row, "Explain this error")
            await answered(window, "fine")
            QTest.keyClicks(window.composer.field, "/read")
            (listed,) = window.findChildren(QListWidget, "quickList")
            assert listed.isVisible()
            assert listed.currentItem().text() == "Read the text"
            QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
            await until(lambda: len(endpoint.posts) == 2 and not busy(window))
            QTest.keyClicks(window.composer.field, "/")
            QTest.keyClick(window.composer.field, Qt.Key.Key_Escape)
            assert listed.isHidden()
            window.composer.field.clear()

        tell(story, endpoint.url)
    assert "Explain the error" in last_words(endpoint.posts[0])
    assert "Write down all text" in last_words(endpoint.posts[1])


def test_the_library_is_edited_and_kept(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        window.composer.quick_edit_requested.emit()
        (editing,) = window.findChildren(QuickQuestionEditor)
        await press(editing, "Add")
        QTest.keyClicks(editing._name, "Mine")
        editing._words.setPlainText("What is mine?")
        for _ in range(5):
            await press(editing, "↑")
        editing._list.setCurrentRow(1)
        await press(editing, "Remove")
        editing.accept()
        await paste_image(window)
        await press(window.composer.prompt_row, "Mine")
        await until(lambda: len(endpoint.posts) == 1 and not busy(window))

    with Endpoint(answer=saying("fine")) as endpoint:
        tell(story, endpoint.url)
    assert last_words(endpoint.posts[0]) == "What is mine?"
    names = [each["name"] for each in config_files.load_quick_questions()["questions"]]
    assert names[0] == "Mine"
    assert "Explain this error" not in names


def test_several_questions_go_in_one_request(tell: Tell) -> None:
    with Endpoint(answer=saying("## What?\n\nyes")) as endpoint:

        async def story(window: MainWindow) -> None:
            window.composer.field.setPlainText("1. What is it?\n2. Where is it?")
            QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
            await answered(window, "yes")

        tell(story, endpoint.url)
    told = endpoint.posts[0].json["messages"][-1]["content"]
    assert told[0]["text"] == "1. What is it?\n2. Where is it?"
    assert told[1]["text"].startswith("These are 2 questions.")


@pytest.fixture
def out(monkeypatch: pytest.MonkeyPatch) -> list[tuple[FileControllers, Container]]:
    """The controllers of files, and the parts of the program, of each start."""
    started: list[tuple[FileControllers, Container]] = []
    original = main_controller.MainController.__init__

    def remembered(self: main_controller.MainController, container: Container, font: QFont) -> None:
        original(self, container, font)
        started.append((self.files, container))

    monkeypatch.setattr(main_controller.MainController, "__init__", remembered)
    return started


def test_a_conversation_goes_out_in_every_form_and_comes_back(
    tell: Tell, out: list[tuple[FileControllers, Container]], tmp_path: Path
) -> None:
    with Endpoint(answer=saying("A **bold** $x^2$ answer\n\n```py\nx = 1\n```")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, png(64, 48))
            await ask(window, "what?")
            await answered(window, "answer")
            for ending in ("md", "html", "json", "pdf"):
                out[-1][0].exports.export_to(tmp_path / f"one.{ending}", window.transcript.conversation_id)
                await until((tmp_path / f"one.{ending}").exists)
            out[-1][0].exports.export_to(tmp_path / "all.md", "")
            await until(lambda: (tmp_path / "all" / "what.md").exists())
            out[-1][0].exports.export_to(tmp_path / "no folder" / "x.html", "")
            await until(lambda: "could not be written" in window.notice.words)
            out[-1][0].exports.export_to(tmp_path / "no folder" / "x.pdf", "")
            await until(lambda: "“x.pdf” could not be written" in window.notice.words)
            out[-1][1].import_export.import_file(tmp_path / "one.json")  # it is known: it comes as another one
            await until(lambda: rows(window) == ["what?", "what?"])
            out[-1][1].import_export.import_file(tmp_path / "one.html")
            await until(lambda: "is not an export of Askance" in window.notice.words)

        tell(story, endpoint.url)
    text = (tmp_path / "one.md").read_text("utf-8")
    (name,) = [each.name for each in (tmp_path / "one-pictures").iterdir()]
    assert f"![](one-pictures/{name})" in text
    assert "A **bold** $x^2$ answer" in text
    assert "data:image/png;base64," in (tmp_path / "one.html").read_text("utf-8")
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((tmp_path / "one.json").read_text("utf-8"))["askance"] == 1


def test_everything_goes_into_a_backup_and_comes_back(
    tell: Tell, out: list[tuple[FileControllers, Container]], tmp_path: Path
) -> None:
    made = tmp_path / "all.askance-backup"
    with Endpoint(answer=saying("yes")) as endpoint:

        async def first(window: MainWindow) -> None:
            await paste_image(window)
            await ask(window, "what?")
            await answered(window, "yes")
            out[-1][0].backups.back_up_to(made)
            await until(lambda: "Everything but your keys is in" in window.notice.words)
            window.history.delete_requested.emit(window.transcript.conversation_id)
            await until(lambda: window.history.model.rowCount() == 0)
            window.notice.hide()
            out[-1][0].restores.restore_from(tmp_path / "nothing")
            await until(lambda: "is not a backup" in window.notice.words)
            out[-1][0].restores.restore_from(made)
            await until(lambda: "is back" in window.notice.words)
            await until(lambda: rows(window) == ["what?"])

        async def second(window: MainWindow) -> None:
            await until(lambda: rows(window) == ["what?"])

        tell(first, endpoint.url, theme="dark")
        tell(second, endpoint.url)


def test_copying_with_formatting(tell: Tell) -> None:
    with Endpoint(answer=saying("**bold** ![x](http://x.example/p.png)")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "bold")
            trigger(menu_of(window), "Copy the answer with formatting")
            held = QGuiApplication.clipboard().mimeData()
            assert "<strong>bold</strong>" in held.html()
            assert "<img" not in held.html()
            trigger(menu_of(window), "Copy the answer as Markdown")
            assert QGuiApplication.clipboard().text() == r"**bold** \![x](http://x.example/p.png)"
            window.transcript.select_all()
            trigger(menu_of(window), "Copy")
            assert QGuiApplication.clipboard().text() == "what?\n\nbold x"
            trigger(menu_of(window), "Copy the question")
            assert QGuiApplication.clipboard().text() == "what?"

        tell(story, endpoint.url)


def test_the_size_of_text_is_kept(tell: Tell) -> None:
    async def first(window: MainWindow) -> None:
        window.actions_["larger"].trigger()
        window.actions_["larger"].trigger()
        assert window.transcript.zoom == 1.25

    async def second(window: MainWindow) -> None:
        assert window.transcript.zoom == 1.25
        window.actions_["usual"].trigger()
        assert window.transcript.zoom == 1.0

    tell(first)
    tell(second)


def test_the_only_question_goes_with_its_conversation(tell: Tell) -> None:
    with Endpoint(answer=saying("yes")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "yes")
            trigger(menu_of(window), "Delete")
            await until(lambda: rows(window) == [])
            await press(window.notice, "Undo")
            await until(lambda: rows(window) == ["what?"])
            await until(lambda: "yes" in window.transcript.plain_text())

        tell(story, endpoint.url)


def test_undo_is_true_after_a_restart_too(tell: Tell) -> None:
    with Endpoint(script=[saying(each) for each in ("one", "two", "three")]) as endpoint:

        async def first(window: MainWindow) -> None:
            for words, answer in (("a?", "one"), ("b?", "two"), ("c?", "three")):
                await ask(window, words)
                await answered(window, answer)
            trigger(menu_of(window, 1), "Delete")
            assert window.transcript.plain_text() == "a?\n\none\n\nc?\n\nthree"
            trigger(menu_of(window, 1), "Pin")  # it is kept behind another turn now
            await press(window.notice, "Undo")

        async def second(window: MainWindow) -> None:
            await until(lambda: "three" in window.transcript.plain_text())
            assert window.transcript.plain_text() == "a?\n\none\n\nb?\n\ntwo\n\nc?\n\nthree"

        tell(first, endpoint.url)
        tell(second, endpoint.url)


def test_the_same_words_are_found_twice(tell: Tell) -> None:
    with Endpoint(answer=saying("An apple.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "apple")
            window.actions_["find"].trigger()
            bar = window.focusWidget()
            assert isinstance(bar, QLineEdit)
            QTest.keyClicks(bar, "apple")
            for _ in range(2):
                await until(lambda: window.transcript.parts.search.current is not None)
                QTest.keyClick(bar, Qt.Key.Key_Escape)
                assert not window.transcript.parts.search.is_active
                window.history.search_requested.emit(SearchQuery("apple"))
                await until(lambda: window.history.model.rowCount() == 1)  # no day above it
                window.history.list_view.clicked.emit(window.history.model.index(0))

        tell(story, endpoint.url)


def test_what_is_typed_survives_a_quick_question_and_leaving_an_edit(tell: Tell) -> None:
    with Endpoint(answer=saying("yes")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "yes")
            field = window.composer.field
            QTest.keyClicks(field, "mine ")
            window.composer.quick_chosen.emit(QuickQuestion("n", "and this"))
            assert field.toPlainText() == "mine and this"
            window.transcript.edit_requested.emit(window.transcript.items[0].turn.id)
            await until(lambda: field.toPlainText() == "what?")
            QTest.keyClicks(field, " changed")
            window.actions_["new"].trigger()
            await until(lambda: window.transcript.plain_text() == "")
            assert field.toPlainText() == ""
            index = window.history.model.index(1)
            window.history.list_view.clicked.emit(index)
            await until(lambda: field.toPlainText() == "mine and this")
            window.transcript.edit_requested.emit(window.transcript.items[0].turn.id)
            await until(lambda: field.toPlainText() == "what?")
            trigger(menu_of(window), "Continue the answer")
            await until(lambda: len(endpoint.posts) == 2 and not busy(window))
            assert field.toPlainText() == "mine and this"

        tell(story, endpoint.url)
    assert [each["content"] for each in endpoint.posts[1].json["messages"]][:2] == ["what?", "yes"]


def test_a_backup_does_not_say_where_questions_go(
    tell: Tell, out: list[tuple[FileControllers, Container]], tmp_path: Path
) -> None:
    made = tmp_path / "all.askance-backup"
    with Endpoint(answer=saying("yes")) as endpoint:

        async def first(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "yes")
            out[-1][0].backups.back_up_to(made)
            await until(made.exists)
            await until(lambda: "Everything but your keys is in" in window.notice.words)

        async def second(window: MainWindow) -> None:
            out[-1][0].restores.restore_from(made)
            await until(lambda: "is back" in window.notice.words)
            assert out[-1][1].settings_service.settings.endpoint == "http://127.0.0.1:9/v1"
            await press(window.notice, f"Use 127.0.0.1:{endpoint.port}")
            assert out[-1][1].settings_service.settings.endpoint == endpoint.url

        tell(first, endpoint.url)
        tell(second, "http://127.0.0.1:9/v1")


def test_an_import_never_takes_the_place_of_a_turn(
    tell: Tell, out: list[tuple[FileControllers, Container]], tmp_path: Path
) -> None:
    made = tmp_path / "one.json"
    with Endpoint(answer=saying("mine")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "mine")
            out[-1][0].exports.export_to(made, window.transcript.conversation_id)
            await until(made.exists)
            held = json.loads(made.read_text("utf-8").replace("mine", "theirs"))
            held["conversations"][0]["id"] = held["conversations"][0]["turns"][0]["conversation_id"] = "fresh"
            made.write_text(json.dumps(held))
            out[-1][1].import_export.import_file(made)
            await until(lambda: len(rows(window)) == 2)

        async def later(window: MainWindow) -> None:
            await until(lambda: "mine" in window.transcript.plain_text())

        tell(story, endpoint.url)
        tell(later, endpoint.url)
