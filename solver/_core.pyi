from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

BUILD: str

class Search:
    def __init__(
        self,
        arrays: dict[str, npt.NDArray[np.generic]],
        scalars: dict[str, int],
        seed: int,
        threads: int,
    ) -> None: ...
    def construct(self) -> None: ...
    def load(self, duty: npt.NDArray[np.int32], release: npt.NDArray[np.int64]) -> None: ...
    def advance(
        self,
        iterations: int,
        seconds: float,
        hot: float,
        cold: float,
        strict: bool,
        exchange: bool,
        rebuild_every: int,
    ) -> None: ...
    def loosen(self) -> None: ...
    def uphill(self, tries: int) -> npt.NDArray[np.int64]: ...
    def return_to_best(self) -> None: ...
    def cancel(self) -> None: ...
    def drift(self) -> str: ...
    @property
    def cancelled(self) -> bool: ...
    @property
    def cost(self) -> tuple[int, ...]: ...
    @property
    def duty(self) -> npt.NDArray[np.int32]: ...
    @property
    def start(self) -> npt.NDArray[np.int64]: ...
    @property
    def breaks_missing(self) -> int: ...
    @property
    def iterations(self) -> int: ...
    @property
    def counts(self) -> list[tuple[int, int, int]]: ...

class Quote:
    def __init__(
        self, arrays: dict[str, npt.NDArray[np.generic]], scalars: dict[str, int]
    ) -> None: ...
    def load(self, duty: npt.NDArray[np.int32], start: npt.NDArray[np.int64]) -> int: ...
    def respell(
        self,
        task: int,
        spelling: Sequence[int],
        allowed: npt.NDArray[np.uint8],
        dislike: npt.NDArray[np.int32],
    ) -> None: ...
    def ask(
        self, change: Sequence[tuple[int, int, int]]
    ) -> tuple[tuple[int, ...], tuple[int, ...], list[tuple[int, int, int]]] | None: ...
    def keep(
        self, change: Sequence[tuple[int, int, int]]
    ) -> tuple[tuple[int, ...], tuple[int, ...], list[tuple[int, int, int]]] | None: ...
    def repeat(
        self,
        change: Sequence[tuple[int, int, int]],
        task: int,
        duty: int,
        moment: int,
        start: int,
        most: int,
        keep: bool,
    ) -> tuple[tuple[int, ...], tuple[int, ...], list[tuple[int, int, int]]] | None: ...
    def ways(
        self,
        change: Sequence[tuple[int, int, int]],
        task: int,
        duties: Sequence[int],
        moments: Sequence[int],
        most: int,
    ) -> npt.NDArray[np.int64]: ...
    def drift(self) -> str: ...
    @property
    def duty(self) -> npt.NDArray[np.int32]: ...
    @property
    def start(self) -> npt.NDArray[np.int64]: ...
    @property
    def cost(self) -> tuple[int, ...]: ...
