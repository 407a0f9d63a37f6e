"""Values of JSON in a body, however they stand beside each other."""

import pytest

from desktop.adapters.network.framing.json_documents import MOST_IN_LINE, BrokenJsonError, JsonDecoder, objects_in
from desktop.adapters.network.large_json import LONG
from tests.helpers.clocks.effort import is_done_within

A, B = b'{"n": {"[": "}\\"{\\\\"}}', b'{"n": [1, {"m": "]"}]}'


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize(
    "body",
    [
        A + B,
        A + b"\n" + B,
        b"[" + A + b"," + B + b"]",
        b"[[" + A + b"], " + B + b"]",
        A + b"\x1e" + B,
        A + b"data: " + B,
    ],
)
def test_objects_are_found_at_every_cut(body: bytes, size: int) -> None:
    decoder = JsonDecoder()
    found = [value for at in range(0, len(body), size) for value in decoder.fed(body[at : at + size])]
    assert found == [{"n": {"[": '}"{\\'}}, {"n": [1, {"m": "]"}]}]
    assert decoder.at_end() == []


@pytest.mark.parametrize("body", [A[:-1], b"[" + A, A + b"}", b"{broken}", A + b"]", b'{"n": "', b'{"n": "\\'])
def test_what_is_cut_or_none_is_told_at_the_end(body: bytes) -> None:
    decoder = JsonDecoder()
    decoder.fed(body)
    with pytest.raises(BrokenJsonError):
        decoder.at_end()
    assert objects_in(body) == []


def test_a_long_string_is_looked_at_once() -> None:
    decoder = JsonDecoder()
    body = b'{"n": "' + b"x" * (LONG * 100) + b'"}'
    found = [value for at in range(0, len(body), 4096) for value in decoder.fed(body[at : at + 4096])]
    assert [len(value["n"]) for value in found] == [LONG * 100]


def test_many_objects_behind_each_other_are_not_copied_once_for_each() -> None:
    def read() -> None:
        assert len(JsonDecoder().fed(b"{}" * 600_000)) == 600_000  # 360 GB would be copied

    assert is_done_within(12, read)


def test_a_large_object_between_small_ones() -> None:
    large = b'{"n": "' + b"x" * (LONG * 2) + b'"}'
    found = JsonDecoder().fed(A + large + B + A + large)
    assert [len(value["n"]) for value in found] == [1, LONG * 2, 2, 1, LONG * 2]


def test_a_line_with_too_many_objects_is_given_up() -> None:
    assert len(objects_in(b"{}" * MOST_IN_LINE)) == MOST_IN_LINE
    with pytest.raises(BrokenJsonError):
        objects_in(b"{}" * (MOST_IN_LINE + 1))
