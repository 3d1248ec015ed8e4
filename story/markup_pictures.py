"""What the pictures of a page are: illustrations of the story, or ornaments that divide its scenes."""

from collections.abc import Sequence

from story.gallery import Gallery, repeated
from story.markup_pieces import Piece, Seen, Sign


def judge_pictures(pieces: Sequence[Piece], gallery: Gallery) -> None:
    """Turns those that divide scenes into signs of that, and gives the others what is to be shown."""
    seen = [(piece, piece.seen) for piece in pieces if piece.is_picture and piece.seen]
    alone = [found.picture.name for _, each in seen if each.divides and (found := gallery.find(each.source))]
    ornaments = set(repeated(alone))
    for piece, each in seen:
        if each.divides and _divides(each, gallery, ornaments):
            piece.item = Sign.PICTURE
        else:
            piece.figure = gallery.figure(each.source, each.alt)


def _divides(seen: Seen, gallery: Gallery, ornaments: set[str]) -> bool:
    """One that stands alone and says nothing: a small or flat one, one that comes again and again, or one not there."""
    found = gallery.find(seen.source)
    if found is None:
        return True
    return not found.is_dot and (found.divides or found.picture.name in ornaments)
