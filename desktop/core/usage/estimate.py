"""The estimate of what Enter would send. The counting is in estimator.py."""

from dataclasses import dataclass

from desktop.core.usage.calibration import UNCALIBRATED, TokenCalibration


@dataclass(frozen=True, slots=True)
class RequestEstimate:
    """The expected size of a request.

    `images` counts earlier ones too; `tokens` are those read by the model, not its answer; `exact` is False where a
    rule of thumb was used; `cost_usd` is the price of `tokens` in US dollars, None where no price is known;
    `sent_bytes` is the size of the texts and of the images in Base64. `calibration` is what `tokens` were corrected by.
    """

    images: int
    tokens: int
    exact: bool
    cost_usd: float | None
    sent_bytes: int
    calibration: TokenCalibration = UNCALIBRATED
