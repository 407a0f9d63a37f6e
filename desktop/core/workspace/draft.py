"""What is on the desk: the question being typed, the sheets, and which of them is looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.core.image.annotated_image import AnnotatedImage


@dataclass(frozen=True, slots=True)
class Draft:
    """`looked_at` is an index into `sheets`; it means nothing when there are none. Every edit returns a new Draft."""

    prompt: str = ""
    images: tuple[AnnotatedImage, ...] = ()
    current_index: int = 0

    @property
    def image(self) -> AnnotatedImage | None:
        """The sheet that is looked at, or None on an empty desk."""
        return self.images[self.current_index] if self.images else None

    def with_prompt(self, prompt: str) -> "Draft":
        """The same desk with another question."""
        return replace(self, prompt=prompt)

    def with_images(self, added: Iterable[AnnotatedImage]) -> "Draft":
        """`added` at the end, its first looked at."""
        added = tuple(added)
        if not added:
            return self
        return replace(self, images=self.images + added, current_index=len(self.images))

    def without(self, index: int) -> "Draft":
        """The sheet at `index` taken away; the view stays on its sheet, or goes to a neighbour."""
        kept = self.images[:index] + self.images[index + 1 :]
        looked_at = self.current_index - 1 if index < self.current_index else self.current_index
        return replace(self, images=kept, current_index=max(0, min(looked_at, len(kept) - 1)))

    def with_image(self, image: AnnotatedImage) -> "Draft":
        """`sheet` in the place of the one with its id; the same draft where there is none."""
        return replace(self, images=tuple(image if mine.id == image.id else mine for mine in self.images))

    def split(self, index: int, parts: Iterable[AnnotatedImage]) -> "Draft":
        """Other sheets in the place of the one at `index`, the first of them looked at."""
        parts = tuple(parts)
        return replace(self, images=(*self.images[:index], *parts, *self.images[index + 1 :]), current_index=index)

    def next_number(self, taken: Iterable[int] = ()) -> int:
        """The number for a new mark: above all on the desk and those `taken` elsewhere in the conversation."""
        here = (annotation.number for image in self.images for annotation in image.number_badges)
        return max((0, *here, *taken)) + 1

    def moved(self, index: int, to: int) -> "Draft":
        """The sheet at `index` at place `to`, and looked at there."""
        order = list(self.images)
        order.insert(to, order.pop(index))
        return replace(self, images=tuple(order), current_index=to)

    def looking_at(self, index: int) -> "Draft":
        """The same desk with another sheet in view."""
        return replace(self, current_index=index)
