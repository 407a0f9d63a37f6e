"""The system's dictionaries."""

from typing import Any

import pytest

from desktop.adapters.speech.dictionaries import (
    LONGEST_SUGGESTED,
    LONGEST_WORD,
    EnchantDictionary,
    dictionary_of,
    enchant,
    system_dictionary,
)


@pytest.fixture
def english() -> EnchantDictionary:
    """The system's English dictionary."""
    dictionary = system_dictionary(("xx_YY", "en_US", "en_GB", "en"))
    if dictionary is None:
        pytest.skip("the system lacks libenchant-2-2 or hunspell-en-us")
    return dictionary


def test_words_are_known_or_others_are_offered(english: EnchantDictionary) -> None:
    assert english.knows("picture") and english.knows("isn't") and not english.knows("pictrue")
    assert "picture" in english.suggestions("pictrue")


def test_what_no_dictionary_should_be_asked_for(english: EnchantDictionary) -> None:
    assert english.knows("") and english.knows("x" * (LONGEST_WORD + 1))
    assert english.suggestions("qqqqzzzzvvvvjjjj") == ()


def test_a_very_long_word_has_no_suggestions_which_would_take_long(english: EnchantDictionary) -> None:
    assert english.suggestions("internationalisattion") and english.suggestions("pictrue")
    for word in ("counterrevolutionnaries's", "picturepicturepicturepictrue"):
        assert len(word) > LONGEST_SUGGESTED and english.suggestions(word) == ()


def test_a_language_without_a_dictionary_has_none() -> None:
    assert system_dictionary(("xx_YY",)) is None and system_dictionary(()) is None


class Counted:
    """A library that notes which of its functions are called."""

    def __init__(self, library: Any) -> None:
        self.library, self.called = library, list[str]()

    def __getattr__(self, name: str) -> Any:
        self.called.append(name)
        return getattr(self.library, name)


def test_nothing_of_the_library_stays_open_for_a_language_without_a_dictionary() -> None:
    library = enchant()
    if library is None:
        pytest.skip("the system lacks libenchant-2-2")
    counted = Counted(library)
    assert dictionary_of(counted, ("xx_YY", "zz")) is None
    assert (counted.called[0], counted.called[-1]) == ("enchant_broker_init", "enchant_broker_free")
