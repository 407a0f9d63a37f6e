"""Decoders behind one port: side by side where several pictures are prepared, one where they come one by one."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop.adapters.decoding.decoder import Decoder
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.pixel_buffer import DecodedFacts
from desktop.services.many.rows.decoders import Decoders
from tests.helpers.images import png

LONG_S = 60.0


def test_two_pictures_are_decoded_side_by_side() -> None:
    decoders = Decoders([Decoder(), Decoder()])
    both = threading.Barrier(2)

    def choose(facts: DecodedFacts) -> tuple[Rect, Size]:
        both.wait(LONG_S)  # one decoder alone would never have both here
        return Rect.from_size(facts.size), (40, 30)

    try:
        with ThreadPoolExecutor(2) as threads:
            views = [threads.submit(decoders.view, png(), "p", 0, 0, choose) for _ in range(2)]
        assert [view.result().size for view in views] == [(40, 30), (40, 30)]
    finally:
        decoders.close()


def test_pictures_one_by_one_start_one_child() -> None:
    first, second = Decoder(), Decoder()
    decoders = Decoders([first, second])
    try:
        decoders.warm()
        for _ in range(3):
            decoders.decode(png())
            decoders.view(png(), "p", 0, 0, lambda facts: (Rect.from_size(facts.size), facts.size))
        assert first.child.running
        assert not second.child.running
    finally:
        decoders.close()


def test_a_refusal_leaves_its_decoder_free_and_closed_ones_refuse() -> None:
    decoders = Decoders([Decoder()])
    try:
        for _ in range(3):
            with pytest.raises(ImageRejectedError):
                decoders.decode(b"\x89PNG\r\n\x1a\nxx")
        assert decoders.decode(png()).facts.pages == 1
    finally:
        decoders.close()
    with pytest.raises(ImageRejectedError) as refused:
        decoders.decode(png())
    assert refused.value.problem.kind is ProblemKind.DECODER_CRASHED
