"""What the watch must see: a function for each thing that no pure library does."""

import locale
import os
import random
import secrets
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pendulum


def _environment() -> str:
    return os.environ["HOME"]


def _clock() -> float:
    return time.time() + 1


def _file_of_a_zone() -> None:
    pendulum.instance(datetime(2022, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo")))


def _late_import() -> None:
    import this  # noqa: F401, PLC0415 - late is what it tests


def _source() -> None:
    exec("pass")  # noqa: S102 - what only the codec may do


CONTROLS: dict[str, Callable[[], Any]] = {
    "a file": Path(__file__).read_text,
    "a folder": partial(os.listdir, "."),
    "whether a file is there": lambda: os.path.exists("x"),  # noqa: PTH110 - raises no audit event
    "the file of a zone": _file_of_a_zone,
    "a socket": socket.socket,
    "a process": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    "a thread": lambda: threading.Thread(target=print).start(),
    "an import": _late_import,
    "source": _source,
    "the time": time.time,
    "the time, whoever asks": _clock,
    "the time that C code reads": lambda: next(iter(date.today, None)),
    "now": lambda: datetime.now(UTC),
    "now by pendulum": lambda: pendulum.now("UTC"),
    "today by pendulum": pendulum.Date.today,
    "a wait": lambda: time.sleep(0),
    "random": random.random,
    "random with a seed": random.Random(1).random,
    "a secret": secrets.token_hex,
    "an id": uuid.uuid4,
    "the environment": _environment,
    "a variable": lambda: os.getenv("HOME"),
    "the locale": lambda: locale.setlocale(locale.LC_ALL),
}
