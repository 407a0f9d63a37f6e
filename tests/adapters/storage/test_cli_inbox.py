"""Turns that the command line left are taken in."""

import json
from dataclasses import replace
from pathlib import Path

from desktop.adapters.storage.cli_inbox import CliInbox
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.serialization import turn_to_plain
from tests.adapters.storage.samples import image, turn


def test_what_the_command_line_left_is_taken_in(tmp_path: Path) -> None:
    sent = image()
    left = turn("c", "from outside", 1, sent)
    CliInbox(tmp_path / "inbox").leave(left, (sent,))
    (tmp_path / "inbox" / "broken.json").write_text("{}")
    plain = turn_to_plain(left)
    odd = {**plain, "id": "zz", "pictures": [{**plain["pictures"][0], "id": "zz"}]}
    (tmp_path / "inbox" / "odd.json").write_text(json.dumps(odd))
    store = SqliteStore(tmp_path)
    assert store.conversation("c").turns == (left,)
    assert store.image_bytes(sent.id) == sent.data
    assert sorted(path.name for path in (tmp_path / "inbox").iterdir() if path.is_file()) == ["broken.json", "odd.json"]
    store.close()


def test_pictures_of_an_answer_are_taken_in(tmp_path: Path) -> None:
    received = image()
    left = replace(turn("c", "from outside", 1), answer_images=(received.to_sent_image(),))
    CliInbox(tmp_path / "inbox").leave(left, (received,))
    store = SqliteStore(tmp_path)
    assert store.conversation("c").turns == (left,)
    assert store.image_bytes(received.id) == received.data
    assert not [path for path in (tmp_path / "inbox" / "pictures").rglob("*") if path.is_file()]
    store.close()
