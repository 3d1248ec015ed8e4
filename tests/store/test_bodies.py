"""Whole bodies, each as if it were alone, on both engines."""

import asyncio
import random
from contextlib import suppress
from pathlib import Path

import pytest

from bot.store import database
from bot.store.database import Row, Store, StoreError, Transaction
from tests.store.sample import BROKEN, Outdated, notes, revision_of, together, turn, turns, write_down


async def test_four_ways_to_run_a_statement(either: Store) -> None:
    async def body(tx: Transaction) -> tuple[Row | None, Row | None, list[Row], int]:
        await tx.many("INSERT INTO note VALUES (?)", ([text] for text in "abc"))
        changed = await tx.run("UPDATE note SET text = text || ? WHERE text > ?", "!", "a")
        nobody = await tx.one("SELECT * FROM note WHERE text = ?", "z")
        first = await tx.one("SELECT text AS words, 7 FROM note ORDER BY text")
        return nobody, first, await tx.all("DELETE FROM note RETURNING text"), changed

    nobody, first, gone, changed = await either.write(body)
    assert nobody is None
    assert first is not None and (first["words"], first[0], first[1]) == ("a", "a", 7)
    assert [row["text"] for row in gone] == ["a", "b!", "c!"]
    assert changed == 2


MOVE = "UPDATE reading SET place = place + 1, revision = revision + 1 WHERE reading = ? AND revision = ?"
WRITE_DOWN = "INSERT INTO turn (reading, revision, place) VALUES (?, ?, ?)"


async def test_what_follows_from_a_change_follows_from_nothing_else(either: Store) -> None:
    async def move(tx: Transaction, seen: int) -> int:
        return await tx.run_then(MOVE, WRITE_DOWN, 3, seen, 3, seen + 1, seen + 1)

    assert await either.write(move, 0) == 1
    assert await either.write(move, 0) == 0
    assert await either.write(move, 1) == 1
    assert (await either.read(turns))[3] == [1, 2]


async def test_what_is_put_is_there_for_the_next_question_and_at_the_end(either: Store) -> None:
    both = ("INSERT INTO note (text) VALUES (?)", "UPDATE reading SET place = ? WHERE reading = ?")

    async def body(tx: Transaction) -> list[str]:
        for number, text in enumerate("ab"):
            await tx.put(both, text, 10 + number, number)
        await tx.put(("INSERT INTO note (text) VALUES (?)",), "c")
        seen = await notes(tx)
        await tx.put(both, "d", 12, 2)
        return seen

    async def places(tx: Transaction) -> list[int]:
        return [row["place"] for row in await tx.all("SELECT place FROM reading ORDER BY reading LIMIT 3")]

    assert await either.write(body) == ["a", "b", "c"]
    assert await either.read(notes) == ["a", "b", "c", "d"]
    assert await either.read(places) == [10, 11, 12]


async def test_what_is_put_and_fails_undoes_the_body(either: Store) -> None:
    async def half(tx: Transaction) -> None:
        await write_down(tx, "never")
        await tx.put((WRITE_DOWN,), 99, 1, 1)  # no such reading

    with pytest.raises(BROKEN):
        await either.write(half)
    assert await either.read(notes) == []


async def test_a_refusal_undoes_its_body_and_reaches_its_caller(either: Store) -> None:
    async def change_of_mind(tx: Transaction) -> None:
        await write_down(tx, "never")
        raise LookupError("no such scene")

    with pytest.raises(LookupError, match="no such scene"):
        await either.write(change_of_mind)
    assert await either.read(notes) == []
    assert await either.write(write_down, "after") == 1


async def test_who_fails_in_a_group_fails_alone(either: Store) -> None:
    async def half(tx: Transaction) -> None:
        await write_down(tx, "half")
        await tx.run("INSERT INTO turn VALUES (99, 1, 1)")  # no such reading

    results = await together(
        either,
        either.write(turn, 1, seen=0),
        either.write(half),
        either.write(turn, 1, seen=0),
        either.write(turn, 2, seen=0),
    )
    assert results[3] == 1
    assert isinstance(results[1], BROKEN)
    two = results[0], results[2]
    assert 1 in two and any(isinstance(each, Outdated) for each in two), "whoever of them came first"
    assert await either.read(notes) == []


