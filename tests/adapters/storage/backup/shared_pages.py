"""A bomb of a history: a hundred answers of 800 kB that are stored once. https://sqlite.org/fileformat2.html."""

from collections.abc import Iterator

PAGE_BYTES = 4096
SHORT, LONG = 17_000, 17_000 + 200 * (PAGE_BYTES - 4)
"""Lengths of answers whose numbers take three bytes, and of which the same share lies in the page of the row."""
_LEAF = 13
_LEAST = (PAGE_BYTES - 12) * 32 // 255 - 23
_MOST = PAGE_BYTES - 35

WITH_ANSWERS = (
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO turns "
    "(id, conversation_id, asked_at, prompt, model, host, stage, answer) "
    "SELECT printf('t%05d', i), 'c', 1.0, 'p', 'm', 'h', 'done', "
    f"printf('%.*c', CASE i WHEN 0 THEN {LONG} ELSE {SHORT} END, 'a') FROM n"
)
"""The statement that adds a long answer, and a hundred short ones."""


def share_pages(data: bytes) -> bytes:
    """Returns a history whose short answers say that they are as long as the long one, and go on in its pages."""
    shared = bytearray(data)
    (target,) = {_overflow(shared, at) for at in _cells(shared) if _number(shared, at)[0] > LONG}
    for at in _cells(shared):
        size, head = _number(shared, at)
        if SHORT < size < LONG:
            end = _end_of_local(shared, at)
            _, head = _number(shared, head)  # the number of the row
            _lengthen_answer(shared, head)
            _put(shared, at, size + LONG - SHORT)
            shared[end : end + 4] = target.to_bytes(4, "big")
    return bytes(shared)


def _cells(data: bytearray) -> Iterator[int]:
    """Yields the places of all rows that go on in other pages."""
    for page in range(PAGE_BYTES, len(data), PAGE_BYTES):
        if data[page] == _LEAF:
            for number in range(int.from_bytes(data[page + 3 : page + 5], "big")):
                pointer = page + 8 + 2 * number
                place = page + int.from_bytes(data[pointer : pointer + 2], "big")
                if _number(data, place)[0] > PAGE_BYTES:
                    yield place


def _overflow(data: bytearray, cell: int) -> int:
    end = _end_of_local(data, cell)
    return int.from_bytes(data[end : end + 4], "big")


def _end_of_local(data: bytearray, cell: int) -> int:
    size, at = _number(data, cell)
    _, at = _number(data, at)
    local = _LEAST + (size - _LEAST) % (PAGE_BYTES - 4)
    return at + (local if local <= _MOST else _LEAST)


def _lengthen_answer(data: bytearray, record: int) -> None:
    size, at = _number(data, record)
    while at < record + size:
        kind, behind = _number(data, at)
        if kind == 13 + 2 * SHORT:
            _put(data, at, 13 + 2 * LONG)
        at = behind


def _number(data: bytearray, at: int) -> tuple[int, int]:
    """Returns a number of variable length and the place behind it."""
    value = 0
    while True:
        value = value << 7 | data[at] & 127
        at += 1
        if data[at - 1] < 128:
            return value, at


def _put(data: bytearray, at: int, value: int) -> None:
    data[at : at + 3] = bytes((value >> 14 | 128, value >> 7 & 127 | 128, value & 127))
