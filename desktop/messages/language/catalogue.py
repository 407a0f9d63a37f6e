"""The catalogue of everything that a person reads, with gettext of the standard library.

    from desktop.messages.language.catalogue import _, ngettext

    _("Couldn't save “{name}”.").format(name=name)
    ngettext("{count} picture", "{count} pictures", count).format(count=number(count))

Texts are translated when they are used, never at import: tables in modules mark theirs with `N_` (two forms with
`plural_forms`) and pass them to `_` later. English stands in the code and needs no file. A translation whose
placeholders are broken is shown in English instead, and the log has a hash of the text.
"""

from typing import TYPE_CHECKING, Any, Protocol

from desktop import paths
from desktop.deferred import deferred
from desktop.messages.language.choice import ENGLISH, PSEUDO, RIGHT_TO_LEFT, SYSTEM, language_of

if TYPE_CHECKING:
    import gettext as gettext_library
    import hashlib
    from collections.abc import Iterable
    from pathlib import Path

    from desktop import log
    from desktop.messages.language import pseudo
else:
    gettext_library = deferred("gettext")
    hashlib = deferred("hashlib")
    log = deferred("desktop.log")
    pseudo = deferred("desktop.messages.language.pseudo")

DOMAIN = "askance"


class Translations(Protocol):
    """The methods of gettext's translations that are used here."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, singular: str, plural: str, count: int, /) -> str: ...

    def pgettext(self, context: str, message: str, /) -> str: ...


class Translated(str):
    """A translated text with its English one, which its `format` falls back to."""

    _english: str

    def __new__(cls, text: str, english: str) -> "Translated":
        translated = super().__new__(cls, text)
        translated._english = english
        return translated

    def format(self, *values: Any, **named: Any) -> str:
        try:
            return super().format(*values, **named)
        except (KeyError, IndexError, ValueError, AttributeError, TypeError):
            digest = hashlib.sha256(self._english.encode()).hexdigest()[:12]
            log.log.warning("a translation has a broken placeholder; its English text has the hash %s", digest)
            return self._english.format(*values, **named)


class _Catalogue:
    """The language in use. `translations` is None for English."""

    def __init__(self) -> None:
        self.language = ENGLISH
        self.translations: Translations | None = None


_catalogue = _Catalogue()


def use(setting: str = SYSTEM, asked_by_system: "Iterable[str]" = (), folder: "Path | None" = None) -> str:
    """Shows texts in the language of a setting from now on, and returns its code: "en" where a language has no file.

    `asked_by_system` are the system's languages, most wanted first; `folder` has the catalogues, by default the
    program's own.
    """
    language = language_of(setting, asked_by_system)
    translations = _loaded(language, folder or paths.resource("locale"))
    _catalogue.translations = translations
    _catalogue.language = language if translations is not None else ENGLISH
    return _catalogue.language


def language() -> str:
    """Returns the code of the language in use."""
    return _catalogue.language


def is_right_to_left() -> bool:
    """Returns True if the language in use is written from right to left."""
    return _catalogue.language in RIGHT_TO_LEFT


def has_catalogue(code: str) -> bool:
    """Returns True if the program has texts in the language of that code."""
    return code == ENGLISH or _file(code, paths.resource("locale")).is_file()


def _(message: str) -> str:
    """Returns the translation of a text."""
    translations = _catalogue.translations
    if translations is None or not message:  # the empty text stands for the head of the file
        return message
    return Translated(translations.gettext(message), message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Returns the translation of the form that goes with `count`."""
    english = singular if count == 1 else plural
    translations = _catalogue.translations
    return english if translations is None else Translated(translations.ngettext(singular, plural, count), english)


def pgettext(context: str, message: str) -> str:
    """Returns the translation of a text that means something else elsewhere; `context` says what it is here."""
    translations = _catalogue.translations
    return message if translations is None else Translated(translations.pgettext(context, message), message)


def N_(message: str) -> str:
    """Returns the text itself: it is put into the catalogue, and translated where it is used."""
    return message


def plural_forms(singular: str, plural: str) -> tuple[str, str]:
    """Returns both forms: they are put into the catalogue, and translated with `ngettext` where they are used."""
    return singular, plural


def _loaded(language: str, folder: "Path") -> Translations | None:
    if language == ENGLISH:
        return None
    if language == PSEUDO:
        return pseudo.PseudoTranslations()
    try:
        with _file(language, folder).open("rb") as file:
            return gettext_library.GNUTranslations(file)
    except FileNotFoundError:
        return None
    except Exception:  # a damaged file, which gettext answers with whatever its parsing stumbles over
        log.log.warning("the catalogue of the language %s cannot be read", language)
        return None


def _file(language: str, folder: "Path") -> "Path":
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
