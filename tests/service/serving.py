"""The service on a port of this machine, and a PostgreSQL of the tests' own."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import uvicorn
from fastapi import FastAPI
from tests.needs import postgresql

WAIT = 30
"""Seconds, at most, until something answers."""


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an app while the block runs; gives its address."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", ws="none")
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    wait_for(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(WAIT)


@contextmanager
def running_postgresql() -> Iterator[str]:
    """Run a PostgreSQL in a temporary folder while the block runs; gives its URL."""
    programs = postgresql()
    folder = Path(tempfile.mkdtemp(prefix="bdc-"))
    port = free_port()
    run: dict[str, Any] = {"cwd": folder, "env": {"LC_ALL": "C"}, **ordinary_user(folder)}
    run |= {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    settings: dict[str, Any] = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": folder,
    }
    settings |= {"fsync": "off", "max_connections": 50}
    data = ["-D", str(folder / "data")]
    make = [str(programs / "initdb"), *data, "-U", "bdc", "-A", "trust", "-E", "UTF8", "--no-sync"]
    serve = [str(programs / "postgres"), *data]
    serve += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    try:
        subprocess.run(make, check=True, **run)
        with subprocess.Popen(serve, **run) as server:
            try:
                ready = [str(programs / "pg_isready"), "-h", "127.0.0.1", "-p", str(port)]
                wait_for(lambda: not subprocess.run(ready, check=False, **run).returncode)
                yield f"postgresql+psycopg://bdc@127.0.0.1:{port}/postgres"
            finally:
                server.send_signal(signal.SIGINT)  # its "fast" end: who is connected is cut off
    finally:
        shutil.rmtree(folder)


def ordinary_user(folder: Path) -> Mapping[str, Any]:
    """Return how to be an ordinary user, who owns the folder: PostgreSQL refuses to be root."""
    if os.geteuid():
        return {}
    names = {user.pw_name for user in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(condition: Any) -> None:
    end = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < end, "nothing answers"
        time.sleep(0.02)
