"""Drafts in the form in which they are stored: redacted pixels are not in them."""

from dataclasses import replace

import pytest
from PIL import Image

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.workspace.draft import Draft
from desktop.services.image.draft_redactor import DraftRedactor
from desktop.services.image.import_item import ImportItem
from tests.helpers.images import encoded
from tests.services.program import Room, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_what_is_covered_is_not_in_what_is_kept_unless_the_user_wants_originals() -> None:
    async def run() -> None:
        room = Room()
        whole = Image.new("RGB", (300, 200), "white")
        whole.paste((9, 200, 9), (50, 50, 90, 70))
        room.image_importer.add("Paste", (ImportItem("a", data=encoded(whole)),))
        await until(lambda: room.workspace.draft.images)
        (bare,) = room.workspace.draft.images
        covered = bare.with_annotation(Redaction("r", Rect(40, 40, 100, 80))).rotated(1)
        wants = [False]
        covering = DraftRedactor(room.image_pipeline.for_storage, lambda: wants[0])
        draft = Draft("q", (bare, covered), 1)
        kept = await room.tasks.run_blocking(covering, draft)
        assert kept.images[0] == bare
        assert kept.images[1].content_key == covered.content_key
        assert kept.images[1].source.id != bare.source.id
        again = await room.image_pipeline.mipmaps(kept.images[1].source)
        colors = {color for _, color in again[0].image().getcolors() or []}
        assert colors == {(255, 255, 255), (0, 0, 0)}
        assert (await room.tasks.run_blocking(covering, draft)).images[1].source is kept.images[1].source
        wants[0] = True
        assert covering(draft) == draft
        assert covering.interim_draft(draft) is None
        await room.close()

    on_the_loop(run())


def test_a_covered_picture_that_no_longer_decodes_is_not_kept_whole() -> None:
    def broken(_: AnnotatedImage) -> AnnotatedImage:
        raise ImageRejectedError(Problem(ProblemKind.DECODER_CRASHED))

    covered = image().with_annotation(Redaction("r", Rect(0, 0, 9, 9)))
    assert DraftRedactor(broken, lambda: False)(Draft("q", (covered,), 0)) == Draft("q")


def test_until_the_covered_form_is_made_the_covers_are_kept_over_what_the_disk_has() -> None:
    redacted: list[AnnotatedImage] = []

    def redact(annotated: AnnotatedImage) -> AnnotatedImage:
        redacted.append(annotated)
        return replace(annotated, source=replace(annotated.source, id=f"covered {len(redacted)}"))

    covering = DraftRedactor(redact, lambda: False)
    bare = image()
    once = bare.with_annotation(Redaction("r", Rect(0, 0, 9, 9)))
    twice = once.with_annotation(Redaction("s", Rect(20, 20, 29, 29)))
    first = covering.interim_draft(Draft("", (once,)))
    assert first is not None
    assert (first.images[0].source, first.images[0].annotations) == (bare.source, once.annotations)
    assert covering(Draft("", (once,))).images[0].source.id == "covered 1"
    assert covering.interim_draft(Draft("", (once,))) is None
    second = covering.interim_draft(Draft("", (twice,)))
    assert second is not None
    assert (second.images[0].source.id, second.images[0].annotations) == (
        "covered 1",
        twice.annotations,
    )  # never whole again
