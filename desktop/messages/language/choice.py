"""The languages of Askance, and the one that a setting, the environment or the system asks for."""

import os
from collections.abc import Iterable, Mapping

SYSTEM = "system"  # the value of the setting that follows the system
ENGLISH = "en"
PSEUDO = "en_XA"
"""English, lengthened and in brackets; it shows which texts are cut off and which are not in the catalogue."""

LANGUAGES = {
    "en": "English",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "ja": "日本語",
    "pl": "Polski",
    "zh_CN": "简体中文",
}
"""Names of the languages in themselves, by code; the codes are the names of folders in `resources/locale`."""

RIGHT_TO_LEFT = frozenset({"ar"})

_SIMPLIFIED_CHINESE = {"zh", "zh_CN", "zh_SG", "zh_HANS"}


def language_of(setting: str, asked_by_system: Iterable[str] = ()) -> str:
    """Returns the code of the language for a value of the setting.

    `asked_by_system` are the system's languages, most wanted first, such as "de_AT" or "zh-Hans-CN"; without any, the
    environment is asked.
    """
    if setting != SYSTEM:
        return supported_language(setting) or ENGLISH
    wanted = tuple(asked_by_system) or languages_of_environment(os.environ)
    return next((code for name in wanted if (code := supported_language(name))), ENGLISH)


def languages_of_environment(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Returns the languages that POSIX variables ask for, most wanted first; LANGUAGE counts unless the locale is C."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    if _without_encoding(locale) in ("", "C", "POSIX"):
        return ()
    return (*filter(None, environment.get("LANGUAGE", "").split(":")), locale)


def supported_language(name: str) -> str:
    """Returns the code of a language that Askance has for a name such as “de-AT” or “de_DE.UTF-8”; empty if none."""
    whole = _without_encoding(name).replace("-", "_")
    language, _, region = whole.partition("_")
    if whole.upper() == PSEUDO.upper():
        return PSEUDO
    if language.lower() == "zh":
        script_or_region = region.partition("_")[0].upper()
        return "zh_CN" if f"zh_{script_or_region}".rstrip("_") in _SIMPLIFIED_CHINESE else ""
    if language in ("C", "POSIX"):
        return ENGLISH
    return language.lower() if language.lower() in LANGUAGES else ""


def _without_encoding(name: str) -> str:
    return name.partition(".")[0].partition("@")[0]
