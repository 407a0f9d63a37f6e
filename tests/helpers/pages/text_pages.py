"""Small PDFs with text on their pages."""

PAGE = (400, 300)  # points


def text_pdf(*pages: str, rotate: int = 0, more: str = "", annotations: str = "") -> bytes:
    """Returns a PDF of these content streams, with Helvetica as /F1 and Courier as /F2.

    `more` are further entries of the resources, `annotations` those of each page.
    """
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /DR << /Font << /F1 3 0 R >> >> >> >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for at, content in enumerate(pages):
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Rotate {rotate} "
            f"/Annots [{annotations}] /Contents {6 + 2 * at} 0 R "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> {more} >> >>"
        )
        objects += [page, f"<< /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream"]
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode("ascii")


def line(x: float, y: float, words: str, size: float = 14, before: str = "", font: str = "F1") -> str:
    """Returns the operators of a line of text whose baseline begins at a point; `before` come first."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q {before} BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET Q\n"
