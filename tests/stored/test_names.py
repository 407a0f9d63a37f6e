"""Names and words that are stored. A class, a field or a member of the code may be called otherwise; these may not."""

import json
from enum import StrEnum
from typing import Any

import pytest

from desktop.adapters.system.secret_store import KeySource
from desktop.core.annotation.stored_annotations import edits_as_text
from desktop.core.conversation.serialization import image_from_plain, image_to_plain, turn_from_plain, turn_to_plain
from desktop.core.conversation.turn import Stage
from desktop.core.errors import ProblemKind, ProxyFault
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.source_image import SourceImage
from desktop.core.model_terms import LOCAL_OCR_MODEL
from desktop.core.ocr.ocr_result import TextBlockKind
from desktop.core.ocr.serialization import ocr_result_from_json, ocr_result_to_json
from desktop.core.privacy.findings import FindingKind
from desktop.core.settings.settings import HERE, OPENAI
from desktop.services.image.screen_capture import CaptureMode
from desktop.ui.canvas.tools import Tool
from tests.stored.documents import IMAGES, NOTHING_SPREADS, READING, TURN

IMAGE = SourceImage("0" * 64, b"", 400, 300, "image/png")
AREA = {"left": 12, "top": 40, "right": 240, "bottom": 66}
POINT = {"left": 300, "top": 20, "right": 300, "bottom": 20}
MARK: dict[str, dict[str, Any]] = {
    "a number": {"kind": "number", "id": "1", "area": AREA, "number": 1, "colour": "#e0482e"},
    "a number at a point": {"kind": "number", "id": "1", "area": POINT, "number": 50, "colour": "#2f6fd0"},
    "a box": {"kind": "box", "id": "1", "area": AREA, "colour": "#2e8b57"},
    "an arrow": {"kind": "arrow", "id": "1", "start": [200.0, 120.5], "end": [90.25, -3.0], "colour": "#8a4fc9"},
    "a stroke": {
        "kind": "stroke",
        "id": "1",
        "points": [[20.0, 130.0], [40.5, 120.25], [1e-07, 130.1]],
        "colour": "#d98a00",
    },
    "a stroke of one point": {"kind": "stroke", "id": "1", "points": [[20.0, 130.0]], "colour": "#d98a00"},
    "a note": {
        "kind": "note",
        "id": "1",
        "at": [180.0, 100.0],
        "text": 'here: “refused”, it\'s "so"\n你好 \\',
        "colour": "#202020",
    },
    "a redaction": {"kind": "redaction", "id": "1", "area": AREA},
}


STYLED: tuple[tuple[dict[str, Any], str], ...] = (
    (
        {"kind": "line", "id": "1", "start": [1.0, 2.0], "end": [3.0, 4.5], "colour": "#202020", "pattern": "dotted"},
        "Line(id='1', start=(1.0, 2.0), end=(3.0, 4.5), colour='#202020', pattern='dotted')",
    ),
    (
        {"kind": "ellipse", "id": "1", "area": AREA, "colour": "#202020", "width": 1.8, "pattern": "dashed"},
        "Ellipse(id='1', area=Area(left=12, top=40, right=240, bottom=66), colour='#202020', width=1.8, "
        "pattern='dashed')",
    ),
    (
        {"kind": "spotlight", "id": "1", "area": AREA},
        "Spotlight(id='1', area=Area(left=12, top=40, right=240, bottom=66))",
    ),
    (
        {"kind": "note", "id": "1", "at": [1.0, 2.0], "text": "x", "colour": "#202020", "width": 3.0},
        "Note(id='1', at=(1.0, 2.0), text='x', colour='#202020', width=3.0)",
    ),
)
HIGHLIGHT = {"kind": "highlight", "id": "1", "area": AREA, "colour": "#d98a00"}  # 0.1.0 did not have it


def image_document(turn: int = 0, crop: dict[str, int] | None = None, *annotations: dict[str, Any]) -> dict[str, Any]:
    """A sheet with these edits and nothing else, as JSON."""
    return {
        "turn": turn,
        "crop": crop,
        "marks": list(annotations),
        "detail": None,
        "fate": "again",
        "page": 0,
        "pages": 1,
        "grain": NOTHING_SPREADS,
        "metadata": [],
    }


# the name of what a sheet shows, which is stored with every picture that was sent


