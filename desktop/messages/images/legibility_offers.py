"""The offers where a model could not read the smallest text of a picture."""

from desktop.messages.language.catalogue import _


def crop_label() -> str:
    """Returns the offer to choose what shall stay."""
    return _("Crop")


def crop_to_mark(price: str) -> str:
    """Returns the offer to crop to the last mark, with its price in words."""
    return _("Crop to the mark · {price}").format(price=price)


def split_label(parts: int, price: str) -> str:
    """Returns the offer to split the picture, with the price of all parts."""
    return _("Split into {count} · {price}").format(count=parts, price=price)


def no_need_to_split(model: str) -> str:
    """Returns that parts would be no sharper."""
    return _("{model} already sees this picture at full sharpness. Splitting would not help.").format(model=model)
