"""Catalogues of translations in a folder of the test's own."""

from pathlib import Path

from tools.catalogue import CatalogueTree, compiled

GERMAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def german(folder: Path, entries: str) -> Path:
    """Writes a German catalogue with those entries of a `.po` file, and returns the folder that `use` takes."""
    path = CatalogueTree(folder, folder).po_file("de")
    path.parent.mkdir(parents=True)
    path.write_text(GERMAN + entries, encoding="utf-8")
    path.with_suffix(".mo").write_bytes(compiled(path, "de"))
    return folder
