"""The project's Markdown files as a hosting site shows them: links, anchors, and the paths that their code names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

SKIPPED = {"build", "dist"}
_PATH = re.compile(r"[~\w./:@*-]+")
_SLUG_DROPPED = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class MarkdownFile:
    """One file; `root` is the repository's."""

    path: Path
    root: Path

    @cached_property
    def tokens(self) -> list[Token]:
        """Block and inline tokens, flat."""
        blocks = MarkdownIt("commonmark").enable("table").parse(self.path.read_text(encoding="utf-8"))
        return [token for block in blocks for token in (block, *(block.children or ()))]

    @property
    def anchors(self) -> set[str]:
        """Names of the headings, as a hosting site makes them."""
        titles = [after.content for token, after in pairwise(self.tokens) if token.type == "heading_open"]
        return {_SLUG_DROPPED.sub("", title.lower()).replace(" ", "-") for title in titles}

    @property
    def links(self) -> Iterator[str]:
        """Targets of links and images."""
        for token in self.tokens:
            if target := token.attrs.get("href" if token.type == "link_open" else "src"):
                yield unquote(str(target))

    @property
    def code(self) -> list[str]:
        """Contents of code spans, code blocks and diagrams."""
        return [token.content for token in self.tokens if token.type in ("code_inline", "fence", "code_block")]

    @property
    def named_paths(self) -> set[str]:
        """What code names of the repository: paths below one of its folders or of a layer, and Python files."""
        tops = {path.name for folder in (self.root, self.root / "desktop") for path in folder.iterdir()} - SKIPPED
        words = {word.rstrip(".:,") for text in self.code for word in _PATH.findall(text)}
        relative = {word for word in words if "/" in word and not word.startswith(("/", "~")) and "://" not in word}
        ours = {word for word in relative if word.partition("/")[0] in tops or word.endswith(".py")}
        return ours | {word for word in words if word in tops and "." in word}

    def problems(self) -> Iterator[str]:
        """Links, anchors and paths that lead nowhere."""
        for target in self.links:
            if "://" in target or target.startswith("mailto:"):
                continue
            name, _, anchor = target.partition("#")
            path = (self.path.parent / name).resolve() if name else self.path
            if not path.exists():
                yield f"{self.name}: no {name}"
            elif anchor and anchor not in MarkdownFile(path, self.root).anchors:
                yield f"{self.name}: no heading #{anchor} in {path.name}"
        for word in sorted(self.named_paths):
            folders = (self.root, self.root / "desktop", self.path.parent)
            if not any(list(folder.glob(word.rstrip("/"))) for folder in folders):
                yield f"{self.name}: no {word}"

    @property
    def name(self) -> str:
        return self.path.relative_to(self.root).as_posix()


def markdown_files(root: Path) -> list[MarkdownFile]:
    """Every Markdown file of the repository, without files that the program wrote and that are test data."""
    tops = [path for path in root.iterdir() if path.name not in SKIPPED and not path.name.startswith(".")]
    paths = [path for top in [*tops, root / ".github"] for path in ([top] if top.is_file() else top.rglob("*"))]
    ours = [path for path in sorted(paths) if path.suffix == ".md" and "export" not in path.parts]
    return [MarkdownFile(path, root) for path in ours]
