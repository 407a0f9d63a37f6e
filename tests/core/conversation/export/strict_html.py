"""A strict reader of HTML pages: it names everything that a validator would refuse."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BLOCKS = {
    "p",
    "div",
    "ul",
    "ol",
    "table",
    "pre",
    "blockquote",
    "section",
    "details",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
}
PHRASING_ONLY = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary"}


class StrictHtml(HTMLParser):
    """Collects the faults of a page: unbalanced tags, blocks inside text, and what is missing or stands twice."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.languages: list[tuple[str, str]] = []  # tag and language of each element that names one
        self.alternatives: list[str] = []
        self._open: list[str] = []
        self._ids: set[str] = set()
        self._seen: list[str] = []
        self._doctype = self._charset = ""
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        for tag in ("html", "head", "title", "body"):
            if self._seen.count(tag) != 1:
                self.faults.append(f"{self._seen.count(tag)} × <{tag}>")
        if self._doctype.lower() != "doctype html":
            self.faults.append("no doctype")
        if self._charset.lower() != "utf-8":
            self.faults.append("no charset")
        if not any(tag == "html" and language for tag, language in self.languages):
            self.faults.append("the page names no language")

    def handle_decl(self, decl: str) -> None:
        self._doctype = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        given = dict(attrs)
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag in BLOCKS and (around := PHRASING_ONLY.intersection(self._open)):
            self.faults.append(f"<{tag}> inside {sorted(around)}")
        if tag == "a" and "a" in self._open:
            self.faults.append("a link inside a link")
        if tag == "li" and self._open[-1:] not in (["ul"], ["ol"]):
            self.faults.append("<li> outside a list")
        if tag == "img":
            self.alternatives.append(given.get("alt") or "")
            if not given.get("alt"):
                self.faults.append("a picture without an alternative text")
        if "lang" in given:
            self.languages.append((tag, given["lang"] or ""))
        if "id" in given:
            if given["id"] in self._ids:
                self.faults.append(f"id {given['id']} twice")
            self._ids.add(given["id"] or "")
        self._charset = given.get("charset") or self._charset
        self._seen.append(tag)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self.faults.append(f"</{tag}>")
        elif not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)
        else:
            self.handle_starttag(tag, attrs)
