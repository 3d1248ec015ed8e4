"""What came before, in one paragraph, for somebody who was away."""

from story.model import Scene

LONGEST = 300  # code points: a paragraph on a phone
SHORTEST = 120  # code points: below, the paragraph before is told too


def recap(scene: Scene, until: int) -> str:
    """The author's recap of a scene that is over, else its last words before the character `until`.

    The words are the closest whole paragraphs or sentences, on one line; "" where there is nothing before.
    """
    text = scene.text
    if scene.recap and until >= len(text.rstrip()):
        return scene.recap
    told = ""
    for paragraph in reversed(text[:until].split("\n\n")):
        told = " ".join(f"{paragraph} {told}".split())
        if len(told) >= SHORTEST:
            break
    return _ending(told)


def _ending(told: str) -> str:
    """The last sentences that fit, else the last words, with a sign that something is left out before."""
    if len(told) <= LONGEST:
        return told
    rest = told[-LONGEST:]
    for sign in (". ", "! ", "? ", ".” ", "!” ", "?” ", "… ", " "):
        at = rest.find(sign)
        if 0 <= at < LONGEST - SHORTEST:
            return "… " + rest[at + len(sign) :]
    return "… " + rest
