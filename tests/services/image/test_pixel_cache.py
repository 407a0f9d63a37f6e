"""Pixels are kept while their image is in the draft, and not for long after that."""

from typing import Any

import pytest

from desktop.core.workspace.draft import Draft
from desktop.services.image import pixel_cache
from desktop.services.image.pixel_cache import PixelCache
from tests.services.program import Room, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def cache_of(dropped: list[str], most_bytes: int = 1000) -> PixelCache[str]:
    return PixelCache(len, most_bytes, dropped.extend)


def test_what_has_left_the_desk_goes_a_moment_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixel_cache, "LEFT_S", 0.05)

    async def run() -> None:
        dropped: list[str] = []
        cache = cache_of(dropped)
        cache.show_draft(frozenset({"a", "b"}))
        cache.keep("a", "pixels of a", "a")
        cache.keep("b", "pixels of b", "b")
        cache.show_draft(frozenset({"b"}))
        assert cache.get("a") == "pixels of a"
        await until(lambda: dropped)
        assert dropped == ["pixels of a"]
        assert cache.get("a") is None
        assert cache.get("b") == "pixels of b"
        assert cache.total_bytes == len("pixels of b")

    on_the_loop(run())


def test_an_image_on_its_way_to_the_desk_is_kept_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixel_cache, "LEFT_S", 0.02)

    async def run() -> None:
        dropped: list[str] = []
        cache = cache_of(dropped)
        cache.keep("a", "arrives", "a", is_arriving=True)
        cache.keep("b", "is of the history", "b")
        await until(lambda: dropped)
        assert dropped == ["is of the history"]
        cache.show_draft(frozenset({"a"}))
        cache.show_draft(frozenset())
        await until(lambda: len(dropped) == 2)
        assert dropped[-1] == "arrives"

    on_the_loop(run())


def test_much_that_leaves_at_once_goes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixel_cache, "LEFT_BYTES", 10)

    async def run() -> None:
        dropped: list[str] = []
        cache = cache_of(dropped)
        cache.show_draft(frozenset("abc"))
        for key in "abc":
            cache.keep(key, key * 6, key)
        cache.show_draft(frozenset("c"))
        assert dropped == ["aaaaaa"]

    on_the_loop(run())


def test_the_bound_holds_on_the_desk_too_but_the_latest_stays() -> None:
    async def run() -> None:
        dropped: list[str] = []
        cache = cache_of(dropped, most_bytes=10)
        cache.show_draft(frozenset("abc"))
        cache.keep("a", "aaaa", "a")
        cache.keep("b", "bbbb", "b")
        assert cache.get("a")
        cache.keep("c", "cccc", "c")
        assert dropped == ["bbbb"]
        cache.keep("c", "c" * 20, "c")
        assert dropped == ["bbbb", "cccc", "aaaa"]
        assert cache.get("c") == "c" * 20

    on_the_loop(run())


def test_pixels_that_were_dropped_come_back_with_undo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixel_cache, "LEFT_S", 0.05)

    async def run() -> None:
        room, decoded = Room(), []
        decode = room.decoder.decode

        def counted(data: bytes, name: str = "", page: int = 0, side: int = 0, covers: Any = ()) -> Any:
            decoded.append(name)
            return decode(data, name, page, side, covers)

        monkeypatch.setattr(room.decoder, "decode", counted)
        draft = Draft("", (image(300),))
        room.workspace.changed.connect(room.image_pipeline.show_draft)
        room.workspace.change("Paste", draft)
        before = await room.image_pipeline.mipmaps(draft.images[0].source)
        room.workspace.change("Remove", Draft())
        await until(lambda: room.image_pipeline.pixel_bytes == 0)
        room.workspace.undo()
        assert room.workspace.draft.images == draft.images
        after = await room.image_pipeline.mipmaps(draft.images[0].source)
        assert len(decoded) == 2
        assert [bytes(level.data) for level in after] == [bytes(level.data) for level in before]
        await room.close()

    on_the_loop(run())
