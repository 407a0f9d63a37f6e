"""HTML: one page with everything in it, images included; nothing on it runs or is fetched."""

import base64
import html
from collections.abc import Iterator
from pathlib import PurePath

from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.export.bundle import ExportBundle, one_line, title_of
from desktop.core.conversation.export.format import ExportedFile, FileFormat
from desktop.core.conversation.export.page_words import PageWords
from desktop.core.conversation.turn import Turn
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.link_safety import target_of
from desktop.core.markdown.safe_html import html_of
from desktop.core.script_language import language_on_page
from desktop.core.untrusted_text import strip_control_characters

_STYLE = """
:root { color-scheme: light dark; --line: #dbd9d4; --soft: #f4f3f0; --quiet: #66645f; }
@media (prefers-color-scheme: dark) { :root { --line: #383a3c; --soft: #191b1c; --quiet: #a8a6a1; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid var(--line); margin-top: 2rem; }
.question { background: var(--soft); border-radius: 12px; padding: .7rem 1rem; white-space: pre-wrap; }
.question img { max-width: 100%; max-height: 22rem; display: block; margin-bottom: .5rem; }
.received img { max-width: 100%; display: block; margin-bottom: .5rem; }
.about, .note { color: var(--quiet); font-size: .85em; }
details pre { white-space: pre-wrap; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 10px; padding: .8rem; overflow-x: auto; }
table { border-collapse: collapse; display: block; overflow-x: auto; } th { background: var(--soft); }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; }
blockquote { border-inline-start: 3px solid var(--line); margin-inline-start: 0; padding-inline-start: 1rem; }
blockquote { color: var(--quiet); }
.keyword { color: #6a3fb5; } .string, .added { color: #0b6b4f; } .comment { color: var(--quiet); }
.number { color: #8a4b08; } .name { color: #1a5a9c; } .removed { color: #a3341b; }
@media (prefers-color-scheme: dark) { .keyword { color: #c4a6ff; } .string, .added { color: #7fd0a6; }
.number { color: #f0b27a; } .name { color: #86b9f5; } .removed { color: #ff9d84; } }
"""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"  # nothing on the page may run or be fetched


def to_html(bundle: ExportBundle, words: PageWords) -> str:
    """Returns one page that contains everything: it loads nothing, and nothing in it runs."""
    return "".join(_page(bundle, words))


def _page(bundle: ExportBundle, words: PageWords) -> Iterator[str]:
    """Yields the page, a turn at a time."""
    direction = ' dir="rtl"' if words.is_right_to_left else ""
    yield (
        f'<!doctype html>\n<html lang="{words.language}"{direction}><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{html.escape(title_of(bundle, words.conversations))}</title>\n<style>{_STYLE}</style></head>\n<body>\n"
    )
    for page in bundle.pages:
        title = words.title(page)
        yield f'<section><h1 dir="auto"{_lang(title, words)}>{html.escape(title)}</h1>\n'
        if note := words.branch_note(page):
            yield f'<p class="note">{html.escape(note)}</p>\n'
        for turn in page.conversation.turns:
            yield "\n".join(_turn(turn, bundle, words)) + "\n"
        yield "</section>\n"
    yield "</body></html>\n"


def _turn(turn: Turn, bundle: ExportBundle, words: PageWords) -> Iterator[str]:
    """Yields the parts of a question with its answer."""
    shown = _images(turn.images, bundle, words)
    question = strip_control_characters(turn.prompt)
    yield f'<div class="question" dir="auto"{_lang(question, words)}>{shown}{html.escape(question)}</div>'
    if note := words.cover_note(turn):
        yield f'<p class="note">{html.escape(note)}</p>'
    if turn.thinking:
        text = html.escape(strip_control_characters(turn.thinking.strip()))
        yield f'<details class="note"><summary>{html.escape(words.thinking(turn))}</summary><pre>{text}</pre></details>'
    yield f'<div dir="auto">{html_of(turn.answer, words, words.language)}</div>'
    if received := _images(turn.answer_images, bundle, words, is_received=True):
        yield f'<div class="received">{received}</div>'
    if turn.sources:
        yield f'<ol class="about">{"".join(_source(source, words) for source in turn.sources)}</ol>'
    yield f'<p class="about">{html.escape(words.asked_at(turn))} · {html.escape(words.source(turn))}</p>'


def _source(source: AnswerSource, words: PageWords) -> str:
    """Returns the entry of a source, with its host in words; an address that must not be a link is none."""
    name, target = html.escape(one_line(source.name)), target_of(source.url, source.name)
    if target is None:
        return f"<li>{name}</li>"
    return f'<li><a href="{html.escape(source.url)}">{name}</a> ({html.escape(words.host_of(target))})</li>'


def _lang(text: str, words: PageWords) -> str:
    """Returns the attribute that names the language of a text; empty if its letters may be those of the page."""
    language = language_on_page(text, words.language)
    return f' lang="{language}"' if language else ""


def _images(shown: tuple[SentImage, ...], bundle: ExportBundle, words: PageWords, is_received: bool = False) -> str:
    """Returns the images of which there are bytes, each with the words that stand for it."""
    parts = []
    for number, image in enumerate(shown, 1):
        if image.id in bundle.images:
            data = base64.b64encode(bundle.images[image.id]).decode("ascii")
            name = html.escape(words.image(image, number, bundle.texts.get(image.id, ""), is_received))
            parts.append(f'<img alt="{name}" src="data:{html.escape(image.mime)};base64,{data}">')
    return "".join(parts)


def _files(bundle: ExportBundle, words: PageWords, path: PurePath, _export_all: bool) -> Iterator[ExportedFile]:
    yield ExportedFile(path, lambda: (part.encode("utf-8") for part in _page(bundle, words)))


HTML = FileFormat("HTML", (".html", ".htm"), _files)
