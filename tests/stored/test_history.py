"""The history of version 0.1.0 opens, and every word, mark, price and branch in it is as it was."""

import json
from hashlib import sha256

from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.conversation.serialization import image_to_plain
from desktop.core.ocr.serialization import ocr_result_to_json
from desktop.core.ocr.text_export import plain_text
from desktop.paths import folders
from tests.stored.documents import IMAGES, READING
from tests.stored.files import FIRST, document, exported

MARKED = "801c567e705120b1233426a72b29a847024641f6c37a42b9734dcd6004e6528e"
PHOTO = "901cab1408973328186d79a829d180a7b0fdb64e9ef49b5b428c410234f36693"


def test_every_conversation_is_listed_with_its_title_its_pin_and_its_price(store: SqliteStore) -> None:
    assert [
        (row.title, row.pinned, row.images, row.thumbnail, round(row.cost_usd, 9)) for row in store.page(0, 50)
    ] == [
        ("The refused connection", True, 3, MARKED, 0.0056235),
        ("Who is in the way?", False, 1, "dc77d6a1ed928ba93bfe7149b953bc46d55638116e9859462f04631c92089b66", 0.0),
        ("How many tokens does a question of this length take at an endpoint?", False, 0, "", 0.0),
        ("Which port?", False, 1, "732e28630bea35e252511526e28ca139220170849aeeaa508e155d4c6a305df1", 0.0),
        ("What does it say?", False, 1, "68b191bd01cfc88bef4f7fca9fda0d65ddd3e8cb8c3210a6369648a9b3cfd50a", 0.0),
        ("Left in the middle?", False, 0, "", 0.0),
        ("Which server?", False, 0, "", 0.0),
    ]
    assert round(store.spending_since(0), 9) == 0.0056235
    assert store.models() == ("gpt-4o", "gpt-4o-mini", "gpt-5.4", "local-vision:7b", "text reader")


def test_the_branches_and_ends_of_a_conversation(store: SqliteStore) -> None:
    (conversation,) = exported(store, FIRST)
    facts = ("stage", "model", "prompt", "answer", "pinned", "expected", "first_word_s")
    assert [
        (turn["id"][-1], turn["parent"][-1:], *(turn[fact] for fact in facts)) for turn in conversation["turns"]
    ] == [
        (
            *("1", "", "done", "gpt-4o", "What does the error say? See ①."),
            "At ① it says **refused**: `ConnectionError`.\n\n| port | state |\n|---|---|\n| 5432 | closed |\n",
            *(True, 1105, 0.75),
        ),
        (
            *("2", "1", "done", "gpt-4o-mini", "Why?"),
            "Nothing listens on $5432$.\n\n```py\nport = 5432  # closed\n```",
            *(False, 900, 0.25),
        ),
        ("3", "1", "failed", "gpt-5.4", "Why not?", "", False, 0, None),
        ("4", "2", "failed", "gpt-4o", "And then?", "Half of an ans", False, 0, 1.5),
        ("5", "", "stopped", "gpt-4o", "Start over: what is it?", "A page.", False, 0, 0.5),
    ]
    assert conversation["last"][-1] == "4"
    assert [turn.id[-1] for turn in store.conversation(FIRST).turns] == ["1", "2", "4"]
    refused, cut_off = (conversation["turns"][at]["trouble"] for at in (2, 3))
    assert refused == {
        "kind": "rate_limit",
        "name": "api.openai.com",
        "detail": "Too many requests",
        "status": 429,
        "code": "rate_limit_exceeded",
        "seconds": 2.5,
    }
    assert cut_off == {
        "kind": "cut_off",
        "name": "api.openai.com",
        "detail": "",
        "status": 0,
        "code": "",
        "seconds": 0.0,
    }
    assert conversation["turns"][0]["usage"] == {"read": 1120, "written": 42, "cached": 128}


def test_every_turn_is_what_the_export_of_then_says(store: SqliteStore) -> None:
    conversations = document("export/all.json")["conversations"]
    assert exported(store, *(entry["id"] for entry in conversations)) == conversations


