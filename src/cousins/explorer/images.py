"""Whether some bytes are an image, and which kind, by how they begin and end."""

from __future__ import annotations

from typing import Final

_RIFF_HEAD: Final = 8
_TRAILING: Final = 128
"""Bytes that cameras and servers leave after the end of a JPEG, at most."""


def media_type(image: bytes) -> str:
    r"""Return what kind of image some bytes are; empty when they are none of those drawn here, or cut off.

    Example:
        >>> media_type(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"), media_type(b"GIF89a\x01\x00\x01")
        ('image/gif', '')
    """
    if image.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in image[-_TRAILING:]:
        return "image/jpeg"
    if image.startswith(b"\x89PNG\r\n\x1a\n") and image.endswith(b"IEND\xaeB`\x82"):
        return "image/png"
    if image.startswith((b"GIF87a", b"GIF89a")) and image.rstrip(b"\0").endswith(b";"):
        return "image/gif"
    if image.startswith(b"RIFF") and image[8:12] == b"WEBP" and _riff_length(image) <= len(image):
        return "image/webp"
    return ""


def _riff_length(image: bytes) -> int:
    """Return how many bytes a RIFF file says it has."""
    return _RIFF_HEAD + int.from_bytes(image[4:_RIFF_HEAD], "little")