@pytest.mark.parametrize(
    ("stored", "look"),
    [
        (image_document(), "s.a13c1bca401b9e45"),
        (image_document(1), "s.eb48f3e51661e075"),
        (image_document(3), "s.78eebc332552806b"),
        (image_document(0, AREA), "s.29133fb24d4c7bc0"),
        (image_document(0, None, MARK["a number"]), "s.a6a8ac7983b8fcc9"),
        (image_document(0, None, MARK["a number at a point"]), "s.e6684dd0d495e8d7"),
        (image_document(0, None, MARK["a box"]), "s.5b55425117ead733"),
        (image_document(0, None, MARK["an arrow"]), "s.83cb3d803cd59fff"),
        (image_document(0, None, MARK["a stroke"]), "s.388d7d1a298e221d"),
        (image_document(0, None, MARK["a stroke of one point"]), "s.e944e37a3b90a686"),
        (image_document(0, None, MARK["a note"]), "s.e6118d830843bc1b"),
        (image_document(0, None, MARK["a redaction"]), "s.1d10019b6d94f3c7"),
        (image_document(2, AREA, *MARK.values()), "s.894cd44e4f6f5cc3"),
    ],
)
def test_what_a_sheet_shows_has_the_name_that_it_had(stored: dict[str, Any], look: str) -> None:
    assert image_from_plain("s", IMAGE, stored).content_key == look


def test_the_text_that_this_name_is_made_of() -> None:
    image = image_from_plain("s", IMAGE, image_document(2, AREA, *MARK.values()))
    assert edits_as_text(image.quarter_turns, image.crop, image.annotations) == (
        "(2, Area(left=12, top=40, right=240, bottom=66), ("
        "Number(id='1', area=Area(left=12, top=40, right=240, bottom=66), number=1, colour='#e0482e'), "
        "Number(id='1', area=Area(left=300, top=20, right=300, bottom=20), number=50, colour='#2f6fd0'), "
        "Box(id='1', area=Area(left=12, top=40, right=240, bottom=66), colour='#2e8b57'), "
        "Arrow(id='1', start=(200.0, 120.5), end=(90.25, -3.0), colour='#8a4fc9'), "
        "Stroke(id='1', points=((20.0, 130.0), (40.5, 120.25), (1e-07, 130.1)), colour='#d98a00'), "
        "Stroke(id='1', points=((20.0, 130.0),), colour='#d98a00'), "
        "Note(id='1', at=(180.0, 100.0), text='here: “refused”, it\\'s \"so\"\\n你好 \\\\', colour='#202020'), "
        "Redaction(id='1', area=Area(left=12, top=40, right=240, bottom=66))))"
    )
    assert edits_as_text(0, None, ()) == "(0, None, ())"
    assert edits_as_text(0, None, image.annotations[-1:]) == (
        "(0, None, (Redaction(id='1', area=Area(left=12, top=40, right=240, bottom=66)),))"
    )


def test_a_highlight_has_its_names_too() -> None:
    stored = image_document(0, None, HIGHLIGHT)
    image = image_from_plain("s", IMAGE, stored)
    assert written(image_to_plain(image)) == stored
    assert edits_as_text(0, None, image.annotations) == (
        "(0, None, (Highlight(id='1', area=Area(left=12, top=40, right=240, bottom=66), colour='#d98a00'),))"
    )


@pytest.mark.parametrize(("mark", "text"), STYLED)
def test_later_marks_and_styles_have_their_names_too(mark: dict[str, Any], text: str) -> None:
    stored = image_document(0, None, mark)
    image = image_from_plain("s", IMAGE, stored)
    assert written(image_to_plain(image)) == stored
    assert edits_as_text(0, None, image.annotations) == f"(0, None, ({text},))"


@pytest.mark.parametrize("style", [{"width": 0}, {"width": 99}, {"width": True}, {"pattern": "wavy"}, {"pattern": 1}])
def test_a_style_that_cannot_be_painted_is_refused(style: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"width|[Pp]attern"):
        image_from_plain("s", IMAGE, image_document(0, None, {**MARK["a box"], **style}))


def test_what_becomes_of_a_picture_later_does_not_change_what_it_shows() -> None:
    otherwise = {**image_document(), "fate": "out", "detail": "high"}
    assert image_from_plain("s", IMAGE, otherwise).content_key == "s.a13c1bca401b9e45"


# documents


def written(value: Any) -> Any:
    """A value as it comes out of a JSON file."""
    return json.loads(json.dumps(value))


def test_a_turn_has_these_names() -> None:
    assert written(turn_to_plain(turn_from_plain(TURN))) == TURN
    assert list(turn_to_plain(turn_from_plain(TURN))) == list(TURN)


@pytest.mark.parametrize("stage", ["preparing", "waiting", "answering", "done", "stopped", "failed"])
@pytest.mark.parametrize("resend_policy", ["again", "small", "out"])
@pytest.mark.parametrize("detail", ["auto", "low", "high"])
def test_a_turn_has_these_words(stage: str, resend_policy: str, detail: str) -> None:
    stored = {**TURN, "stage": stage, "pictures": [{**TURN["pictures"][0], "fate": resend_policy, "detail": detail}]}
    assert written(turn_to_plain(turn_from_plain(stored))) == stored


