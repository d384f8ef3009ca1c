"""The independent check of a finished rota; see README.md in this folder."""

from scheduler.referee.codes import CODES, NOT_CHECKED, Kind
from scheduler.referee.judge import breaches, judge
from scheduler.referee.ledger import Ledger
from scheduler.referee.legs import Leg
from scheduler.referee.rounds import Idle, Round, Stop, rounds
from scheduler.referee.verdict import About, Breach, Verdict

__all__ = [
    "CODES",
    "NOT_CHECKED",
    "About",
    "Breach",
    "Idle",
    "Kind",
    "Ledger",
    "Leg",
    "Round",
    "Stop",
    "Verdict",
    "breaches",
    "judge",
    "rounds",
]
