"""A field as the kernel needs it, without the catalog."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlainField:
    type: str
    id: str = "value"
    title: str = "栏目"
    options: tuple[str, ...] = ()
    unit: str = ""
    decimals: int = 2
    minimum: float | None = None
    maximum: float | None = None
    max_length: int = 200
