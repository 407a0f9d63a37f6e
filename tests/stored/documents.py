"""JSON documents as version 0.1.0 writes them, letter by letter. Their keys are file formats."""

from typing import Any

MARKS: list[dict[str, Any]] = [
    {
        "kind": "number",
        "id": "11111111111111111111111111111111",
        "area": {"left": 12, "top": 40, "right": 240, "bottom": 66},
        "number": 1,
        "colour": "#e0482e",
    },
    {
        "kind": "number",
        "id": "11111111111111111111111111111112",
        "area": {"left": 300, "top": 20, "right": 300, "bottom": 20},
        "number": 2,
        "colour": "#2f6fd0",
    },
    {
        "kind": "box",
        "id": "11111111111111111111111111111113",
        "area": {"left": 10, "top": 10, "right": 130, "bottom": 34},
        "colour": "#2e8b57",
    },
    {
        "kind": "arrow",
        "id": "11111111111111111111111111111114",
        "start": [200.0, 120.5],
        "end": [90.25, 90.0],
        "colour": "#8a4fc9",
    },
    {
        "kind": "stroke",
        "id": "11111111111111111111111111111115",
        "points": [[20.0, 130.0], [40.5, 120.25], [60.0, 130.0]],
        "colour": "#d98a00",
    },
    {
        "kind": "note",
        "id": "11111111111111111111111111111116",
        "at": [180.0, 100.0],
        "text": "here: it’s “refused”",
        "colour": "#202020",
    },
    {
        "kind": "redaction",
        "id": "11111111111111111111111111111117",
        "area": {"left": 60, "top": 72, "right": 110, "bottom": 94},
    },
]
NOTHING_SPREADS: dict[str, Any] = {
    "across": 1,
    "down": 1,
    "reach": 0,
    "from_right": False,
    "from_bottom": False,
    "proven": True,
}
IMAGES: list[dict[str, Any]] = [
    {
        "turn": 0,
        "crop": None,
        "marks": MARKS,
        "detail": "high",
        "fate": "again",
        "page": 0,
        "pages": 1,
        "grain": NOTHING_SPREADS,
        "metadata": [],
    },
    {
        "turn": 1,
        "crop": {"left": 8, "top": 8, "right": 192, "bottom": 100},
        "marks": [
            {
                "kind": "redaction",
                "id": "11111111111111111111111111111118",
                "area": {"left": 10, "top": 40, "right": 70, "bottom": 60},
            }
        ],
        "detail": None,
        "fate": "small",
        "page": 0,
        "pages": 1,
        "grain": {**NOTHING_SPREADS, "across": 16, "down": 16, "reach": 4},
        "metadata": ["EXIF"],
    },
    {
        "turn": 2,
        "crop": None,
        "marks": [],
        "detail": "low",
        "fate": "out",
        "page": 1,
        "pages": 3,
        "grain": NOTHING_SPREADS,
        "metadata": ["EXIF", "thumbnail"],
    },
]
READING: dict[str, Any] = {
    "size": [360, 150],
    "blocks": [
        ["text", [[[9.03, False, [["$", 14, 14, 23, 30], ["make", 32, 14, 68, 30], ["test", 77, 14, 113, 30]]]]]],
        ["code", [[[9.0, True, [["ConnectionError:", 14, 44, 158, 60], ["refused", 167, 44, 230, 60]]]]]],
        [
            "table",
            [
                [[None, False, [["port", 14, 74, 50, 90]]], [0.0, False, [["5432", 59, 74, 95, 90]]]],
                [[None, False, [["host", 14, 104, 50, 120]]], [None, False, [["nordlicht", 59, 104, 140, 120]]]],
            ],
        ],
    ],
    "codes": [["https://example.org/4711", "QR Code", 300, 80, 350, 130]],
}

TURN: dict[str, Any] = {
    "id": "t",
    "conversation_id": "c",
    "asked_at": 1790000000.5,
    "prompt": "What is ①?",
    "model": "gpt-4o",
    "host": "api.openai.com",
    "pictures": [
        {
            "id": "0" * 64,
            "mime": "image/jpeg",
            "width": 40,
            "height": 30,
            "bytes": 500,
            "detail": "low",
            "look": "s.a13c1bca401b9e45",
            "numbers": [{"number": 3, "area": {"left": 1, "top": 2, "right": 3, "bottom": 4}}],
            "fate": "small",
        }
    ],
    "stage": "failed",
    "answer": "Half",
    "usage": {"read": 11, "written": 7, "cached": 5},
    "trouble": {
        "kind": "rate_limit",
        "name": "api.openai.com",
        "detail": "Too many",
        "status": 429,
        "code": "rate_limit_exceeded",
        "seconds": 2.5,
    },
    "first_word_s": 0.75,
    "retry_s": 1.25,
    "expected": 12,
    "parent": "p",
    "pinned": True,
}
