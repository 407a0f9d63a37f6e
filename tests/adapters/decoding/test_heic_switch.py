"""HEIC images are refused while they are switched off; the child never loads their decoder then."""

from pathlib import Path

import pytest

from desktop.adapters.decoding.decoder import Decoder, worker_command
from desktop.core.errors import ImageFault, ImageRejectedError, ProblemKind
from desktop.paths import resource
from tests.helpers.images import png

HEIC = resource("sample.heic").read_bytes()


def test_heic_is_refused_while_it_is_switched_off_and_nothing_else_is() -> None:
    answers = [False, False, True]
    decoder = Decoder(opens_heic=lambda: answers.pop(0))
    try:
        with pytest.raises(ImageRejectedError) as refused:
            decoder.decode(HEIC, "photo.heic")
        assert (refused.value.problem.kind, refused.value.problem.name) == (ProblemKind.HEIC_OFF, "photo.heic")
        with pytest.raises(ImageRejectedError):
            decoder.covered(HEIC, "photo.heic", 0, 0, ())
        assert decoder.child.pid is None
        assert decoder.decode(png()).pixels.width == 80
        assert decoder.decode(HEIC).pixels.width == 64
        assert answers == []
    finally:
        decoder.close()


@pytest.mark.parametrize(("module", "name"), [("pillow_heif", "sample.heic"), ("pypdfium2", "sample.pdf")])
def test_a_library_that_is_missing_costs_its_own_format_only(module: str, name: str) -> None:
    command = worker_command()
    command[-1] = command[-1].replace("from desktop", f"sys.modules[{module!r}] = None; from desktop", 1)
    decoder = Decoder(command)
    try:
        with pytest.raises(ImageRejectedError) as refused:
            decoder.decode(resource(name).read_bytes(), name)
        assert (refused.value.problem.kind, refused.value.problem.code) == (
            ProblemKind.NOT_A_IMAGE,
            ImageFault.UNREAD_VARIANT,
        )  # never damaged: it is no fault of the file
        assert decoder.decode(png()).pixels.width == 80
    finally:
        decoder.close()


@pytest.mark.parametrize("name", ["sample.heic", "sample.pdf"])
def test_a_library_is_loaded_with_the_first_image_that_needs_it(name: str) -> None:
    library = {"sample.heic": "libheif", "sample.pdf": "libpdfium"}[name]
    decoder = Decoder()

    def is_loaded() -> bool:
        try:
            return library in Path(f"/proc/{decoder.child.pid}/maps").read_text()
        except (FileNotFoundError, PermissionError):  # not Linux, or not root: the child can be read by nobody else
            pytest.skip("the system does not show the libraries of a process")

    try:
        decoder.decode(png())
        first = decoder.child.pid
        assert not is_loaded()
        decoder.decode(resource(name).read_bytes(), side=64)
        second = decoder.child.pid
        assert is_loaded() and second != first
        decoder.decode(png())
        assert decoder.child.pid == second
    finally:
        decoder.close()
