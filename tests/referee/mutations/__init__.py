"""Ways to break a legal rota, one class of hard rule after the other.

Each mutation is told nothing by the referee: what it does is a breach of its class by its
own arithmetic. Importing this package registers them all.
"""

from tests.referee.mutations import hours, people, times
from tests.referee.mutations.registry import MUTATIONS, Mutation

__all__ = ["MUTATIONS", "Mutation", "hours", "people", "times"]
