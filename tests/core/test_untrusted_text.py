"""Invisible characters are made visible or removed."""

from desktop.core.untrusted_text import make_controls_visible, strip_control_characters


def test_what_hides_is_seen_and_what_acts_is_gone() -> None:
    assert make_controls_visible("a\u202eb\u200bc\x1b[31md\x07") == "a‹U+202E›b‹U+200B›c␛[31md␇"
    assert make_controls_visible("tab\tand\nline") == "tab\tand\nline"
    assert make_controls_visible("👩\u200d👩\u200d👧 می\u200cخواهم") == "👩\u200d👩\u200d👧 می\u200cخواهم"
    assert make_controls_visible("a\u200db") == "a‹U+200D›b"
    assert make_controls_visible("\U000e0041") == "‹U+E0041›"
    assert strip_control_characters("a\u202eb\u200bc\x1b[31md\x07\u3164") == "abcd"
