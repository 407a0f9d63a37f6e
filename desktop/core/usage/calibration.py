"""What an endpoint's own counts have taught about a model's tokens: two factors on what the rules say.

Rules of thumb (four letters a token) and uncertain picture rules are off by a model's own factor. Every answer brings
the endpoint's count; the factors move a third of the way towards what would have been right.
"""

from dataclasses import dataclass, replace

PULL = 1 / 3
LOWEST, HIGHEST = 0.2, 5.0


@dataclass(frozen=True, slots=True)
class TokenCalibration:
    """Factors for the words and for the pictures of one model at one endpoint."""

    text: float = 1.0
    image: float = 1.0

    def expected_tokens(self, image_tokens: int, text_tokens: int, certain: bool) -> int:
        """The tokens to expect; a certain picture rule is not bent."""
        return round(image_tokens * (1.0 if certain else self.image) + text_tokens * self.text)

    def updated(self, image_tokens: int, text_tokens: int, certain: bool, read: int) -> "TokenCalibration":
        """What is known after the endpoint counted `read` for what the rules counted so."""
        if image_tokens and not certain:
            return replace(self, image=_pulled(self.image, read - text_tokens * self.text, image_tokens))
        if text_tokens:
            return replace(self, text=_pulled(self.text, read - image_tokens, text_tokens))
        return self


def _pulled(factor: float, counted: float, by_rule: int) -> float:
    wanted = max(LOWEST, min(HIGHEST, counted / by_rule))
    return factor + PULL * (wanted - factor)


UNCALIBRATED = TokenCalibration()
