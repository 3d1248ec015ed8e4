"""Ports of this machine that stay free until they are used: a server that asks for any port is given a higher one."""

import os
import socket
from itertools import count

_numbers = count()


def free_port() -> int:
    """Another one each time, and other ones in each process: below 32768, where Linux begins to give ports away."""
    while True:
        port = 20_000 + os.getpid() % 120 * 100 + next(_numbers) % 100
        with socket.socket() as found:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                found.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
