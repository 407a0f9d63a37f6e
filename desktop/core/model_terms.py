"""Words about models that settings are declared with; the rules and the table are in core/models."""

from typing import Literal

Detail = Literal["auto", "low", "high"]
DETAILS: tuple[Detail, ...] = ("auto", "low", "high")
LOCAL_OCR_MODEL = "text reader"  # stands for a model; reads on this computer
