"""The language that texts are shown in: the catalogue of translations, and how numbers and dates are written. No Qt."""
