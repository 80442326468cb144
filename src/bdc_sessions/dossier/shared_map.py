"""A map by id of which each version shares nearly all with the one that it was made from."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Generic, TypeVar

from attrs import frozen

V = TypeVar("V")

BUCKETS = 64
"""The parts of a map. A step copies one of them: among 10,000 keys some 150."""


@frozen
class SharedMap(Generic[V]):
    """An immutable map in parts, so that a step of a long dossier costs what one of a short does.

    >>> drafts = SharedMap.of({"r1": 1, "r2": 2})
    >>> more = drafts.with_("r3", 3).without("r1")
    >>> drafts.get("r1"), more.get("r1"), sorted(more)
    (1, None, [2, 3])
    """

    buckets: tuple[dict[str, V], ...] = ({},) * BUCKETS
    """The values of a key, found by the key's hash; no bucket is changed once it is here."""

    @classmethod
    def of(cls, values: Mapping[str, V]) -> "SharedMap[V]":
        """Return the map that holds what another does."""
        buckets: list[dict[str, V]] = [{} for _ in range(BUCKETS)]
        for key, value in values.items():
            buckets[hash(key) % BUCKETS][key] = value
        return cls(tuple(buckets))

    def get(self, key: str) -> V | None:
        """Return the value of a key; None where there is none."""
        return self.buckets[hash(key) % BUCKETS].get(key)

    def __getitem__(self, key: str) -> V:
        """Return the value of a key that the map has."""
        return self.buckets[hash(key) % BUCKETS][key]

    def with_(self, key: str, value: V) -> "SharedMap[V]":
        """Return a map in which a key has a value, be it new or not."""
        return self._with_bucket(key, {**self.buckets[hash(key) % BUCKETS], key: value})

    def without(self, key: str) -> "SharedMap[V]":
        """Return a map without a key that this one has."""
        bucket = dict(self.buckets[hash(key) % BUCKETS])
        del bucket[key]
        return self._with_bucket(key, bucket)

    def __iter__(self) -> Iterator[V]:
        """Go through the values, in no order that means anything."""
        return chain.from_iterable(bucket.values() for bucket in self.buckets)

    def _with_bucket(self, key: str, bucket: dict[str, V]) -> "SharedMap[V]":
        place = hash(key) % BUCKETS
        return SharedMap((*self.buckets[:place], bucket, *self.buckets[place + 1 :]))
