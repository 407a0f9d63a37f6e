"""The catalogue of texts: `python -m tools.catalogue extract`, `check [--complete]` or `compile`.

`extract` brings the files of all languages (or, with their codes, new ones) to the texts that stand in the code;
`compile` makes the `.mo` files, which are committed, since the program and its packages read those alone; `check`
fails at entries that are no longer in the code, at broken placeholders and at a `.mo` that is not made of its `.po`,
and with `--complete`, which a release needs, at missing translations too.
"""

import argparse
import ast
import io
import string
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from desktop.messages.language.catalogue import DOMAIN
from desktop.messages.language.choice import ENGLISH, LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "pgettext": ((1, "c"), 2)}
KEYWORDS |= dict.fromkeys(("ngettext", "counted", "plural_forms"), (1, 2))
WIDTH = 110


@dataclass(frozen=True, slots=True)
class CatalogueTree:
    """The folders of a project: `code` has the texts, `locale` a folder for each language."""

    code: Path
    locale: Path

    def po_files(self) -> dict[str, Path]:
        """Returns the files of translations by the codes of their languages."""
        return {path.parents[1].name: path for path in sorted(self.locale.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))}

    def po_file(self, code: str) -> Path:
        return self.locale / code / "LC_MESSAGES" / f"{DOMAIN}.po"


PROJECT = CatalogueTree(ROOT / "desktop", ROOT / "resources" / "locale")


def extracted(tree: CatalogueTree = PROJECT) -> Catalog:
    """Returns the texts of the code, each with the files that it stands in."""
    catalogue = Catalog(project="Askance", charset="utf-8", fuzzy=False)
    found = extract_from_dir(tree.code, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True)
    for name, _line, message, comments, context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


def read_catalogue(path: Path, code: str) -> Catalog:
    """Returns the translations of a file, with those that are no longer in the code."""
    with path.open("rb") as file:
        return read_po(file, locale=code, domain=DOMAIN, ignore_obsolete=True)


def updated(code: str, tree: CatalogueTree = PROJECT) -> bytes:
    """Returns the file of a language with the texts of the code, and with the translations that it has of them."""
    path = tree.po_file(code)
    template = extracted(tree)
    catalogue = read_catalogue(path, code) if path.is_file() else Catalog(locale=code)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    head = f"Askance in {LANGUAGES.get(code, code)}. Written by tools/catalogue.py; edit the translations only."
    catalogue.header_comment = f"# {head}"
    catalogue.fuzzy = False
    output = io.BytesIO()
    write_po(output, catalogue, width=WIDTH, omit_header=True, include_lineno=False, sort_by_file=True)
    return _header(catalogue) + output.getvalue()


