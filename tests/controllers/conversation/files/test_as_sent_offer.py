"""The offer of images without what was covered later."""

import pytest

from desktop.controllers.conversation.files.as_sent_offer import AsSentOffer
from tests.controllers.conftest import Bar


@pytest.mark.parametrize("printed", [True, False])
def test_it_asks_before_the_covers_come_off(bar: Bar, printed: bool) -> None:
    done: list[str] = []
    offer = AsSentOffer(lambda: True, bar.notices)
    if printed:
        offer.say_printed(lambda: done.append("bare"))
    else:
        offer.say_written("talk.html", lambda: done.append("bare"))
    (label,) = [label for label in bar.labels if "as sent" in label]
    first = bar.text
    bar.press(label)
    assert done == [] and bar.text != first
    bar.press(label)
    assert done == ["bare"]


def test_nothing_is_offered_where_it_is_not_allowed(bar: Bar) -> None:
    AsSentOffer(lambda: False, bar.notices).say_written("talk.html", lambda: None)
    assert "talk.html" in bar.text and not [label for label in bar.labels if "as sent" in label]


def test_nothing_comes_off_when_it_is_no_longer_allowed(bar: Bar) -> None:
    allowed, done = [True], list[str]()
    AsSentOffer(lambda: allowed[0], bar.notices).say_printed(lambda: done.append("bare"))
    (label,) = [label for label in bar.labels if "as sent" in label]
    bar.press(label)
    allowed[0] = False
    bar.press(label)
    assert done == []
