"""An immutable map by id, each version of which shares most buckets with the one before."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Generic, TypeVar

from attrs import frozen

V = TypeVar("V")

BUCKETS = 64
"""The number of buckets of a map. A step copies one of them: of 10,000 keys, about 150."""


@frozen
class SharedMap(Generic[V]):
    """An immutable map in buckets, so that a step of a long dossier costs little.

    >>> drafts = SharedMap.of({"r1": 1, "r2": 2})
    >>> more = drafts.with_("r3", 3).without("r1")
    >>> drafts.get("r1"), more.get("r1"), sorted(more)
    (1, None, [2, 3])
    """

    buckets: tuple[dict[str, V], ...] = ({},) * BUCKETS
    """The values by key, in the bucket that the key's hash gives; no bucket is ever modified."""

    @classmethod
    def of(cls, values: Mapping[str, V]) -> "SharedMap[V]":
        """Return the map of the same keys and values as another mapping."""
        buckets: list[dict[str, V]] = [{} for _ in range(BUCKETS)]
        for key, value in values.items():
            buckets[hash(key) % BUCKETS][key] = value
        return cls(tuple(buckets))

    def get(self, key: str) -> V | None:
        """Return the value of a key; None if the map has no such key."""
        return self.buckets[hash(key) % BUCKETS].get(key)

    def __getitem__(self, key: str) -> V:
        """Return the value of a key; ``KeyError`` if the map has no such key."""
        return self.buckets[hash(key) % BUCKETS][key]

    def with_(self, key: str, value: V) -> "SharedMap[V]":
        """Return a map with the value of a key added or replaced."""
        return self._with_bucket(key, {**self.buckets[hash(key) % BUCKETS], key: value})

    def without(self, key: str) -> "SharedMap[V]":
        """Return a map without a key; ``KeyError`` if this one has no such key."""
        bucket = dict(self.buckets[hash(key) % BUCKETS])
        del bucket[key]
        return self._with_bucket(key, bucket)

    def __iter__(self) -> Iterator[V]:
        """Yield the values, in no particular order."""
        return chain.from_iterable(bucket.values() for bucket in self.buckets)

    def _with_bucket(self, key: str, bucket: dict[str, V]) -> "SharedMap[V]":
        index = hash(key) % BUCKETS
        return SharedMap((*self.buckets[:index], bucket, *self.buckets[index + 1 :]))
