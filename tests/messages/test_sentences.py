"""Every sentence that needs no facts is in the catalogue, and is translated when it is asked for, not at import."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest

import desktop.messages
from desktop.messages.language import catalogue
from desktop.messages.language.choice import PSEUDO

Sentence = Callable[[], str]


def sentences() -> Iterator[Sentence]:
    """Yields the functions of `messages` that return a text and need no argument."""
    for found in pkgutil.walk_packages(desktop.messages.__path__, "desktop.messages."):
        if not found.name.startswith("desktop.messages.language"):
            module = import_module(found.name)
            for name, function in inspect.getmembers(module, inspect.isfunction):
                parameters = inspect.signature(function).parameters.values()
                needs_nothing = all(parameter.default is not parameter.empty for parameter in parameters)
                is_own = function.__module__ == found.name and not name.startswith("_")
                if is_own and needs_nothing and function.__annotations__["return"] is str:
                    yield function


@pytest.fixture
def pseudo() -> Iterator[None]:
    catalogue.use(PSEUDO)
    yield
    catalogue.use("en")


@pytest.mark.parametrize(
    "sentence", [pytest.param(sentence, id=f"{sentence.__module__}.{sentence.__name__}") for sentence in sentences()]
)
def test_a_sentence_is_in_the_language_in_use(sentence: Sentence, pseudo: None) -> None:
    in_use = sentence()
    catalogue.use("en")
    english = sentence()
    assert in_use.startswith("⟦") and in_use.endswith("⟧")
    assert english and not english.startswith("⟦")
    assert "{" not in english


def test_there_are_many_of_them() -> None:
    assert len(list(sentences())) > 100