def test_what_comes_beside_an_answer_has_these_words() -> None:
    stored = {
        **TURN,
        "thinking": "Hm.",
        "thinking_s": 1.5,
        "sources": [
            {"url": "https://e.example/a", "title": "A page"},
            {"url": "https://e.example/cat.png", "title": "Picture", "picture": True},
        ],
        "answer_pictures": TURN["pictures"],
    }
    assert written(turn_to_plain(turn_from_plain(stored))) == stored


def test_what_a_turn_need_not_have() -> None:
    """Left out by whoever wrote it: these are as they are for a new turn."""
    needed = ("id", "conversation_id", "asked_at", "prompt", "model", "host")
    least = {name: TURN[name] for name in needed}
    sent = {name: TURN["pictures"][0][name] for name in ("id", "mime", "width", "height", "bytes")}
    stored = {
        **least,
        "pictures": [sent],
        "stage": "done",
        "usage": {"read": 1, "written": 2},
        "trouble": {"kind": "left"},
    }
    assert written(turn_to_plain(turn_from_plain(stored))) == {
        **least,
        "pictures": [{**sent, "detail": "auto", "look": "", "numbers": [], "fate": "again"}],
        "stage": "done",
        "answer": "",
        "usage": {"read": 1, "written": 2, "cached": 0},
        "trouble": {"kind": "left", "name": "", "detail": "", "status": 0, "code": "", "seconds": 0.0},
        "first_word_s": None,
        "retry_s": 0.0,
        "expected": 0,
        "parent": "",
        "pinned": False,
    }


@pytest.mark.parametrize(
    "place", [(), ("usage",), ("trouble",), ("pictures", 0), ("pictures", 0, "numbers", 0, "area")]
)
def test_a_name_that_nobody_knows_is_refused(place: tuple[str | int, ...]) -> None:
    stored = written(TURN)
    inner = stored
    for step in place:
        inner = inner[step]
    inner["surprise"] = 1
    with pytest.raises(ValueError, match="surprise"):
        turn_from_plain(stored)


@pytest.mark.parametrize("stored", [*IMAGES, *(image_document(1, AREA, mark) for mark in MARK.values())])
def test_a_sheet_has_these_names(stored: dict[str, Any]) -> None:
    grain = {"across": 8, "down": 16, "reach": 2, "from_right": True, "from_bottom": True, "proven": False}
    for document in (stored, {**stored, "grain": grain}):
        assert written(image_to_plain(image_from_plain("s", IMAGE, document))) == document


def test_a_reading_has_these_names() -> None:
    assert written(ocr_result_to_json(ocr_result_from_json(READING))) == READING


# words


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Stage, "preparing waiting answering done stopped failed"),
        (ResendPolicy, "again small out"),
        (TextBlockKind, "text code table"),
        (FindingKind, "private orders faint tiny address"),
        (Tool, "V C N B A P T R"),
        (KeySource, "system file session environment"),
        (CaptureMode, "choice screen"),
        (
            ProxyFault,
            "bad_address unsupported unreachable silent not_a_proxy sign_in sign_in_refused refused failed web_page "
            "not_encrypted not_allowed",
        ),
        (
            ProblemKind,
            "empty not_a_picture svg too_many_pictures truncated too_many_bytes too_many_pixels directory not_a_file "
            "missing unreadable decoder_hung decoder_died address_refused address_failed clipboard moved_on "
            "picture_gone picture_ours pdf_locked no_such_page empty_folder left_out_of_folder capture_forbidden "
            "capture_impossible capture_failed reader_absent reader_hung reader_died reader_cancelled "
            "not_looked_through "
            "still_legible no_key bad_key_text bad_endpoint key_refused forbidden model_unknown model_blind quota "
            "rate_limit too_large picture_rejected content_refused bad_request server_fault not_an_api redirected "
            "unknown_host not_reached tls certificates proxy connect_timeout no_first_word cut_off silence "
            "out_of_time length filtered stream_error overlong garbled nothing_said left store_damaged "
            "store_emptied store_unsound store_ours sheet_unread not_written not_an_export not_a_backup "
            "nothing_kept store_newer store_full store_read_only store_busy vault_hung vault_refused "
            "settings_damaged settings_unread settings_unwritten policy_unread pattern_wrong ours",
        ),
    ],
)
def test_every_word_that_0_1_0_stored_is_still_one(kind: type[StrEnum], words: str) -> None:
    assert set(words.split()) <= {str(member) for member in kind}


def test_whoever_answers_here_is_named_as_before() -> None:
    assert (HERE, LOCAL_OCR_MODEL, OPENAI) == ("this computer", "text reader", "https://api.openai.com/v1")