def _header(catalogue: Catalog) -> bytes:
    """Returns the head of a file: nothing in it changes with the clock or with who writes it."""
    return (
        f"{catalogue.header_comment}\n"
        'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    ).encode()


def compiled(path: Path, code: str) -> bytes:
    """Returns the `.mo` file of a `.po`: the same bytes whenever the translations are the same."""
    output = io.BytesIO()
    source = read_catalogue(path, code)
    catalogue = Catalog(locale=code, charset="utf-8", fuzzy=False)
    for message in sorted(filter(is_translated, source), key=lambda entry: (entry.context or "", str(entry.id))):
        catalogue.add(message.id, message.string, context=message.context)
    write_mo(output, catalogue)
    return _without_dates(output.getvalue(), catalogue)


def _without_dates(compiled_file: bytes, catalogue: Catalog) -> bytes:
    """Returns a `.mo` file whose head has spaces in the place of the clock and of the library's release."""
    for name, value in catalogue.mime_headers:
        if name in ("POT-Creation-Date", "PO-Revision-Date", "Generated-By"):
            line = f"{name}: {value}".encode()
            compiled_file = compiled_file.replace(line, f"{name}: ".encode().ljust(len(line)))
    return compiled_file


def is_translated(message: Message) -> bool:
    """Returns True if an entry has all its forms, and is not the head."""
    return bool(message.id) and all(_texts(message.string or ""))


def faults(tree: CatalogueTree = PROJECT, complete: bool = False) -> Iterator[str]:
    """Yields what is wrong with the catalogues; missing translations only with `complete`."""
    template = extracted(tree)
    wanted = {_key(message) for message in template if message.id}
    yield from (f"the code: stands in an f-string, where it may not be found: {text!r}" for text in _hidden(tree))
    for message in template:
        yield from (f"the code: {fault}" for fault in _text_faults(message))
    files = tree.po_files()
    for code, path in files.items():
        catalogue = read_catalogue(path, code)
        entries = {_key(message): message for message in catalogue if message.id}
        yield from (f"{code}: no longer in the code: {key[-1]!r}" for key in entries.keys() - wanted)
        for message in entries.values():
            yield from (f"{code}: {fault}" for fault in _placeholder_faults(message))
        binary = path.with_suffix(".mo")
        if binary.is_file() and binary.read_bytes() != compiled(path, code):
            yield f"{code}: the .mo is not made of the .po; run python -m tools.catalogue compile"
        if complete:
            missing = wanted - {key for key, message in entries.items() if is_translated(message)}
            yield from (f"{code}: not translated: {key[-1]!r}" for key in sorted(missing))
    if complete:
        yield from (f"{code}: there is no catalogue" for code in LANGUAGES.keys() - {ENGLISH} - files.keys())


def _hidden(tree: CatalogueTree) -> Iterator[str]:
    """Yields the texts inside f-strings: before Python 3.12, Babel takes nothing out of these."""
    for path in sorted(tree.code.rglob("*.py")):
        for whole in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for call in ast.walk(whole) if isinstance(whole, ast.JoinedStr) else ():
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
                    texts = [str(text.value) for text in call.args if isinstance(text, ast.Constant)]
                    yield from texts[1:2] if call.func.id == "pgettext" else texts[:1]


def _key(message: Message) -> tuple[str, str]:
    return message.context or "", _texts(message.id)[0]


def _text_faults(message: Message) -> Iterator[str]:
    for text in _texts(message.id):
        fields = _fields(text)
        if fields is None or not all(map(str.isidentifier, fields)):
            yield f"placeholders need names: {text!r}"


def _placeholder_faults(message: Message) -> Iterator[str]:
    """Yields the broken forms of an entry. A form for one number may leave the count out (“one picture”)."""
    texts = _texts(message.id)
    wanted = _fields(texts[-1]) or frozenset()
    optional = {"count"} if len(texts) > 1 else set()
    for form in filter(None, _texts(message.string or "")):
        fields = _fields(form)
        if fields is None or not wanted - optional <= fields <= wanted:
            yield f"other placeholders than in {texts[-1]!r}: {form!r}"


def _texts(entry: str | Sequence[str]) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else tuple(entry)


def _fields(text: str) -> frozenset[str] | None:
    """Returns the names of a text's placeholders, with their conversions; None if it cannot be read."""
    try:
        parts = tuple(string.Formatter().parse(text))
    except ValueError:
        return None
    return frozenset(
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, name, form, conversion in parts
        if name is not None
    )


def main() -> int:
    """Runs one command. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("command", choices=("extract", "check", "compile"))
    parser.add_argument("codes", nargs="*", help="languages that have no file yet")
    parser.add_argument("--complete", action="store_true", help="fail at missing translations too")
    chosen = parser.parse_args()
    if chosen.command == "check":
        found = list(faults(complete=chosen.complete))
        print("\n".join(found) or f"{len(extracted())} texts; nothing is wrong with their translations")
        return 1 if found else 0
    for code in sorted({*PROJECT.po_files(), *chosen.codes}):
        path = PROJECT.po_file(code)
        if chosen.command == "extract":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(updated(code))
        else:
            path.with_suffix(".mo").write_bytes(compiled(path, code))
    print(f"{len(extracted())} texts in the code")
    return 0


if __name__ == "__main__":
    sys.exit(main())
