"""Names of exported files."""

from desktop.core.conversation.export.bundle import file_name


def test_names_of_files_are_plain() -> None:
    assert file_name("../../etc/passwd: why?") == "etc passwd why"
    assert file_name("…") == "conversation"
    assert len(file_name("x" * 300)) <= 60
