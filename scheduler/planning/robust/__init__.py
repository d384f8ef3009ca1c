"""How much a week can bear, and what to do when it is too much; see README.md in this folder."""

from scheduler.planning.robust.backups import Backup, Backups, backups
from scheduler.planning.robust.emergency import Emergency, emergency
from scheduler.planning.robust.slack import Slack, slack
from scheduler.planning.robust.without import Without, without_each

__all__ = [
    "Backup",
    "Backups",
    "Emergency",
    "Slack",
    "Without",
    "backups",
    "emergency",
    "slack",
    "without_each",
]
