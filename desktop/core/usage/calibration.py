"""Corrects estimates of tokens by the endpoint's own counts.

Rules of thumb (four letters a token) and uncertain image rules are off by a factor that depends on the model. Every
answer brings the endpoint's count; the factors then move a third of the way towards what would have been right.
"""

from dataclasses import dataclass, replace

PULL = 1 / 3  # chosen, like the next line
LOWEST, HIGHEST = 0.2, 5.0


@dataclass(frozen=True, slots=True)
class TokenCalibration:
    """The factors for text and for images of one model at one endpoint."""

    text: float = 1.0
    image: float = 1.0

    def expected_tokens(self, image_tokens: int, text_tokens: int, certain: bool) -> int:
        """Returns the tokens to expect; the count of a certain image rule is not corrected."""
        return round(image_tokens * (1.0 if certain else self.image) + text_tokens * self.text)

    def updated(self, image_tokens: int, text_tokens: int, certain: bool, read: int) -> "TokenCalibration":
        """Returns the calibration after the endpoint counted `read` tokens for what the rules counted so."""
        if image_tokens and not certain:
            return replace(self, image=_moved_towards(self.image, read - text_tokens * self.text, image_tokens))
        if text_tokens:
            return replace(self, text=_moved_towards(self.text, read - image_tokens, text_tokens))
        return self


def _moved_towards(factor: float, counted: float, by_rule: int) -> float:
    wanted = max(LOWEST, min(HIGHEST, counted / by_rule))
    return factor + PULL * (wanted - factor)


UNCALIBRATED = TokenCalibration()
