"""What version 0.1.0 wrote is the same when the present code writes it again: tables, columns, keys, values."""

import json
import re
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.adapters.storage.cli_inbox import CliInbox
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.composition import factories
from desktop.core.conversation.export.bundle import Page
from desktop.core.conversation.export.html import to_html
from desktop.core.conversation.export.json import from_plain, to_plain
from desktop.core.conversation.export.markdown import to_markdown
from desktop.core.image.encoding import EncodedImage
from desktop.messages.pages.page_words import PAGE_WORDS
from desktop.paths import folders
from desktop.services.ports.work_progress import no_step
from tests.stored.files import FIRST, OLD, document, exported, opened, rows

COLUMNS = {
    "conversations": "id given_title title updated_at pictures thumbnail last pinned",
    "turns": "id conversation_id asked_at prompt model host stage answer read_tokens written_tokens cached_tokens "
    "trouble first_word_s expected parent pinned pictures number seen",
    "turn_pictures": "turn_id position picture_id mime width height bytes detail look numbers fate",
    "drafts": "conversation_id changed_at prompt looked_at",
    "draft_sheets": "conversation_id position sheet_id picture_id mime width height name edit",
    "spending": "turn_id asked_at usd",
    "leaving": "picture_id",
    "going": "id",
    "picture_readings": "picture_id text reading",
    "asked": "words about",
    "said": "words about",
    "read": "words about",
}
ADDED = {
    "turns": " thinking thinking_s sources",
    "turn_pictures": " of_answer origin covers",
    "conversations": " choice",
}  # since
DAYS = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d|\d{1,2} [A-Z]\w+ \d{4}, \d\d:\d\d")  # in the time zone of whoever exports
TOKENS = re.compile(r"(?:, | · )([\d,]+) tokens? in(?:, | · )([\d,]+) out")  # how they are counted has changed since


def columns(path: Path) -> dict[str, str]:
    """The columns of every table of a history, as SQLite lists them."""
    with closing(opened(path)) as connection:
        return {
            table: " ".join(row[1] for row in connection.execute(f"PRAGMA table_info({table})")) for table in COLUMNS
        }


def written_again(store: SqliteStore, folder: Path) -> Path:
    """A new history in `folder` with all that is in `store`."""
    other = SqliteStore(folder)
    for summary in reversed(store.page(0, 50)):
        conversation = store.conversation(summary.id)
        sent = {image.id: image for turn in conversation.all_turns for image in turn.stored_images}
        pairs = [(picture, store.image_bytes(picture.id)) for picture in sent.values()]
        other.save_images(EncodedImage.from_sent(picture, data) for picture, data in pairs if data)
        other.save_turns(conversation.all_turns)
        other.rename(conversation.id, conversation.given_title)
        other.pin(conversation.id, conversation.pinned)
        other.set_current_branch(conversation.id, conversation.last_turn_id)
        for image_id, ocr_result in store.ocr_results(sent).items():
            other.save_ocr_result(image_id, ocr_result)
        draft = store.draft(conversation.id)
        if draft is not None:
            other.save_draft(conversation.id, draft)
    other.close()
    return folder / "history.sqlite"


def test_the_tables_and_their_columns(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "new").close()
    assert columns(tmp_path / "new" / "history.sqlite") == {
        table: names + ADDED.get(table, "") for table, names in COLUMNS.items()
    }
    assert columns(OLD / "home" / "data" / "history.sqlite") == COLUMNS


def test_a_new_history_is_made_as_the_old_one_was(old_home: Path, tmp_path: Path) -> None:
    """Its indexes and triggers too: a backup whose triggers are others than the program's own is refused."""
    SqliteStore(folders().data).close()  # brings it to the newest version
    SqliteStore(tmp_path / "new").close()
    everything = "SELECT type, name, tbl_name, sql FROM sqlite_master"
    old, new = old_home / "data" / "history.sqlite", tmp_path / "new" / "history.sqlite"
    assert rows(new, everything) == rows(old, everything)


def test_every_row_is_the_same_when_it_is_written_again(old_home: Path, tmp_path: Path) -> None:
    for waiting in (folders().data / "inbox").glob("*.json"):
        waiting.unlink()
    with closing(SqliteStore(folders().data)) as store:
        new = written_again(store, tmp_path / "new")
    for table, named in COLUMNS.items():
        if named == "words about":
            continue  # an index, which keeps no text of its own
        kept = [name for name in named.split() if name not in ("number", "changed_at")]  # the order and time of writing
        statement = f"SELECT {', '.join(kept)} FROM {table}"
        assert rows(new, statement) == rows(OLD / "home" / "data" / "history.sqlite", statement), table


