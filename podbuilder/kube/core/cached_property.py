"""A property that is worked out once for each object.

functools.cached_property does the same, but on Python 3.11 it holds one lock for all objects of a class while it works
one out: a thread with a large manifest would then keep all others waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class cached_property(Generic[T]):
    """The value of a method without arguments, kept in the object's `__dict__`, where Python then finds it first.

    Two threads that ask at the same time may both work it out; the later value stays.
    """

    def __init__(self, function: Callable[[Any], T]) -> None:
        self._function = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> Self | T:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._function(instance)
        return value
