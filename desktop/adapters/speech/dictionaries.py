"""The system's spelling: Enchant, which finds the system's dictionaries, where its library is installed (Linux)."""

import ctypes
import sys
from collections.abc import Sequence
from typing import Any

from desktop.log import log

LIBRARIES = ("libenchant-2.so.2", "libenchant-2.so")
LONGEST_WORD = 60  # letters of a word that is checked; chosen
LONGEST_SUGGESTED = 24  # letters; suggestions for longer words take up to a second
MOST_SUGGESTIONS = 6


class EnchantDictionary:
    """One dictionary of the system. It fulfils `Dictionary`; used by one thread at a time."""

    def __init__(self, library: Any, broker: int, handle: int) -> None:
        self._library = library
        self._broker = broker
        self._handle = handle

    def knows(self, word: str) -> bool:
        """Returns True if a word is spelt right, as far as can be said."""
        data = word.encode("utf-8", "replace")
        return len(word) > LONGEST_WORD or self._library.enchant_dict_check(self._handle, data, len(data)) <= 0

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Returns words that may have been meant, the likeliest first; none for a very long word."""
        if len(word) > LONGEST_SUGGESTED:
            return ()
        data, count = word.encode("utf-8", "replace"), ctypes.c_size_t()
        found = self._library.enchant_dict_suggest(self._handle, data, len(data), ctypes.byref(count))
        if not found:
            return ()
        words = tuple(found[index].decode("utf-8", "replace") for index in range(min(count.value, MOST_SUGGESTIONS)))
        self._library.enchant_dict_free_string_list(self._handle, found)
        return words


def system_dictionary(languages: Sequence[str]) -> EnchantDictionary | None:
    """Returns the system's dictionary for the first of these languages that has one (“de_AT”, “de”), or None.

    A dictionary takes some megabytes, which are never freed: callers keep what they get.
    """
    library = enchant()
    return None if library is None else dictionary_of(library, languages)


def dictionary_of(library: Any, languages: Sequence[str]) -> EnchantDictionary | None:
    """Returns a library's dictionary for the first of these languages that has one, or None."""
    broker = library.enchant_broker_init()
    if not broker:
        return None
    for language in languages:
        name = language.replace("-", "_").encode("ascii", "replace")
        if library.enchant_broker_dict_exists(broker, name):
            handle = library.enchant_broker_request_dict(broker, name)
            if handle:
                return EnchantDictionary(library, broker, handle)
    library.enchant_broker_free(broker)
    return None


def enchant() -> Any | None:
    """Returns Enchant with the types of its functions declared; None where it is not installed."""
    if sys.platform != "linux":
        return None
    for name in LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        try:
            return _declared(library)
        except AttributeError:
            log.info("%s lacks a function", name)
    return None


def _declared(library: Any) -> Any:
    text, pointer, size = ctypes.c_char_p, ctypes.c_void_p, ctypes.c_ssize_t
    words = ctypes.POINTER(ctypes.c_char_p)
    for name, returned, taken in (
        ("enchant_broker_init", pointer, []),
        ("enchant_broker_free", None, [pointer]),
        ("enchant_broker_dict_exists", ctypes.c_int, [pointer, text]),
        ("enchant_broker_request_dict", pointer, [pointer, text]),
        ("enchant_dict_check", ctypes.c_int, [pointer, text, size]),
        ("enchant_dict_suggest", words, [pointer, text, size, ctypes.POINTER(ctypes.c_size_t)]),
        ("enchant_dict_free_string_list", None, [pointer, words]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = returned, taken
    return library
