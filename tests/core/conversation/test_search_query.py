"""The words of a search, and the excerpt around them."""

from desktop.core.conversation.search_query import SearchQuery, excerpt


def test_an_excerpt_is_around_what_was_found() -> None:
    text = "word " * 40 + "needle here " + "word " * 40
    assert "needle" in excerpt(text, SearchQuery("needle"))
    assert excerpt(text, SearchQuery("needle")).startswith("…")
    assert excerpt("short", SearchQuery("x")) == "short"
    assert SearchQuery('a "b c" d').parts == ("a", "b c", "d")
