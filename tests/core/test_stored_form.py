"""The tables of stored keys: no field of what is stored is left out, and none is there twice."""

from collections import Counter
from dataclasses import dataclass, fields
from typing import Any

import pytest

from desktop.cli import models
from desktop.core.annotation import stored_values
from desktop.core.annotation.registry import ANNOTATION_KINDS
from desktop.core.conversation import serialization
from desktop.core.image.sent_image import SentImage
from desktop.core.settings import settings
from desktop.core.settings.settings import Settings
from desktop.core.stored_form import StoredForm
from desktop.services import usage_tracker

FORMS = {
    form.kind: form
    for tables in (
        vars(stored_values),
        {kind.name: kind.form for kind in ANNOTATION_KINDS},
        vars(serialization),
        vars(models),
        vars(usage_tracker),
    )
    for form in tables.values()
    if isinstance(form, StoredForm)
}


@dataclass(frozen=True, slots=True)
class Renamed:
    number_of_words: int
    language: str = "en"


WORDS = StoredForm(Renamed, {"count": "number_of_words", "lang": "language"})


def test_a_field_is_stored_under_its_key() -> None:
    assert WORDS.to_plain(Renamed(3, "de")) == {"count": 3, "lang": "de"}
    assert WORDS.from_plain({"count": 3, "lang": "de"}) == Renamed(3, "de")
    assert WORDS.from_plain({"count": 3}) == Renamed(3)


@pytest.mark.parametrize(("stored", "words"), [({"lang": "de"}, "number_of_words"), ({"count": 1, "new": 2}, "'new'")])
def test_an_object_with_other_keys_is_refused(stored: dict[str, Any], words: str) -> None:
    with pytest.raises(TypeError, match=words):
        WORDS.from_plain(stored)


KEPT_APART = {
    SentImage: ["origin"]
}  # it holds a hash of the source, so it has a column of its own and no key in exports


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.kind.__name__)
def test_every_field_has_one_key(form: StoredForm[Any]) -> None:
    names = [*form.fields.values(), *KEPT_APART.get(form.kind, ())]
    assert Counter(names) == Counter(each_field.name for each_field in fields(form.kind))


def test_every_setting_has_one_name_in_files() -> None:
    names = [*settings.FIELDS.values(), *settings.RULES.values()]
    assert Counter(names) == Counter(each_field.name for each_field in fields(Settings))


def test_there_is_a_table_for_everything_that_is_stored() -> None:
    assert len(FORMS) == 10 + 1 + 7 + 1 + 1  # marks, areas, what turns and sheets are made of, prices, what was learnt
