"""A tiny image with a word in it, by which a model shows that it sees."""

from PIL import Image, ImageDraw, ImageFont

from desktop.core.ids import sha256_hex
from desktop.core.image.encoding import EncodedImage, encoded_pixels

WORDS = ("ANCHOR", "BUTTON", "CASTLE", "DRAGON", "FOREST", "GARDEN", "HAMMER", "ISLAND", "LADDER", "MARKET", "PIRATE")
"""Plain words, so many that a model which sees nothing hardly guesses the right one."""

SIZE, SCALE = (96, 32), 4  # pixels before enlarging, and by how much; chosen: 384×128 is one tile of any model


def word_image(word: str) -> EncodedImage:
    """Returns an image that shows `word` in black on white."""
    image = Image.new("L", SIZE, 255)
    font = ImageFont.load_default_imagefont()
    left, top, right, bottom = font.getbbox(word)
    place = (SIZE[0] - (right - left)) / 2, (SIZE[1] - (bottom - top)) / 2
    ImageDraw.Draw(image).text(place, word, font=font, fill=0)
    enlarged = image.resize((SIZE[0] * SCALE, SIZE[1] * SCALE), Image.Resampling.NEAREST).convert("RGB")
    mime, data = encoded_pixels(enlarged)
    return EncodedImage(sha256_hex(data), data, mime, *enlarged.size, "auto")
