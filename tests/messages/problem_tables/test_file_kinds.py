"""Every kind of file that is refused by name has its words in the catalogue."""

from desktop.core.image.files.refused_formats import REFUSED_FORMATS
from desktop.messages.problem_tables.file_kinds import FILE_KINDS


def test_every_refused_kind_of_file_is_translated_and_no_other() -> None:
    assert {refused.words for refused in REFUSED_FORMATS} == set(FILE_KINDS)
    assert len(FILE_KINDS) == len(set(FILE_KINDS))
