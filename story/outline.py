"""A story without its text: enough to say where a place is, how far it has come, and what lies ahead."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from story.model import Story
from story.places import Place
from story.progress import count_words, minutes


class SceneSize(Struct, frozen=True):
    """One scene of an outline; `chapter` is the chapter's ordinal, from 0."""

    chapter: int
    title: str
    characters: int
    words: int


class Where(Struct, frozen=True):
    """A place in words people use. Numbers count from 1; `scene` counts inside its chapter."""

    chapter: int
    chapters: int
    chapter_title: str
    scene: int
    scenes: int
    percent: int
    minutes_left: int


class Outline(Struct, frozen=True, dict=True):
    """The chapters and scenes of one edition. A scene is named by its ordinal in `scenes`, from 0."""

    title: str
    author: str
    summary: str
    content_notes: str
    chapters: tuple[str, ...]
    scenes: tuple[SceneSize, ...]
    language: str = ""

    @cached_property
    def words(self) -> int:
        return sum(scene.words for scene in self.scenes)

    @property
    def minutes(self) -> int:
        """How long reading all of it takes."""
        return minutes(self.words, self.language)

    @cached_property
    def end(self) -> Place:
        """The place after the last character: the story has been read."""
        return Place(len(self.scenes), 0)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(accumulate((scene.characters for scene in self.scenes), initial=0))

    @cached_property
    def _words_from(self) -> tuple[int, ...]:
        return tuple(self.words - read for read in accumulate((s.words for s in self.scenes), initial=0))

    @cached_property
    def _first_scenes(self) -> tuple[int, ...]:
        chapters = [scene.chapter for scene in self.scenes]
        return tuple(chapters.index(chapter) for chapter in range(len(self.chapters)))

    def inside(self, place: Place) -> Place:
        """The place, or the nearest one that exists: a button may be older than the edition."""
        if place >= self.end:
            return self.end
        return Place(place.scene, min(place.at, self.scenes[place.scene].characters))

    def chapter_at(self, place: Place) -> int:
        """The ordinal of the chapter a place is in; the end is in the last."""
        return self.scenes[min(place.scene, len(self.scenes) - 1)].chapter

    def first_scene(self, chapter: int) -> int:
        """The ordinal of the first scene of the chapter with that ordinal."""
        return self._first_scenes[chapter]

    def scenes_of(self, chapter: int) -> range:
        """The ordinals of the scenes of a chapter."""
        after = chapter + 1
        last = self._first_scenes[after] if after < len(self.chapters) else len(self.scenes)
        return range(self._first_scenes[chapter], last)

    def at_percent(self, percent: float) -> Place:
        """The place that so much of the story's text lies before; 100 is the end."""
        position = int(self._starts[-1] * percent / 100)
        if position >= self._starts[-1]:
            return self.end
        scene = bisect_right(self._starts, position) - 1
        return Place(scene, position - self._starts[scene])

    def percent(self, place: Place) -> int:
        """How much of the text lies before a place; 100 only at the end, 0 only before the first percent."""
        if place >= self.end:
            return 100
        return min(99, (self._starts[place.scene] + place.at) * 100 // max(1, self._starts[-1]))

    def minutes_left(self, place: Place) -> int:
        """Minutes from a place to the end, by the words that lie between."""
        return minutes(self._words_after(place), self.language)

    def minutes_between(self, place: Place, later: Place) -> int:
        """Minutes from one place to another, by the words that lie between."""
        return minutes(self._words_after(place) - self._words_after(later), self.language)

    def _words_after(self, place: Place) -> int:
        if place >= self.end:
            return 0
        scene = self.scenes[place.scene]
        rest = scene.words * (scene.characters - place.at) // max(1, scene.characters)
        return self._words_from[place.scene + 1] + rest

    def where(self, place: Place) -> Where:
        """A place in words people use; the end is told as the last scene, 100 percent read."""
        number = min(place.scene, len(self.scenes) - 1)
        scene = self.scenes[number]
        siblings = self.scenes_of(scene.chapter)
        return Where(
            chapter=scene.chapter + 1,
            chapters=len(self.chapters),
            chapter_title=self.chapters[scene.chapter],
            scene=number - siblings.start + 1,
            scenes=len(siblings),
            percent=self.percent(place),
            minutes_left=self.minutes_left(place),
        )


def outline_of(story: Story) -> Outline:
    """The outline of a story that is not on a shelf."""
    chaptered = ((number, scene) for number, chapter in enumerate(story.chapters) for scene in chapter.scenes)
    sizes = ((number, scene.title, scene.text) for number, scene in chaptered)
    return Outline(
        *(story.title, story.author, story.summary, story.content_notes),
        tuple(chapter.title for chapter in story.chapters),
        tuple(SceneSize(number, title, len(text), count_words(text)) for number, title, text in sizes),
        story.language,
    )
