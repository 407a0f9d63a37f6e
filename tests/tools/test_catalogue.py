"""The tool for the catalogue: what it takes out of the code, what it writes, and the faults that it finds."""

from pathlib import Path

import pytest

from tools.catalogue import CatalogueTree, compiled, extracted, faults, updated

CODE = """
from x import N_, _, ngettext, pgettext

NAMES = (N_("Open"),)


def f(count):
    # Translators: the name of a file
    _("Couldn't save “{name}”.").format(name="a")
    ngettext("{count} picture", "{count} pictures", count)
    pgettext("a picture", "Turn")
    print("not for people")
"""


@pytest.fixture
def tree(tmp_path: Path) -> CatalogueTree:
    code = tmp_path / "code"
    code.mkdir()
    (code / "a.py").write_text(CODE, encoding="utf-8")
    found = CatalogueTree(code, tmp_path / "locale")
    write(found, updated("de", found).decode())
    return found


def write(tree: CatalogueTree, text: str) -> None:
    path = tree.po_file("de")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def translated(tree: CatalogueTree, changes: dict[str, str]) -> None:
    """Puts translations in the places of empty ones, by the line before them."""
    text = tree.po_file("de").read_text(encoding="utf-8")
    for line, translation in changes.items():
        assert f'{line}\nmsgstr ""' in text
        text = text.replace(f'{line}\nmsgstr ""', f'{line}\nmsgstr "{translation}"')
    write(tree, text)


def test_texts_are_taken_out_of_the_code(tree: CatalogueTree) -> None:
    texts = [message.id for message in extracted(tree) if message.id]
    assert texts == ["Open", "Couldn't save “{name}”.", ("{count} picture", "{count} pictures"), "Turn"]


def test_a_new_file_has_every_text_and_no_clock(tree: CatalogueTree) -> None:
    text = tree.po_file("de").read_text(encoding="utf-8")
    assert 'msgid "Couldn\'t save “{name}”."' in text
    assert "#. the name of a file" in text
    assert "Date" not in text
    assert updated("de", tree).decode() == text
    assert list(faults(tree)) == []


def test_translations_survive_an_update_and_stale_ones_go(tree: CatalogueTree) -> None:
    translated(tree, {'msgid "Open"': "Öffnen", 'msgid "Turn"': "Drehen"})
    code = tree.code / "a.py"
    code.write_text(code.read_text(encoding="utf-8").replace("Turn", "Rotate"), encoding="utf-8")
    assert list(faults(tree)) == ["de: no longer in the code: 'Turn'"]
    write(tree, updated("de", tree).decode())
    text = tree.po_file("de").read_text(encoding="utf-8")
    assert "Öffnen" in text
    assert "Drehen" not in text
    assert list(faults(tree)) == []


@pytest.mark.parametrize("broken", ["„{nom}“", "alles", "„{name}“ {", "{name!r}", "{name} {other}"])
def test_broken_placeholders_are_faults(tree: CatalogueTree, broken: str) -> None:
    translated(tree, {'msgid "Couldn\'t save “{name}”."': broken})
    assert len(list(faults(tree))) == 1


def test_one_form_may_leave_the_count_out(tree: CatalogueTree) -> None:
    text = tree.po_file("de").read_text(encoding="utf-8")
    write(
        tree, text.replace('msgstr[0] ""', 'msgstr[0] "ein Bild"').replace('msgstr[1] ""', 'msgstr[1] "{count} Bilder"')
    )
    assert list(faults(tree)) == []
    write(tree, text.replace('msgstr[0] ""', 'msgstr[0] "{n} Bild"'))
    assert len(list(faults(tree))) == 1


def test_missing_translations_are_faults_of_a_release_alone(tree: CatalogueTree) -> None:
    assert "de: not translated: 'Open'" in list(faults(tree, complete=True))
    assert "pl: there is no catalogue" in list(faults(tree, complete=True))
    assert list(faults(tree)) == []


def test_a_compiled_file_must_be_made_of_its_source(tree: CatalogueTree) -> None:
    path = tree.po_file("de")
    path.with_suffix(".mo").write_bytes(compiled(path, "de"))
    assert compiled(path, "de") == compiled(path, "de")
    assert list(faults(tree)) == []
    translated(tree, {'msgid "Open"': "Öffnen"})
    assert "is not made of" in next(faults(tree))


def test_a_text_in_an_f_string_is_a_fault(tree: CatalogueTree) -> None:
    """Within an f-string, as Babel reads it before Python 3.12, a text is part of a longer one; newer ones find it."""
    code = """print(f"{_('All files')} (*)", f"{ngettext('{count} row', '{count} rows', 2)}:", f"{_('Open')}…")\n"""
    (tree.code / "b.py").write_text(code, encoding="utf-8")
    hidden = "the code: stands in an f-string, where it may not be found: "
    assert list(faults(tree)) == [f"{hidden}'All files'", f"{hidden}'{{count}} row'", f"{hidden}'Open'"]


def test_placeholders_in_the_code_need_names(tree: CatalogueTree) -> None:
    (tree.code / "b.py").write_text('_("{} of {}")\n', encoding="utf-8")
    assert "the code: placeholders need names: '{} of {}'" in list(faults(tree))
