"""Conversations out of the program: as Markdown, as one page of HTML that needs nothing else, and as JSON, which reads
back in without loss (docs/conversations.md tells its fields).
"""

import base64
import html
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.serialization import turn_from_plain, turn_to_plain
from desktop.core.conversation.turn import SentPicture, Turn
from desktop.core.errors import Kind, Trouble
from desktop.core.image.annotations import MOST_NUMBER
from desktop.core.image.source_image import hash_of
from desktop.core.markdown.formula import Formula
from desktop.core.markdown.parser import MATH, formula_of, parser
from desktop.core.markdown.safe_html import html_of
from desktop.core.markdown.safe_markdown import inert
from desktop.core.model_catalog import DETAILS
from desktop.core.untrusted_text import harmless, sound

VERSION = 1
SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg"}
MOST_PICTURES = 100_000
LONGEST_NAME = 60
LATEST = 4e9  # seconds: a time after this is none (2096)


@dataclass(frozen=True, slots=True)
class Exported:
    """Conversations, and the bytes of their pictures by id. Pictures that are gone are simply not there."""

    conversations: tuple[Conversation, ...]
    pictures: Mapping[str, bytes]


def pictures_of(conversation: Conversation) -> tuple[SentPicture, ...]:
    """Every picture that went with any turn of any branch, once."""
    return tuple({each.id: each for turn in conversation.every for each in turn.pictures}.values())


def file_name(title: str) -> str:
    """A name for a file out of a title that the user has given or asked: letters, figures, spaces, hyphens."""
    words = re.sub(r"[^\w -]+", " ", harmless(title)).split()
    return " ".join(words)[:LONGEST_NAME].strip(" .-") or "conversation"


def picture_name(picture: SentPicture) -> str:
    """The name of a picture's file beside a Markdown file."""
    return f"{picture.id[:16]}{SUFFIXES.get(picture.mime, '')}"


def formulas_in(conversation: Conversation) -> tuple[Formula, ...]:
    """Every formula of the answers that are looked at, for whoever has to set them beforehand."""
    found: dict[Formula, None] = {}
    for turn in conversation.turns:
        for token in parser().parse(turn.answer):
            for each in token.children or [token]:
                if each.type in MATH:
                    found[Formula(formula_of(each.content), each.type != "math_inline")] = None
    return tuple(found)


# Markdown


def to_markdown(conversation: Conversation, folder: str) -> str:
    """The branch that is looked at; its pictures are linked in `folder`."""
    parts = [f"# {inert(_one_line(conversation.title))}"]
    for turn in conversation.turns:
        parts.append(f"## {_when(turn)}")
        parts += [f"![]({_escaped(folder)}/{picture_name(picture)})" for picture in turn.pictures]
        parts.append("\n".join(f"> {line}".rstrip() for line in inert(harmless(turn.prompt)).split("\n")))
        if turn.answer:
            parts.append(inert(harmless(turn.answer)).strip("\n"))
        parts.append(f"*{_one_line(_about(turn))}*")
    return "\n\n".join(parts) + "\n"


def _escaped(folder: str) -> str:
    return folder.replace(" ", "%20")


def _one_line(text: str) -> str:
    return " ".join(harmless(text).split())


def _when(turn: Turn) -> str:
    return datetime.fromtimestamp(turn.asked_at).strftime("%Y-%m-%d %H:%M")


def _about(turn: Turn) -> str:
    counted = f", {turn.usage.read} tokens in, {turn.usage.written} out" if turn.usage else ""
    return f"{turn.model} at {turn.host}{counted}"


# HTML

_STYLE = """
:root { color-scheme: light dark; --line: #dbd9d4; --soft: #f4f3f0; --quiet: #66645f; }
@media (prefers-color-scheme: dark) { :root { --line: #383a3c; --soft: #191b1c; --quiet: #a09e99; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid var(--line); margin-top: 2rem; }
.question { background: var(--soft); border-radius: 12px; padding: .7rem 1rem; white-space: pre-wrap; }
.question img { max-width: 100%; max-height: 22rem; display: block; margin-bottom: .5rem; }
.about, .note { color: var(--quiet); font-size: .85em; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 10px; padding: .8rem; overflow-x: auto; }
table { border-collapse: collapse; display: block; overflow-x: auto; } th { background: var(--soft); }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; }
blockquote { border-left: 3px solid var(--line); margin-left: 0; padding-left: 1rem; color: var(--quiet); }
.keyword { color: #6a3fb5; } .string, .added { color: #0b6b4f; } .comment { color: var(--quiet); }
.number { color: #8a4b08; } .name { color: #1a5a9c; } .removed { color: #a3341b; }
@media (prefers-color-scheme: dark) { .keyword { color: #c4a6ff; } .string, .added { color: #7fd0a6; }
.number { color: #f0b27a; } .name { color: #86b9f5; } .removed { color: #ff9d84; } }
"""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"  # nothing on the page may run or be fetched


