"""Squares that a telephone reads (QR codes)."""

from __future__ import annotations

import io


def svg(text: str, error: str = "m", mask: int | None = None) -> bytes:
    """`mask`: prescribed where many are drawn, so that eight need not be tried for each; any mask can be read."""
    import segno

    drawing = io.BytesIO()
    segno.make(text, error=error, mask=mask).save(
        drawing, kind="svg", border=2, scale=1, xmldecl=False, svgns=True, omitsize=True
    )
    return drawing.getvalue()


def data_address(text: str) -> str:
    """The drawing as an address that an <img> takes: the content policy lets pages hold no other drawing."""
    import base64

    return f"data:image/svg+xml;base64,{base64.b64encode(svg(text)).decode()}"
