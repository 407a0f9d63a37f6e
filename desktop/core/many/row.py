"""A row of a run: one picture, or one page of a document."""

from dataclasses import dataclass

from desktop.core.errors import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """`number` counts from 0 and never changes; `picture` is the SHA-256 of the file's bytes as they were listed.

    `path` is where the file lies, `name` what is shown of it, and `page` counts from 0. A row whose picture could not
    be opened has a `problem` and is not asked. One whose picture and page an earlier row has is `same_as` that one: it
    is asked once, and both show the answer.
    """

    number: int
    path: str
    name: str
    picture: str = ""
    page: int = 0
    pages: int = 1
    same_as: int | None = None
    problem: Problem | None = None

    @property
    def asked_row(self) -> int:
        """The number of the row whose cells hold this one's answers."""
        return self.number if self.same_as is None else self.same_as