def to_html(exported: Exported) -> str:
    """One page with all in it: it loads nothing, and nothing in it runs."""
    title = exported.conversations[0].title if len(exported.conversations) == 1 else "Conversations"
    body = "\n".join(_section(conversation, exported.pictures) for conversation in exported.conversations)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{html.escape(_one_line(title))}</title>\n<style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _section(conversation: Conversation, pictures: Mapping[str, bytes]) -> str:
    parts = [f'<section dir="auto"><h1>{html.escape(_one_line(conversation.title))}</h1>']
    for turn in conversation.turns:
        shown = "".join(_image(each, pictures[each.id]) for each in turn.pictures if each.id in pictures)
        parts.append(f'<div class="question" dir="auto">{shown}{html.escape(harmless(turn.prompt))}</div>')
        parts.append(f'<div dir="auto">{html_of(turn.answer, page=True)}</div>')
        parts.append(f'<p class="about">{html.escape(_when(turn))} · {html.escape(_one_line(_about(turn)))}</p>')
    return "\n".join([*parts, "</section>"])


def _image(picture: SentPicture, data: bytes) -> str:
    encoded = base64.b64encode(data).decode("ascii")
    return f'<img alt="A picture of the question" src="data:{html.escape(picture.mime)};base64,{encoded}">'


# JSON


def to_plain(exported: Exported) -> dict[str, Any]:
    """All branches of all conversations with their pictures, as JSON holds it."""
    return {
        "askance": VERSION,
        "conversations": [
            {
                "id": each.id,
                "given_title": each.given_title,
                "pinned": each.pinned,
                "last": each.last,
                "turns": [turn_to_plain(_ended(turn)) for turn in each.every],
            }
            for each in exported.conversations
        ],
        "pictures": {name: base64.b64encode(data).decode("ascii") for name, data in exported.pictures.items()},
    }


def _ended(turn: Turn) -> Turn:
    """An answer that is still coming, as it is now."""
    return turn if turn.stage.ended else turn.stopped(Trouble(Kind.LEFT))


def from_plain(held: Any) -> Exported:
    """What `to_plain` made. A picture whose bytes are not those that its name says is left out. Raises ValueError."""
    if not isinstance(held, dict) or held.get("askance") != VERSION:
        raise ValueError("not an export of this version")
    try:
        conversations = tuple(_conversation(each) for each in held["conversations"])
        pictures = {
            str(name): data
            for name, text in list(held["pictures"].items())[:MOST_PICTURES]
            if hash_of(data := base64.b64decode(text, validate=True)) == name
        }
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from None
    return Exported(conversations, pictures)


def _conversation(held: dict[str, Any]) -> Conversation:
    turns = [turn_from_plain(each) for each in held["turns"]]
    named = held["id"], held["given_title"], held["last"]
    if not all(isinstance(each, str) for each in named) or len({turn.id for turn in turns}) != len(turns):
        raise ValueError("no such conversation")
    if any(turn.conversation_id != held["id"] or not _sound(turn) for turn in turns):
        raise ValueError("a turn that makes no sense")
    return Conversation.of(named[0], turns, named[1], named[2], held["pinned"] is True)


def _sound(turn: Turn) -> bool:
    """Whether every field is of its kind: what is taken in is shown, sent and searched like any other."""
    words = [turn.id, turn.conversation_id, turn.prompt, turn.model, turn.host, turn.answer, turn.parent]
    words += [each for picture in turn.pictures for each in (picture.look, picture.detail)]
    times = [turn.asked_at, turn.retry_s, turn.first_word_s or 0.0]
    if turn.trouble is not None:
        words += [turn.trouble.name, turn.trouble.detail, turn.trouble.code]
        times += [turn.trouble.seconds, turn.trouble.status]
    places = [each for picture in turn.pictures for place in picture.numbers for each in astuple(place.area)]
    numbers = [place.number for picture in turn.pictures for place in picture.numbers]
    counts = astuple(turn.usage) if turn.usage else ()
    pictures = all(
        isinstance(each.id, str) and len(each.id) == 64 and each.id.isalnum() and each.mime in SUFFIXES
        for each in turn.pictures
    )
    sizes = (turn.expected, *counts, *(side for each in turn.pictures for side in (*each.size, each.bytes)))
    return (
        all(isinstance(each, str) and sound(each) == each for each in words)
        and all(type(each) in (int, float) and 0 <= each < LATEST for each in times)
        and all(type(each) is int and abs(each) < 1 << 31 for each in places)
        and all(type(each) is int and 1 <= each <= MOST_NUMBER for each in numbers)
        and all(picture.detail in DETAILS for picture in turn.pictures)
        and all(type(each) is int and 0 <= each < 1 << 53 for each in sizes)
        and type(turn.pinned) is bool
        and turn.stage.ended
        and pictures
    )
