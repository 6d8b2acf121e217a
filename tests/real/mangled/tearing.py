"""Bytes of a file torn as disks, mail and hands tear them; nothing is promised of what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def _beheaded(rng: random.Random, data: bytes) -> bytes:
    return data[rng.randrange(len(data)) :]


def _flipped(rng: random.Random, data: bytes) -> bytes:
    torn = bytearray(data)
    for _ in range(rng.choice((1, 3, 20))):
        torn[rng.randrange(len(torn))] = rng.randrange(256)
    return bytes(torn)


def _hole(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randint(1, 400) :]


def _stammered(rng: random.Random, data: bytes) -> bytes:
    start, size = rng.randrange(len(data)), rng.randint(1, 400)
    return data[: start + size] + data[start:]


def _inserted(*pieces: bytes) -> Callable[[random.Random, bytes], bytes]:
    def torn(rng: random.Random, data: bytes) -> bytes:
        at = rng.randrange(len(data) + 1)
        return data[:at] + rng.choice(pieces) + data[at:]

    return torn


def _swapped_signs(rng: random.Random, data: bytes) -> bytes:
    """Save the second half with another delimiter, as two exports pasted together."""
    at = data.find(b"\n", len(data) // 2) + 1
    return data[:at] + data[at:].replace(b",", rng.choice((b";", b"\t")))


def _renamed(rng: random.Random, data: bytes) -> bytes:
    """Lose, double or misspell one name of the header."""
    header, _, rest = data.partition(b"\n")
    names = header.split(b",")
    at = rng.randrange(len(names))
    names[at] = rng.choice((b"", names[at - 1], names[at] + b"_", names[at].upper(), b'"'))
    return b",".join(names) + b"\n" + rest


def _other(rng: random.Random, data: bytes) -> bytes:
    """Put something that is no table under the name of one."""
    return rng.choice(
        (
            b"",
            b"\n",
            b"\xef\xbb\xbf",
            b"\x00" * 64,
            data.partition(b"\n")[0],
            data.partition(b"\n")[0] + b"\n",
            b"PK\x03\x04" + data,
            b"PAR1" + data + b"PAR1",
            b"%PDF-1.7\n" + data,
            b"<html><body>Session expir\xc3\xa9e</body></html>",
            b'{"error": "unauthorized"}',
            data.replace(b"\n", b""),
            data.replace(b",", b""),
            rng.randbytes(500),
        )
    )


TEARS = (
    _cut, _beheaded, _flipped, _flipped, _hole, _stammered,
    _inserted(b'"', b"'", b"\x00", b"\xff", b"\r", b"\x1a", b"\n\n", b'"\n"', b",", b"\xe2\x80"),
    _inserted(b"<<<<<<< HEAD\n", b"Total;;;1234\n", b"\n=SUM(H2:H9)\n"),
    _swapped_signs, _renamed, _other,
)  # fmt: skip


def torn(rng: random.Random, data: bytes) -> tuple[bytes, str]:
    """Return `data` torn once, and how."""
    tear = rng.choice(TEARS)
    return tear(rng, data), getattr(tear, "__name__", "torn")
