"""The images that HTML on the clipboard names: addresses, files on this computer, and the links around them."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.adapters.system.image_sources import is_web_address
from desktop.adapters.system.offers.file_uris import local_path
from desktop.core.image.source_image import MAX_BYTES
from desktop.deferred import deferred

if TYPE_CHECKING:
    from html import parser
else:
    parser = deferred("html.parser")

MOST = 20  # images that are named at once; chosen
_CANDIDATE = re.compile(r"([^\s,]\S*)(?:\s+([\d.]+)[wx])?")  # of a srcset: an address may hold commas


@dataclass(frozen=True, slots=True)
class HtmlImages:
    """Images in order and without duplicates. `addresses` are http, https and data; `links` lead away from images."""

    addresses: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    links: tuple[str, ...] = ()


def images_in_html(data: bytes) -> HtmlImages:
    """Returns the images named in HTML. Nothing is opened."""
    sources: list[str] = []
    links: list[str] = []

    class Images(parser.HTMLParser):
        """Collects what `img` elements name, and the target of a link that one of them stands in."""

        link = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            named = {name: (value or "").strip() for name, value in attrs}
            if tag == "a":
                self.link = named.get("href", "")
            if tag == "img" and (source := _source(named)):
                sources.append(_with_scheme(source))
                links.append(_with_scheme(self.link))

        def handle_endtag(self, tag: str) -> None:
            if tag == "a":
                self.link = ""

    Images().feed(_decoded(data[: 4 * MAX_BYTES // 3 + 10_000]))
    addresses = [source for source in sources if source[:5].lower() == "data:" or is_web_address(source)]
    paths = [path for source in sources if (path := local_path(source)) is not None]
    around = [link for link in links if is_web_address(link) and link not in addresses]
    return HtmlImages(*(tuple(dict.fromkeys(found))[:MOST] for found in (addresses, paths, around)))  # type: ignore[arg-type]


def _source(named: dict[str, str]) -> str:
    """Returns the address of an image: where it is to be loaded later, its `src` is only a blank."""
    source, later = named.get("src", ""), named.get("data-src", "")
    if source and not (later and source[:5].lower() == "data:"):
        return source
    return later or _largest(named.get("srcset", "") or named.get("data-srcset", "")) or source


def _largest(srcset: str) -> str:
    """Returns the address with the largest width or density of a `srcset`."""
    found = [
        (float(size) if size.replace(".", "", 1).isdecimal() else 1.0, address.rstrip(","))
        for address, size in _CANDIDATE.findall(srcset)
    ]
    return max(found, key=lambda pair: pair[0], default=(0.0, ""))[1]


def _with_scheme(source: str) -> str:
    return f"https:{source}" if source.startswith("//") else source


def _decoded(data: bytes) -> str:
    """Returns HTML as text: some programs put UTF-16 on the clipboard."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if data[1:2] == b"\0":
        return data.decode("utf-16-le", "replace")
    return data.decode("utf-8", "replace")
