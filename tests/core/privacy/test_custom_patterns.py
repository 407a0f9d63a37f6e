"""Patterns that users and administrators add."""

import pytest
import regex

from desktop.core.privacy.custom_patterns import CustomPattern, CustomPatterns, patterns_from_plain
from desktop.core.privacy.detection import find_private_text
from tests.services.fakes import lines_of


def test_people_add_patterns_of_their_own() -> None:
    broken = [{"name": "broken", "pattern": "("}, {"name": "all", "pattern": ".*"}, 7]
    patterns = patterns_from_plain([{"name": "customer number", "pattern": r"KD-\d{6}"}, *broken])
    assert [pattern.name for pattern in patterns.patterns] == ["customer number"]
    assert patterns.rejected == ("broken", "all", "without a name")
    assert [finding.name for finding in find_private_text(lines_of("KD-123456"), patterns.patterns)] == [
        "customer number"
    ]
    assert patterns_from_plain(None) == CustomPatterns()
    assert patterns_from_plain({"a": 1}) == CustomPatterns(rejected=("patterns",))


@pytest.mark.parametrize("pattern", [r"(\w+\s?)+$", r"(a|aa)+$", r"(?:\d+-?)*[XY]"])
def test_a_pattern_that_takes_for_ever_is_told_of(pattern: str) -> None:
    assert patterns_from_plain([{"name": "slow", "pattern": pattern}]).rejected == ("slow",)


def test_where_a_pattern_takes_too_long_all_the_same_the_text_counts_as_private() -> None:
    slow = CustomPattern("slow", regex.compile(r"(q|qq)+$"))
    assert list(slow.spans("nothing of that")) == []
    assert list(slow.spans("q" * 80 + "!")) == [(0, 81)]
    assert list(slow.spans("!" * 700 + "q" * 80 + "!")) == [(400, 781)]


def test_a_group_that_took_no_part_covers_all_that_matches() -> None:
    pattern = CustomPattern("number", regex.compile(r"no\. (?P<it>\d+)?"))
    assert list(pattern.spans("no. 123 and no. x")) == [(4, 7), (12, 16)]


def test_an_own_pattern_can_allow_for_slips_of_the_reader() -> None:
    (own,) = patterns_from_plain([{"name": "project", "pattern": r"\b(?:Heron){e<=1}\b"}]).patterns
    assert list(own.spans("Project Her0n")) == [(8, 13)]
    assert list(own.spans("Project Swan")) == []
