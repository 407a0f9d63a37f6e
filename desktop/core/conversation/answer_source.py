"""The pages that an answer is founded on, as the endpoint names them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

MAX_SOURCES = 200  # of one answer; chosen
MAX_URL = 2000  # characters of an address; chosen


@dataclass(frozen=True, slots=True)
class AnswerSource:
    """A page with its address and, if the endpoint names it, its title. Both are a stranger's words.

    With `is_image` it is no source but an image of the answer, which is never fetched.
    """

    url: str
    title: str = ""
    is_image: bool = False

    @property
    def name(self) -> str:
        """The title, or the host of the address without one."""
        return self.title or urlsplit(self.url).hostname or self.url


def merged(known: tuple[AnswerSource, ...], new: tuple[AnswerSource, ...]) -> tuple[AnswerSource, ...]:
    """Returns the sources in the order in which they came, each address once; a title that comes later is taken."""
    by_url = {source.url: source for source in known}
    for source in new:
        before = by_url.get(source.url)
        if before is None or (source.title and not before.title):
            by_url[source.url] = source
    return tuple(by_url.values())[:MAX_SOURCES]
