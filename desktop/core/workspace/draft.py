"""The draft in the workspace: the question being typed, and the images and texts that will go with it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.core.conversation.attached_text import AttachedText, join_question, split_question
from desktop.core.conversation.conversation import title_of
from desktop.core.image.annotated_image import AnnotatedImage


@dataclass(frozen=True, slots=True)
class Draft:
    """`current_index` is that of the image in view, if there are images. Every edit returns a new value."""

    prompt: str = ""
    images: tuple[AnnotatedImage, ...] = ()
    current_index: int = 0
    texts: tuple[AttachedText, ...] = ()

    @property
    def image(self) -> AnnotatedImage | None:
        """The image in view, or None if there are no images."""
        return self.images[self.current_index] if self.images else None

    @property
    def is_empty(self) -> bool:
        """True if it has no images, no texts and no words; spaces are none."""
        return not self.images and not self.texts and not self.prompt.strip()

    @property
    def question(self) -> str:
        """The prompt with the texts behind it, as it is kept."""
        return join_question(self.prompt, self.texts)

    @property
    def asked(self) -> str:
        """The prompt with the texts behind it, as it would be sent."""
        return join_question(self.prompt.strip(), self.texts)

    @property
    def letters(self) -> int:
        """The number of letters of its texts, with those of its pages as far as these are in view."""
        of_pages = (text for image in self.images if (text := image.visible_page_text) is not None)
        return sum(len(text.text) for text in self.texts) + sum(len(text.letters) for text in of_pages)

    @property
    def title(self) -> str:
        """The prompt as one line; without words, the names of its texts or of the first image, which may be empty."""
        return title_of(self.question) or (title_of(self.images[0].source.name) if self.images else "")

    def with_prompt(self, prompt: str) -> "Draft":
        """Returns the draft with another question."""
        return replace(self, prompt=prompt)

    def with_question(self, question: str) -> "Draft":
        """Returns the draft with a question that was kept or asked: what was typed, and the texts beside it."""
        words, texts = split_question(question)
        return replace(self, prompt=words, texts=texts)

    def after_asking(self, asked: str) -> "Draft":
        """Returns the draft without a question that was asked; what was typed or added since then stays.

        Private text may have been replaced in it meanwhile, so its texts are known by their places.
        """
        words, gone = split_question(asked)
        typed = self.prompt.removeprefix(words) if self.prompt.startswith(words) else ""
        return replace(self, prompt=typed, texts=self.texts[len(gone) :])

    def with_texts(self, added: Iterable[AttachedText]) -> "Draft":
        """Returns the draft with more texts."""
        return replace(self, texts=(*self.texts, *added))

    def without_text(self, index: int) -> "Draft":
        """Returns the draft without the text at `index`."""
        return replace(self, texts=self.texts[:index] + self.texts[index + 1 :])

    def with_images(self, added: Iterable[AnnotatedImage]) -> "Draft":
        """Returns the draft with `added` at the end and the first of them in view."""
        added = tuple(added)
        if not added:
            return self
        return replace(self, images=self.images + added, current_index=len(self.images))

    def without(self, index: int) -> "Draft":
        """Returns the draft without the image at `index`. The view stays on its image, or goes to a neighbour."""
        kept = self.images[:index] + self.images[index + 1 :]
        current_index = self.current_index - 1 if index < self.current_index else self.current_index
        return replace(self, images=kept, current_index=max(0, min(current_index, len(kept) - 1)))

    def with_image(self, image: AnnotatedImage) -> "Draft":
        """Returns the draft with `image` in the place of the one of the same id; unchanged if there is none."""
        return replace(self, images=tuple(image if other.id == image.id else other for other in self.images))

    def split(self, index: int, parts: Iterable[AnnotatedImage]) -> "Draft":
        """Returns the draft with `parts` in the place of the image at `index`, the first of them in view."""
        parts = tuple(parts)
        return replace(self, images=(*self.images[:index], *parts, *self.images[index + 1 :]), current_index=index)

    def next_number(self, taken: Iterable[int] = ()) -> int:
        """Returns the number for a new badge: above all in the draft and those `taken` in the conversation."""
        here = (badge.number for image in self.images for badge in image.number_badges)
        return max((0, *here, *taken)) + 1

    def moved(self, index: int, to: int) -> "Draft":
        """Returns the draft with the image at `index` moved to index `to`, and in view."""
        order = list(self.images)
        order.insert(to, order.pop(index))
        return replace(self, images=tuple(order), current_index=to)

    def looking_at(self, index: int) -> "Draft":
        """Returns the draft with the image at `index` in view, or the nearest one to it that there is."""
        return replace(self, current_index=max(0, min(index, len(self.images) - 1)))
