"""Reads the sources of an answer: `citations`, `annotations`, search results, in every shape that endpoints use."""

from collections.abc import Iterator, Mapping

from desktop.core.conversation.answer_source import MAX_URL, AnswerSource
from desktop.core.untrusted_text import drop_unencodable, untrusted_line

LISTS = ("citations", "annotations", "search_results", "sources", "references", "web_search", "grounding_chunks")
"""The names under which a chunk, a choice, a message or its `context` lists sources, the best first."""

_INNER = ("url_citation", "web", "source", "document", "file_citation", "retrievedContext", "search_result")
_URL_NAMES = ("url", "uri", "link", "href", "filepath")
_TITLE_NAMES = ("title", "name", "site_name", "media")
_MAX_TITLE = 200  # characters; chosen
_WEB = ("http://", "https://")


def sources_in(value: object) -> tuple[AnswerSource, ...]:
    """Returns the sources of a list, each with a web address; entries without one are left out."""
    if isinstance(value, Mapping):  # one citation, with its own sources, as Cohere streams them
        value = value.get("sources")
    return tuple(_sources(value)) if isinstance(value, list) else ()


def _sources(entries: list[object]) -> Iterator[AnswerSource]:
    for entry in entries:
        inner = entry
        if isinstance(entry, Mapping):
            inner = next((entry[name] for name in _INNER if isinstance(entry.get(name), Mapping)), entry)
        url, title = (inner, "") if isinstance(inner, str) else _url_and_title(inner)
        if url.lower().startswith(_WEB) and len(url) <= MAX_URL and url.isprintable() and " " not in url:
            yield AnswerSource(drop_unencodable(url), untrusted_line(drop_unencodable(title), _MAX_TITLE))


def _url_and_title(entry: object) -> tuple[str, str]:
    if not isinstance(entry, Mapping):
        return "", ""
    url = next((text for name in _URL_NAMES if isinstance(text := entry.get(name), str) and text), "")
    title = next((text for name in _TITLE_NAMES if isinstance(text := entry.get(name), str) and text), "")
    return url, title
