"""JSON comes back as it was; what makes no sense is refused; its fields are documented."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.json import from_plain, to_plain
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.image.sent_image import SentImage
from tests.core.conversation.export.exported import conversation


def test_json_reads_back_without_loss() -> None:
    from desktop.core.ids import sha256_hex

    data = b"a picture"
    sent = SentImage(sha256_hex(data), "image/png", 4, 4, len(data))
    asked = conversation()
    turns = tuple(replace(turn, images=(sent,), answer_images=(sent,), pinned=True) for turn in asked.all_turns)
    exported = ExportBundle((Conversation.of("c", turns, "Mine", turns[0].id, True),), {sent.id: data})
    back = from_plain(json.loads(json.dumps(to_plain(exported))))
    assert back.conversations == exported.conversations
    assert dict(back.images) == exported.images


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"askance": 2},
        {"askance": 1},
        {"askance": 1, "conversations": [{}], "pictures": {}},
        {"askance": 1, "conversations": [{"id": 1, "given_title": "", "last": "", "turns": [], "pinned": 0}]},
        {"askance": 1, "conversations": [], "pictures": {"a": "not base64!"}},
        {"askance": 1, "conversations": [], "pictures": []},
    ],
)
def test_what_is_no_export_is_refused(document: object) -> None:
    with pytest.raises(ValueError):
        from_plain(document)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("asked_at", -1),
        ("asked_at", 1e300),
        ("answer", 5),
        ("stage", "answering"),
        ("stage", "?"),
        ("expected", -3),
        ("pinned", "yes"),
        ("parent", None),
        ("conversation_id", "other"),
        ("first_word_s", "x"),
        ("retry_s", float("inf")),
        ("answer", "a\ud800"),
        ("trouble", {"kind": "left", "name": "", "detail": "", "status": 0, "code": "", "seconds": "x"}),
        ("trouble", {"kind": "left", "name": "", "detail": 5, "status": 0, "code": "", "seconds": 0}),
        ("pictures", [{"id": "../../x", "mime": "image/png", "width": 1, "height": 1, "bytes": 1}]),
        ("pictures", [{"id": "a" * 64, "mime": "text/html", "width": 1, "height": 1, "bytes": 1}]),
    ],
)
def test_a_turn_that_makes_no_sense_is_refused(field: str, value: object) -> None:
    document = json.loads(json.dumps(to_plain(ExportBundle((conversation(),), {}))))
    document["conversations"][0]["turns"][0][field] = value
    with pytest.raises(ValueError):
        from_plain(document)


def test_an_answer_that_is_still_coming_goes_out_as_stopped() -> None:
    coming = Turn.new("c", "q", "m", "h", 1.0).as_streaming("so far", 0.1)
    document = json.loads(json.dumps(to_plain(ExportBundle((Conversation("c", (coming,)),), {}))))
    (back,) = from_plain(document).conversations[0].turns
    assert (back.stage, back.answer) == (Stage.STOPPED, "so far")


def test_a_picture_under_another_name_is_left_out() -> None:
    document = json.loads(json.dumps(to_plain(ExportBundle((conversation(),), {}))))
    document["pictures"] = {"a" * 64: "AAAA"}
    assert from_plain(document).images == {}


def test_the_form_of_json_is_documented_field_by_field() -> None:
    text = (Path(__file__).parents[4] / "docs" / "conversations.md").read_text("utf-8")
    document = to_plain(ExportBundle((conversation(),), {}))
    turn = document["conversations"][0]["turns"][0]
    names = {*document, *document["conversations"][0], *turn}
    names |= {*turn["pictures"][0], *turn["usage"]}
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []
