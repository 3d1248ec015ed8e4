"""Small pictures of every kind, made in a line each."""

from io import BytesIO

from PIL import Image

Colour = str | int | tuple[int, ...]


def picture(
    width: int = 300,
    height: int = 200,
    colour: Colour = "teal",
    kind: str = "PNG",
    mode: str = "RGB",
    **more: object,
) -> bytes:
    """One colour; another colour is another picture."""
    target = BytesIO()
    Image.new(mode, (width, height), colour).save(target, kind, **more)
    return target.getvalue()


def noise(width: int, height: int, kind: str = "JPEG") -> bytes:
    """A picture as large as a photograph."""
    target = BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(target, kind)
    return target.getvalue()


RED, GREEN, BLUE = (picture(colour=name) for name in ("red", "green", "blue"))
