"""A planner's own moves: what they cost and break, before they are made; see README.md."""

from scheduler.planning.moves.move import Move, assignment_of
from scheduler.planning.moves.price import Price, price, rota_with
from scheduler.planning.moves.scene import Scene, scene_of

__all__ = ["Move", "Price", "Scene", "assignment_of", "price", "rota_with", "scene_of"]
