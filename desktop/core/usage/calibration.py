"""Corrects estimates of tokens by the endpoint's own counts.

Rules of thumb (four letters a token) and uncertain image rules are off by a factor that depends on the model. Every
answer brings the endpoint's count; the factors then move a third of the way towards what would have been right.
"""

from dataclasses import dataclass, replace

from desktop.core.models.image_rules import ModelView

PULL = 1 / 3  # chosen, like the next line
LOWEST, HIGHEST = 0.2, 5.0
LOWEST_IMAGE = 0.02  # some models take any image in a few hundred tokens; chosen


@dataclass(frozen=True, slots=True)
class TokenCalibration:
    """The factors for text and for images of one model at one endpoint."""

    text: float = 1.0
    image: float = 1.0

    def expected_tokens(self, image_tokens: int, text_tokens: int, certain: bool) -> int:
        """Returns the tokens to expect; the count of a certain image rule is not corrected."""
        return round(image_tokens * (1.0 if certain else self.image) + text_tokens * self.text)

    def corrected(self, view: ModelView) -> ModelView:
        """Returns a model's view of an image with the tokens to expect for it."""
        return view if view.exact else replace(view, tokens=round(view.tokens * self.image))

    def updated(self, image_tokens: int, text_tokens: int, certain: bool, read: int) -> "TokenCalibration":
        """Returns the calibration after the endpoint counted `read` tokens for what the rules counted so."""
        if image_tokens and not certain:
            return replace(
                self, image=_moved_towards(self.image, read - text_tokens * self.text, image_tokens, LOWEST_IMAGE)
            )
        if text_tokens:
            return replace(self, text=_moved_towards(self.text, read - image_tokens, text_tokens, LOWEST))
        return self


def _moved_towards(factor: float, counted: float, by_rule: int, lowest: float) -> float:
    wanted = max(lowest, min(HIGHEST, counted / by_rule))
    return factor + PULL * (wanted - factor)


UNCALIBRATED = TokenCalibration()
