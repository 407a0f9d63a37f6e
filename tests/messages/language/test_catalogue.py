"""Texts in the language that was chosen, and in English wherever a translation cannot be used."""

from pathlib import Path

import pytest

from desktop.messages.language import catalogue
from desktop.messages.language.catalogue import N_, _, ngettext, pgettext
from tests.messages.language.catalogues import german

TABLE = (N_("Open settings"),)
ENTRIES = """
msgid "Open settings"
msgstr "Einstellungen öffnen"

msgid "Couldn't save “{name}”."
msgstr "„{name}“ konnte nicht gespeichert werden."

msgid "{count} picture"
msgid_plural "{count} pictures"
msgstr[0] "ein Bild"
msgstr[1] "{count} Bilder"

msgctxt "a picture"
msgid "Turn"
msgstr "Drehen"
"""


def test_english_needs_no_file() -> None:
    assert catalogue.use("en") == "en"
    assert _("Open settings") == "Open settings"
    assert [ngettext("{count} picture", "{count} pictures", n).format(count=n) for n in (0, 1, 2)] == [
        "0 pictures",
        "1 picture",
        "2 pictures",
    ]


def test_texts_are_translated_where_they_are_used(tmp_path: Path) -> None:
    assert catalogue.use("de", folder=german(tmp_path, ENTRIES)) == "de"
    assert _(TABLE[0]) == "Einstellungen öffnen"
    assert _("Couldn't save “{name}”.").format(name="a.png") == "„a.png“ konnte nicht gespeichert werden."
    assert [ngettext("{count} picture", "{count} pictures", n).format(count=n) for n in (1, 3)] == [
        "ein Bild",
        "3 Bilder",
    ]
    assert pgettext("a picture", "Turn") == "Drehen"
    assert (_("Turn"), _("Not translated"), _("")) == ("Turn", "Not translated", "")
    catalogue.use("en")
    assert _(TABLE[0]) == "Open settings"


@pytest.mark.logs("a translation has a broken placeholder")
@pytest.mark.parametrize("broken", ["{nom}", "{", "{0}", "{name.x.y}", "{name!z}", "{name:d}"])
def test_a_broken_placeholder_is_shown_in_english(
    tmp_path: Path, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    entries = f'msgid "Couldn\'t save “{{name}}”."\nmsgstr "kaputt {broken}"\n'
    catalogue.use("de", folder=german(tmp_path, entries))
    assert _("Couldn't save “{name}”.").format(name="secret.png") == "Couldn't save “secret.png”."
    assert "secret" not in caplog.text


@pytest.mark.logs("cannot be read")
@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_damaged_catalogue_is_english(tmp_path: Path, content: bytes) -> None:
    german(tmp_path, ENTRIES)
    (tmp_path / "de/LC_MESSAGES/askance.mo").write_bytes(content)
    assert catalogue.use("de", folder=tmp_path) == "en"
    assert _("Open settings") == "Open settings"


def test_a_language_without_a_file_is_english(tmp_path: Path) -> None:
    assert catalogue.use("pl", folder=tmp_path) == "en"


def test_the_language_for_tests_marks_each_text_and_keeps_its_places() -> None:
    assert catalogue.use("en_XA") == "en_XA"
    assert _("Couldn't save “{name}”.").format(name="ace").startswith("⟦Çöûldñ't sàvé “ace”.~")
    assert _("Couldn't save “{name}”.").endswith("~⟧")
    assert len(_("Twenty letters a line")) >= 1.4 * len("Twenty letters a line")