def test_a_backup_comes_back(old_home: Path, tmp_path: Path) -> None:
    restored = factories.backup_reader(OLD / "all.askance-backup")(no_step)()
    assert restored.sidecar == {
        "askance": 1,
        "settings": document("home/config/settings.json"),
        "questions": document("home/config/questions.json"),
    }
    assert restored.left_out == 0
    for waiting in (folders().data / "inbox").glob("*.json"):
        waiting.unlink()
    conversations = document("export/all.json")["conversations"]
    with closing(SqliteStore(folders().data)) as store:
        assert {row.id for row in store.page(0, 50)} == {conversation["id"] for conversation in conversations}
        assert exported(store, *(conversation["id"] for conversation in conversations)) == conversations
        left = store.last_draft()
        assert left is not None
        assert (left[0], len(left[1].images)) == (FIRST, 3)


def test_a_backup_is_written_as_it_was(old_home: Path, tmp_path: Path) -> None:
    for waiting in (folders().data / "inbox").glob("*.json"):
        waiting.unlink()
    beside = {name: document(f"home/config/{name}.json") for name in ("settings", "questions")}
    with closing(SqliteStore(folders().data)) as store:
        store.back_up_to(tmp_path / "new.askance-backup", beside)(no_step)
    with zipfile.ZipFile(tmp_path / "new.askance-backup") as new, zipfile.ZipFile(OLD / "all.askance-backup") as old:
        assert sorted(new.namelist()) == sorted(old.namelist())
        assert new.read("askance.json") == old.read("askance.json")


def test_a_json_export_is_taken_in_and_goes_out_as_it_came() -> None:
    old: dict[str, Any] = document("export/all.json")
    taken_in = from_plain(old)
    assert len(taken_in.images) == len(old["pictures"]) == 5
    assert json.loads(json.dumps(to_plain(taken_in))) == old


def counted_alike(text: str) -> str:
    """Returns a page without what depends on the place and the time of its export."""
    return TOKENS.sub(lambda found: found.expand(r" \1 in \2 out").replace(",", ""), DAYS.sub("…", text))


def test_markdown_and_html_are_as_they_were() -> None:
    old = document("export/all.json")
    taken_in = from_plain(
        {**old, "conversations": [conversation for conversation in old["conversations"] if conversation["id"] == FIRST]}
    )
    markdown = (OLD / "export" / "conversation.md").read_text("utf-8")
    page = Page(taken_in.conversations[0])
    added = PAGE_WORDS.branch_note(page)  # what pages say since: which of several versions they show
    assert added

    def plain_text(text: str) -> str:
        named = re.compile(r"!\[(?:Answer p|P)icture \d+[^\]]*\]")  # and the number of each picture
        return counted_alike(named.sub("![]", text.replace(f"*{added}*\n\n", "")))

    assert plain_text(to_markdown(page, PAGE_WORDS, "conversation-pictures")) == counted_alike(markdown)
    html = (OLD / "export" / "conversation.html").read_text("utf-8")
    look = re.compile(r"<style>.*?</style>", re.DOTALL)
    spoken = re.compile(r' (alt|lang|dir)="[^"]*"')  # what a screen reader says has become more since

    def plain(page: str) -> str:
        bare = page.replace(f'<p class="note">{added}</p>\n', "")
        return counted_alike(spoken.sub("", look.sub("", bare)))

    assert plain(to_html(taken_in, PAGE_WORDS)) == plain(html)


def test_the_inbox_is_left_as_it_was(tmp_path: Path) -> None:
    old = json.loads((OLD / "home/data/inbox/1987c264700c90b80d7386eccc98d96d.json").read_text("utf-8"))
    ((turn, images, _),) = CliInbox(OLD / "home" / "data" / "inbox").waiting()
    CliInbox(tmp_path).leave(turn, images)
    assert json.loads((tmp_path / f"{old['id']}.json").read_text("utf-8")) == old
    (image,) = old["pictures"]
    assert (tmp_path / "pictures" / image["id"][:2] / image["id"]).stat().st_size == image["bytes"]
