"""The reasons in the `code` of problems whose kinds have several."""

from enum import StrEnum


class ProxyFault(StrEnum):
    """The faults of a proxy, in the `code` of a problem of the kind PROXY. The values never change."""

    BAD_ADDRESS = "bad_address"
    UNSUPPORTED = "unsupported"
    UNREACHABLE = "unreachable"
    SILENT = "silent"
    NOT_A_PROXY = "not_a_proxy"
    SIGN_IN = "sign_in"
    SIGN_IN_OF_SETTINGS = "sign_in_of_settings"  # where the address stands in settings, which keep no passwords
    SIGN_IN_REFUSED = "sign_in_refused"
    OTHER_SIGN_IN = "other_sign_in"  # by none that a name and a password would do for; `detail` names them
    REFUSED = "refused"
    FAILED = "failed"
    UNANSWERED = "unanswered"
    WEB_PAGE = "web_page"
    NOT_ENCRYPTED = "not_encrypted"
    SCRIPT = "script"
    NOT_ALLOWED = "not_allowed"


class ImageFault(StrEnum):
    """The reasons in the `code` of a problem with an image, where its kind has several. The values never change."""

    OTHER_FORMAT = "other_format"  # of NOT_A_IMAGE: `detail` names what the file is
    OFFICE_DOCUMENT = "office_document"  # of NOT_A_IMAGE, like the next one
    ARCHIVE = "archive"
    UNREAD_VARIANT = "unread_variant"  # of NOT_A_IMAGE: `detail` names the format and what is special in the file
    DROP = "drop"  # of CLIPBOARD: it was dropped, not pasted
    NOT_HANDED_OVER = "not_handed_over"  # of CLIPBOARD: text or an image was offered, and nothing came
    LOW_PIXEL_LIMIT = "low_pixel_limit"  # of TOO_MANY_PIXELS: `detail` is the limit of its format in megapixels