async def test_sixty_four_who_press_at_once_turn_one_page(either: Store) -> None:
    results = await together(either, *(either.write(turn, 5, seen=0) for _ in range(64)))
    assert results.count(1) == 1
    assert sum(isinstance(result, Outdated) for result in results) == 63
    assert (await either.read(turns))[5] == [1]


async def test_a_commit_that_fails_leaves_nothing(either: Store) -> None:
    async def promise(tx: Transaction) -> None:
        await write_down(tx, "never")
        await tx.run("INSERT INTO promise VALUES (99)")  # looked at only at the commit

    with pytest.raises(BROKEN):
        await either.write(promise)
    assert await either.read(notes) == []
    assert await either.write(write_down, "after") == 1


async def test_a_read_may_not_write(either: Store) -> None:
    with pytest.raises(Exception, match=r"read-?only"):
        await either.read(write_down, "a")
    assert await either.write(write_down, "b") == 1
    assert await either.read(notes) == ["b"]


async def test_a_write_whose_caller_is_cancelled_is_done_whole(
    either: Store, new_database: Path | str, migrations: Path
) -> None:
    """600 cancellations at random; awaiting each statement breaks the connection after about 115."""
    chance = random.Random(7)
    asked: set[int] = set()

    async def turn_twice(tx: Transaction, reading: int, number: int) -> None:
        asked.add(number)  # perhaps more than once
        seen = await revision_of(tx, reading)
        await turn(tx, reading, seen)
        await turn(tx, reading, seen + 1)

    async def press(number: int) -> None:
        reading = number % 8
        task = asyncio.ensure_future(either.write(turn_twice, reading, number))
        for _ in range(chance.randrange(3)):
            await either.read(revision_of, reading)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    await asyncio.gather(*(press(number) for number in range(600)))
    assert await either.write(write_down, "still here") == 1
    await either.close()  # when all is done
    again = await Store.open(new_database, migrations)
    turned = {reading: len(steps) for reading, steps in (await again.read(turns)).items()}
    await again.close()
    assert turned == {reading: 2 * sum(number % 8 == reading for number in asked) for reading in range(8)}
    assert len(asked) > 300


async def test_soon_is_done_at_the_head_of_the_next_write(either: Store) -> None:
    either.soon(write_down, "nobody waits")
    assert await either.read(notes) == []
    await either.write(write_down, "somebody waits")
    assert await either.read(notes) == ["nobody waits", "somebody waits"]


async def test_soon_is_done_without_another_write(
    either: Store, new_database: Path | str, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "SOON", 0.01)
    done, loop = asyncio.Event(), asyncio.get_running_loop()

    async def tell(tx: Transaction) -> None:
        await write_down(tx, "nobody waits")
        loop.call_soon_threadsafe(done.set)

    either.soon(tell)
    await done.wait()
    await either.close()
    again = await Store.open(new_database, migrations)
    assert await again.read(notes) == ["nobody waits"]
    await again.close()


async def test_soon_is_done_at_close(new_database: Path | str, migrations: Path) -> None:
    store = await Store.open(new_database, migrations)
    store.soon(write_down, "nobody waits")
    await store.close()
    store.soon(write_down, "too late, and nobody minds")
    again = await Store.open(new_database, migrations)
    assert await again.read(notes) == ["nobody waits"]
    await again.close()


async def test_a_failure_of_soon_is_in_the_log_and_nobody_elses(
    either: Store, caplog: pytest.LogCaptureFixture
) -> None:
    either.soon(turn, 1, 99)
    assert await either.write(write_down, "a") == 1
    assert "A write that nobody waits for was lost." in caplog.text


async def test_close_finishes_what_waits(new_database: Path | str, migrations: Path) -> None:
    store = await Store.open(new_database, migrations)
    waiting = [asyncio.ensure_future(store.write(write_down, str(n))) for n in range(200)]
    closing = asyncio.ensure_future(store.close())
    assert await asyncio.gather(*waiting) == [1] * len(waiting)
    await closing
    again = await Store.open(new_database, migrations)
    assert len(await again.read(notes)) == len(waiting)
    await again.close()


async def test_after_close_a_sentence(new_database: Path | str, migrations: Path) -> None:
    store = await Store.open(new_database, migrations)
    await store.close()
    await store.close()
    with pytest.raises(StoreError, match="I am shutting down"):
        await store.read(notes)
    with pytest.raises(StoreError, match="I am shutting down"):
        await store.write(write_down, "a")
