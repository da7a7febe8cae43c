"""A cache that stops, hangs or is full while many read and somebody writes misleads nobody."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.databases import run_together
from tests.servers import Redis

HERE = "tests/concurrency"
READERS = ("c2", "c3")
STEPS = (Redis.go_on, Redis.stop, Redis.start, Redis.hang, Redis.go_on, Redis.fill, Redis.empty)
SERVES = [0, 2, 4, 6]


def test_a_cache_that_fails_under_load_misleads_nobody(
    database_url: str, redis_server: Redis, tmp_path: Path
) -> None:
    run_together(database_url, [[f"{HERE}/scene.py", "set", "1", "4"]])
    room = tmp_path / "room"
    room.mkdir()
    program = f"{HERE}/onlooker.py"
    programs = [[program, "write", str(room), str(len(STEPS)), str(len(READERS))]]
    programs += [[program, "read", str(room), who, redis_server.url] for who in READERS]
    with ThreadPoolExecutor() as pool:
        running = pool.submit(run_together, database_url, programs)
        for number, act in enumerate(STEPS):
            act(redis_server)
            (room / f"begun-{number}").touch()
            while not ((room / f"done-{number}").exists() or running.done()):
                time.sleep(0.002)
        _, *readers = running.result()
    assert [json.loads(each.stdout) for each in readers] == [SERVES] * len(READERS)
