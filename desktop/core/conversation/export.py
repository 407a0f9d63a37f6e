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

from desktop.core.annotation.kinds.number_badge import MOST_NUMBER
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.serialization import turn_from_plain, turn_to_plain
from desktop.core.conversation.turn import Turn
from desktop.core.errors import Problem, ProblemKind
from desktop.core.ids import sha256_hex
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.formula import Formula
from desktop.core.markdown.parser import MATH, formula_of, parser
from desktop.core.markdown.safe_html import html_of
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.core.model_catalog import DETAILS
from desktop.core.untrusted_text import drop_unencodable, strip_control_characters

VERSION = 1
SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg"}
MOST_IMAGES = 100_000
LONGEST_NAME = 60
LATEST = 4e9  # seconds: a time after this is none (2096)


@dataclass(frozen=True, slots=True)
class ExportBundle:
    """Conversations, and the bytes of their pictures by id. Pictures that are gone are simply not there."""

    conversations: tuple[Conversation, ...]
    images: Mapping[str, bytes]


def images_of(conversation: Conversation) -> tuple[SentImage, ...]:
    """Every picture that went with any turn of any branch, once."""
    return tuple({each.id: each for turn in conversation.all_turns for each in turn.images}.values())


def file_name(title: str) -> str:
    """A name for a file out of a title that the user has given or asked: letters, figures, spaces, hyphens."""
    words = re.sub(r"[^\w -]+", " ", strip_control_characters(title)).split()
    return " ".join(words)[:LONGEST_NAME].strip(" .-") or "conversation"


def image_name(image: SentImage) -> str:
    """The name of a picture's file beside a Markdown file."""
    return f"{image.id[:16]}{SUFFIXES.get(image.mime, '')}"


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
    parts = [f"# {neutralize_markdown(_one_line(conversation.title))}"]
    for turn in conversation.turns:
        parts.append(f"## {_when(turn)}")
        parts += [f"![]({_escaped(folder)}/{image_name(image)})" for image in turn.images]
        parts.append(
            "\n".join(
                f"> {line}".rstrip() for line in neutralize_markdown(strip_control_characters(turn.prompt)).split("\n")
            )
        )
        if turn.answer:
            parts.append(neutralize_markdown(strip_control_characters(turn.answer)).strip("\n"))
        parts.append(f"*{_one_line(_about(turn))}*")
    return "\n\n".join(parts) + "\n"


def _escaped(folder: str) -> str:
    return folder.replace(" ", "%20")


def _one_line(text: str) -> str:
    return " ".join(strip_control_characters(text).split())


def _when(turn: Turn) -> str:
    return datetime.fromtimestamp(turn.asked_at).strftime("%Y-%m-%d %H:%M")


def _about(turn: Turn) -> str:
    counted = f", {turn.usage.input_tokens} tokens in, {turn.usage.output_tokens} out" if turn.usage else ""
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


def to_html(exported: ExportBundle) -> str:
    """One page with all in it: it loads nothing, and nothing in it runs."""
    title = exported.conversations[0].title if len(exported.conversations) == 1 else "Conversations"
    body = "\n".join(_section(conversation, exported.images) for conversation in exported.conversations)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{html.escape(_one_line(title))}</title>\n<style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _section(conversation: Conversation, images: Mapping[str, bytes]) -> str:
    parts = [f'<section dir="auto"><h1>{html.escape(_one_line(conversation.title))}</h1>']
    for turn in conversation.turns:
        shown = "".join(_image(each, images[each.id]) for each in turn.images if each.id in images)
        parts.append(
            f'<div class="question" dir="auto">{shown}{html.escape(strip_control_characters(turn.prompt))}</div>'
        )
        parts.append(f'<div dir="auto">{html_of(turn.answer, page=True)}</div>')
        parts.append(f'<p class="about">{html.escape(_when(turn))} · {html.escape(_one_line(_about(turn)))}</p>')
    return "\n".join([*parts, "</section>"])


def _image(image: SentImage, data: bytes) -> str:
    encoded = base64.b64encode(data).decode("ascii")
    return f'<img alt="A picture of the question" src="data:{html.escape(image.mime)};base64,{encoded}">'


# JSON


def to_plain(exported: ExportBundle) -> dict[str, Any]:
    """All branches of all conversations with their pictures, as JSON holds it."""
    return {
        "askance": VERSION,
        "conversations": [
            {
                "id": each.id,
                "given_title": each.given_title,
                "pinned": each.pinned,
                "last": each.last_turn_id,
                "turns": [turn_to_plain(_ended(turn)) for turn in each.all_turns],
            }
            for each in exported.conversations
        ],
        "pictures": {name: base64.b64encode(data).decode("ascii") for name, data in exported.images.items()},
    }


def _ended(turn: Turn) -> Turn:
    """An answer that is still coming, as it is now."""
    return turn if turn.stage.ended else turn.stopped(Problem(ProblemKind.APP_CLOSED))


def from_plain(held: Any) -> ExportBundle:
    """What `to_plain` made. A picture whose bytes are not those that its name says is left out. Raises ValueError."""
    if not isinstance(held, dict) or held.get("askance") != VERSION:
        raise ValueError("not an export of this version")
    try:
        conversations = tuple(_conversation(each) for each in held["conversations"])
        images = {
            str(name): data
            for name, text in list(held["pictures"].items())[:MOST_IMAGES]
            if sha256_hex(data := base64.b64decode(text, validate=True)) == name
        }
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from None
    return ExportBundle(conversations, images)


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
    words += [each for image in turn.images for each in (image.content_key, image.detail)]
    times = [turn.asked_at, turn.retry_s, turn.first_token_s or 0.0]
    if turn.problem is not None:
        words += [turn.problem.name, turn.problem.detail, turn.problem.code]
        times += [turn.problem.seconds, turn.problem.status]
    places = [each for picture in turn.images for place in picture.badges for each in astuple(place.rect)]
    numbers = [place.number for picture in turn.images for place in picture.badges]
    counts = astuple(turn.usage) if turn.usage else ()
    images = all(
        isinstance(each.id, str) and len(each.id) == 64 and each.id.isalnum() and each.mime in SUFFIXES
        for each in turn.images
    )
    sizes = (
        turn.estimated_tokens,
        *counts,
        *(side for each in turn.images for side in (*each.size, each.byte_count)),
    )
    return (
        all(isinstance(each, str) and drop_unencodable(each) == each for each in words)
        and all(type(each) in (int, float) and 0 <= each < LATEST for each in times)
        and all(type(each) is int and abs(each) < 1 << 31 for each in places)
        and all(type(each) is int and 1 <= each <= MOST_NUMBER for each in numbers)
        and all(picture.detail in DETAILS for picture in turn.images)
        and all(type(each) is int and 0 <= each < 1 << 53 for each in sizes)
        and type(turn.pinned) is bool
        and turn.stage.ended
        and images
    )