def test_who_answered_here_and_who_was_left(store: SqliteStore) -> None:
    local, left = exported(store, "48a54dc36307acb29b035e9c234e81e2", "c" * 31 + "0")
    (turn,) = local["turns"]
    assert (turn["model"], turn["host"], turn["usage"]) == ("text reader", "this computer", None)
    assert turn["answer"].startswith("This line matches best:\n\n- `port 5432`\n")
    assert store.conversation(local["id"]).turns[0].answered_locally
    (turn,) = left["turns"]
    assert (turn["stage"], turn["answer"], turn["trouble"]["kind"]) == ("stopped", "It was com", "left")


def test_what_waited_in_the_inbox_is_taken_in(store: SqliteStore) -> None:
    (conversation,) = exported(store, "7e89e230b68d49f5081fde3d768f30cd")
    assert conversation["turns"] == [document("home/data/inbox/1987c264700c90b80d7386eccc98d96d.json")]
    assert conversation["turns"][0]["answer"] == "Left for later."
    assert not list((folders().data / "inbox").glob("*.json"))


def test_every_picture_is_there(store: SqliteStore) -> None:
    sent = {
        entry["id"]: entry
        for it in document("export/all.json")["conversations"]
        for turn in it["turns"]
        for entry in turn["pictures"]
    }
    assert len(sent) == 5
    for image_id, image in sent.items():
        data = store.image_bytes(image_id)
        assert data is not None
        assert (sha256(data).hexdigest(), len(data)) == (image_id, image["bytes"])


def test_the_desk_with_every_kind_of_mark(store: SqliteStore) -> None:
    left = store.last_draft()
    assert left is not None
    conversation_id, draft = left
    assert (conversation_id, draft.prompt, draft.current_index) == (FIRST, "and how do I\nfix it?", 1)
    assert [json.loads(json.dumps(image_to_plain(image))) for image in draft.images] == IMAGES
    assert [(entry.source.name, entry.source.mime, entry.source.size) for entry in draft.images] == [
        ("log.png", "image/png", (360, 150)),
        ("photo.jpg", "image/jpeg", (200, 120)),
        ("pages.tif", "image/tiff", (120, 80)),
    ]
    other = store.draft("b" * 31 + "0")
    assert other is not None
    assert (other.prompt, [sheet.id[-1] for sheet in other.images]) == ("half a question", ["4"])


def test_what_went_is_known_to_be_what_lies_on_the_desk(store: SqliteStore) -> None:
    """Else a picture that was sent goes once more, and one that was covered since then is not known as changed."""
    left = store.last_draft()
    assert left is not None
    conversation = store.conversation(FIRST)
    assert [image.content_key for image in left[1].images] == [
        "55555555555555555555555555555551.fdd41d1d1ac99f20",
        "55555555555555555555555555555552.ee6f66da2201ce9e",
        "55555555555555555555555555555553.1dfa5781c9566485",
    ]
    sent = conversation.turns[0].images
    assert [picture.content_key for picture in sent] == [sheet.content_key for sheet in left[1].images]
    assert all(picture.is_unchanged(sheet) for picture, sheet in zip(sent, left[1].images, strict=True))
    assert all(conversation.model_has_seen(sheet) for sheet in left[1].images)
    assert [picture.id for picture in conversation.resent_images] == [MARKED, PHOTO]  # the third is left out


def test_what_was_read_on_a_picture(store: SqliteStore) -> None:
    ocr_results = store.ocr_results([MARKED, PHOTO])
    assert [json.loads(json.dumps(ocr_result_to_json(entry))) for entry in ocr_results.values()] == [READING]
    assert plain_text(ocr_results[MARKED]) == (
        "$ make test\n\nConnectionError: refused\n\nport\t5432\nhost\tnordlicht\n\nQR Code: https://example.org/4711"
    )
    assert [row.id for row in store.page(0, 9, SearchQuery("nordlicht"))] == [FIRST]


def test_the_search_finds_what_was_typed_and_answered(store: SqliteStore) -> None:
    assert [row.title for row in store.page(0, 9, SearchQuery("listens"))] == ["The refused connection"]
    assert [row.title for row in store.page(0, 9, SearchQuery("middle"))] == ["Left in the middle?"]
    assert [row.title for row in store.page(0, 9, SearchQuery("你好"))] == ["Which server?"]
